/**
 * Personal and corporate names taken apart into the parts that BibTeX, CSL and RIS ask for. Needs no Node: the page
 * writes bibliographies with it too.
 */

import { areTwoFamilies, isFamily } from './spanish-names.js';

/** The parts of a name. A body (a corporate author) and a person with one name have a `family` only. */
export interface Name {
  /** With its particles: `van Gennep`, `García Márquez`. */
  readonly family: string;
  /** Empty for bodies and for people with one name. */
  readonly given: string;
  /** `Jr.`, `III`; mostly empty. */
  readonly suffix: string;
}

export function nameOf(family: string, given = '', suffix = ''): Name {
  return { family, given, suffix };
}

/** As on the paper: `Given Family, Jr.` */
export function spelled({ family, given, suffix }: Name): string {
  return `${given} ${family}`.trim() + (suffix === '' ? '' : `, ${suffix}`);
}

const ET_AL =
  /^\[?(?:et\.? ?al(?:ii|iae|\b)\.?|al\.?, ?et|and others|others|et coll\.?|u\. ?a\.|…|\.\.\.)\]?$/i;

/** True for "et al.", which is nobody. */
export function isEtAl(name: string): boolean {
  return ET_AL.test(name);
}

/** Generational suffixes and degrees. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|2nd|3rd|phd|md)\.?$/i;

/** Particles that are written with a capital at times, or in names that have no other capital. */
const PARTICLES = new Set(
  (
    'van von vom de der den del della des di da das do dos du la le ten ter zu zum zur af av bin ibn al el und ' +
    'op te thoe auf d dal dalla lo las los'
  ).split(' '),
);

/** Joins the two families of a Spanish, Catalan or Portuguese name: Ortega y Gasset. */
const JOINING = new Set(['y', 'e', 'i']);

/** Words of bodies. */
const BODIES =
  /\b(?:collaborative|collaborators|government|institute|team|project|initiative|study|investigators|board|federation|corporation|programme|program|bank|office|bureau|panel|task force)\b/i;
/** Words of institutions: "University of California, San Francisco" is nobody's family name. */
const INSTITUTION =
  /\b(?:universit|institut|consortium|collaboration|committee|organi[sz]ation|association|society|agency|department|ministry|council|cent(?:er|re)|network|group|foundation|administration|commission|academy|hospital|laborator|college|school|inc\b|ltd\b|gmbh\b)/i;
/** No personal name has these words of grammar in it: "Centers for Disease Control", "Barnes & Noble". */
const GRAMMAR = /\s(?:and|&|of|for|the|für|pour|et)\s/;

/** True when the name is a body's, by its words. */
export function isBody(name: string): boolean {
  return BODIES.test(name) || INSTITUTION.test(name) || GRAMMAR.test(name);
}

/** True for bodies in whose names a comma may be. */
export function isInstitution(name: string): boolean {
  return INSTITUTION.test(name);
}

/**
 * A guess at the parts of `Given Family`: the family name begins at the first particle (a word in lower case, as in
 * BibTeX: de la Vallée Poussin), else it is the last word, and with a joining `y` or `e` or where both are Spanish family
 * names the word before that. Bodies and single words are not taken apart.
 */
export function splitName(name: string): Name {
  const comma = name.indexOf(', ');
  const suffix = comma < 0 ? '' : name.slice(comma + 2);
  if (suffix !== '' && !SUFFIX.test(suffix)) return nameOf(name);
  const words = (comma < 0 ? name : name.slice(0, comma)).split(' ');
  if (words.length === 1 || isBody(name)) return nameOf(name);
  const from = familyStart(words);
  return nameOf(words.slice(from).join(' '), words.slice(0, from).join(' '), suffix);
}

/** The number of the first word of the family name. */
function familyStart(words: readonly string[]): number {
  const last = words.length - 1;
  const from = JOINING.has(words[last - 1] ?? '') ? Math.max(last - 2, 0) : last;
  // Someone who writes the whole name small (bell hooks) has no particles to be told by that.
  const isSmall = (word: string): boolean =>
    PARTICLES.has(word) || (/^\p{Ll}[\p{Ll}'’]*$/u.test(word) && /^\p{Lu}/u.test(words[0]!));
  const particle = words.findIndex((word, i) => i > 0 && i < from && !JOINING.has(word) && isSmall(word));
  const start = particle < 0 ? from : particle;
  if (start < 2) return start;
  // García Márquez, Fernández de Córdoba.
  const isSpanish =
    particle < 0
      ? start === last && areTwoFamilies(words[0]!, words[start - 1]!, words[start]!)
      : words[start] === 'de' && isFamily(words[start - 1]!);
  return isSpanish ? start - 1 : start;
}

/**
 * The key of `Paper.extra` that keeps the parts of names for which `splitName` would guess others: a list of
 * `{ name, family, given, suffix }`, `name` being what stands in `Paper.authors`.
 */
export const NAME_PARTS = 'nameParts';

/** What to keep under `NAME_PARTS`; undefined when the guess is right for all. */
export function partsToKeep(names: readonly Name[]): readonly (Name & { name: string })[] | undefined {
  const kept = names
    .map((name) => ({ name: spelled(name), ...name }))
    .filter((name) => !sameParts(name, splitName(name.name)));
  return kept.length === 0 ? undefined : kept;
}

function sameParts(a: Name, b: Name): boolean {
  return a.family === b.family && a.given === b.given && a.suffix === b.suffix;
}

/** The names of a paper's authors: as its source told them apart, else as `splitName` guesses. */
export function authorNames(
  authors: readonly string[],
  extra: Readonly<Record<string, unknown>>,
): readonly Name[] {
  const kept = new Map<string, Name>();
  const list: unknown = extra[NAME_PARTS];
  for (const one of Array.isArray(list) ? (list as unknown[]) : []) {
    const { name, ...parts } = fieldsOf(one);
    if (name !== undefined && parts.family !== '' && spelled(parts) === name) kept.set(name, parts);
  }
  return authors.map((author) => kept.get(author) ?? splitName(author));
}

/** Of what a file may hold under the key only texts count. */
function fieldsOf(value: unknown): Name & { name: string | undefined } {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const text = (key: string): string => (typeof given[key] === 'string' ? given[key] : '');
  return {
    name: typeof given['name'] === 'string' ? given['name'] : undefined,
    ...nameOf(text('family'), text('given'), text('suffix')),
  };
}

/** `Family, Given`, `Family, Jr., Given` (BibTeX) and `Family, Given, Jr.` (RIS), else as `splitName` has it. */
export function readName(text: string): Name {
  const [family = '', second = '', third = ''] = text.split(/\s*,\s*/);
  if (second === '' && text.includes(',')) return nameOf(family);
  if (second === '' || SUFFIX.test(second))
    return third === '' ? splitName(text) : nameOf(family, third, second);
  return nameOf(family, second, third);
}

/** `Family, Given, Jr.`; a body that would be taken apart has EndNote's sign of a body, a comma at its end. */
export function invertedName(name: Name): string {
  const { family, given, suffix } = name;
  if (given === '')
    return sameParts(splitName(family), name) && !family.includes(',') ? family : bodyName(family);
  return suffix === '' ? `${family}, ${given}` : `${family}, ${given}, ${suffix}`;
}

/** EndNote's writing: a comma at the end, and two where the name itself has one. */
function bodyName(name: string): string {
  return `${name.replace(/, /g, ',, ')},`;
}
