/** "Given Family" taken apart again. */

export interface Name {
  readonly family: string;
  /** Empty for institutions and for people with one name. */
  readonly given: string;
  readonly suffix: string;
}

const PARTICLES = new Set([
  'van',
  'von',
  'vom',
  'de',
  'der',
  'den',
  'del',
  'della',
  'des',
  'di',
  'da',
  'das',
  'do',
  'dos',
  'du',
  'la',
  'le',
  'ten',
  'ter',
  'zu',
  'zur',
  'af',
  'av',
  'bin',
  'ibn',
  'al',
  'el',
  'y',
  'e',
]);

const BODIES =
  /\b(?:consortium|collaboration|group|committee|university|institute|organi[sz]ation|association|society|agency|department|ministry|team|network|foundation|council|project|initiative|study|investigators|centre|center|board|commission|federation|corporation|inc|ltd|gmbh|programme|program|bank|office|bureau|academy)\b/i;

/** `Family, Given`, `Family, Jr., Given` (BibTeX) and `Family, Given, Jr.` (RIS), else as `splitName` has it. */
export function nameOf(text: string): Name {
  const [family = '', second = '', third = ''] = text.split(/\s*,\s*/);
  if (second === '' || SUFFIX.test(second))
    return third === '' ? splitName(text) : { family, given: third, suffix: second };
  return { family, given: second, suffix: third };
}

/** As on the paper: `Given Family, Jr.` */
export function spelled({ family, given, suffix }: Name): string {
  return `${given} ${family}`.trim() + (suffix === '' ? '' : `, ${suffix}`);
}

const SUFFIX = /^(?:jr|sr|ii|iii|iv|2nd|3rd|phd|md)\.?$/i;

/** The family name is the last word and the particles before it; bodies and single words are not taken apart. */
export function splitName(name: string): Name {
  const comma = name.indexOf(', ');
  const suffix = comma < 0 ? '' : name.slice(comma + 2);
  if (suffix !== '' && !SUFFIX.test(suffix)) return { family: name, given: '', suffix: '' };
  const words = (comma < 0 ? name : name.slice(0, comma)).split(' ');
  if (words.length === 1 || BODIES.test(name)) return { family: name, given: '', suffix: '' };
  let from = words.length - 1;
  while (from > 1 && PARTICLES.has(words[from - 1]!)) from--;
  return { family: words.slice(from).join(' '), given: words.slice(0, from).join(' '), suffix };
}
