/** Cleaning what files say: plain characters, identifiers, years and names. */

// Control characters, zero-width blanks, soft hyphens, byte order marks and direction overrides: none of them is text,
// and the overrides can make a terminal lie. Zero-width joiners stay: emoji and several scripts need them.
const UNWANTED =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;
const UNCOMMON = /[^\x20-\x7e]|  /;

/** NFC, white space folded to single blanks, control characters out, lone surrogates replaced. */
export function cleanText(text: string): string {
  if (!UNCOMMON.test(text)) return text.startsWith(' ') || text.endsWith(' ') ? text.trim() : text;
  let clean = text.replace(/[\s\u0085]+/g, ' ').replace(UNWANTED, '');
  if (/[\ud800-\udfff]/.test(clean)) clean = clean.replace(/\p{Surrogate}/gu, '\ufffd');
  return clean.normalize('NFC').replace(/ {2,}/g, ' ').trim();
}

/** `https://doi.org/10.1000/XYZ.` → `10.1000/xyz`; null when there is no DOI in it. */
export function cleanDoi(text: string): string | null {
  const found = /10\.\d{4,9}(?:\.\d+)*\/\S+/.exec(text.includes('%') ? decodePercent(text) : text);
  // No DOI is that long.
  if (found === null || found[0].length > 500) return null;
  let doi = cleanText(found[0])
    .toLowerCase()
    .replace(/\s*\[doi\]$/, '');
  doi = doi.replace(/[.,;:'"\]}>]+$/, '');
  while (doi.endsWith(')') && !doi.includes('(')) doi = doi.slice(0, -1);
  return doi.length > 8 || /\/./.test(doi) ? doi : null;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const ARXIV_NEW = /\b(\d{4}\.\d{4,5})(?:v\d+)?\b/;
const ARXIV_OLD = /\b([a-z][a-z-]*(?:\.[a-z-]{2,})?\/\d{7})(?:v\d+)?\b/i;

/** The arXiv id of an address, a DOI or an `arXiv:…` text, without its version; null when there is none. */
export function arxivIdOf(text: string): string | null {
  if (!/arxiv/i.test(text)) return null;
  const at = text.search(/arxiv/i);
  return bareArxivId(text.slice(at).replace(/^arxiv(?:\.org)?[:./\s]*(?:(?:abs|pdf|html)\/)?/i, ''));
}

/** The same for a text that is known to be an arXiv id: `1706.03762v5`, `cond-mat/0601001`. */
export function bareArxivId(text: string): string | null {
  const found = ARXIV_NEW.exec(text) ?? ARXIV_OLD.exec(text);
  // Old ids name the archive alone: math.GT/0309136 is math/0309136.
  return found === null ? null : found[1]!.toLowerCase().replace(/^([a-z-]+)\.[a-z-]+\//, '$1/');
}

/** The year in a date, a range (`1984/1986`: the first) or a number; null when there is none from 1400 to 2199. */
export function yearOf(value: unknown): number | null {
  if (typeof value === 'number')
    return Number.isInteger(value) && value >= 1400 && value < 2200 ? value : null;
  if (typeof value !== 'string') return null;
  const found =
    /(?<!\d)(1[4-9]\d\d|2[01]\d\d)(?!\d)/.exec(value) ??
    /(?<!\d)(1[4-9]\d\d|2[01]\d\d)(?=\d{4}(?!\d))/.exec(value);
  return found === null ? null : Number(found[1]);
}

// "Coates, JR" has initials, "King, Jr." a suffix.
const SUFFIX = /^(?:[JS]r\.?|I{2,3}|IV|2nd|3rd|[4-9]th)$/;

/** Words of institutions: "University of California, San Francisco" is nobody's family name. */
const BODY =
  /\b(?:universit|institut|consortium|collaboration|committee|organi[sz]ation|association|society|agency|department|ministry|council|cent(?:er|re)|network|group|foundation|administration|commission|academy|hospital|laborator|college|school|inc\b|ltd\b|gmbh\b)/i;

export function isSuffix(text: string): boolean {
  return SUFFIX.test(text);
}

/** `Family, Given` → `Given Family`; `Family, Jr., Given` and `Family, Given, Jr.` → `Given Family, Jr.`; anything else as it is. */
export function turnName(name: string): string {
  const parts = cleanText(name)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const [family = '', second = '', third = ''] = parts;
  if (parts.length < 2) return family;
  if (parts.length === 2)
    return SUFFIX.test(second) || BODY.test(name) ? parts.join(', ') : given(second, family);
  if (parts.length === 3 && SUFFIX.test(second)) return `${third} ${family}, ${second}`;
  if (parts.length === 3 && SUFFIX.test(third)) return `${second} ${family}, ${third}`;
  // Web of Science parts initials with a comma: "Sevbitov, A., V".
  if (parts.length === 3 && /^\p{Lu}\.?$/u.test(third)) return `${second} ${third} ${family}`;
  return parts.join(', ');
}

/** PubMed keeps the suffix with the given name: "Dice, P F 2nd". */
function given(first: string, family: string): string {
  const at = first.lastIndexOf(' ');
  const last = first.slice(at + 1);
  return at > 0 && SUFFIX.test(last) ? `${first.slice(0, at)} ${family}, ${last}` : `${first} ${family}`;
}

/**
 * Authors in one text. Separators, first that occurs: `;`, `|`, line end, ` and `, then commas: `Ada Lovelace, Alan Turing`
 * when every part is a whole name, else one name `Lovelace, Ada`.
 */
export function splitAuthors(text: string): string[] {
  // Blanks folded first: the patterns below would look at a long run of them again and again.
  const trimmed = text.trim().replace(/\s+/g, (blank) => (blank.includes('\n') ? '\n' : ' '));
  if (trimmed === '') return [];
  for (const separator of [/ ?; ?/, / ?\| ?/, /\n/, /,? (?:and|&) /]) {
    if (!separator.test(trimmed)) continue;
    const parts = trimmed.split(separator);
    // "Ann Lee, Bo Chu and Cy Day": commas part the others.
    return parts
      .flatMap((part) => (separator.source.includes('and') ? splitCommas(part) : [turnName(part)]))
      .filter(notEmpty);
  }
  return splitCommas(trimmed).filter(notEmpty);
}

function splitCommas(text: string): string[] {
  const parts = text.split(/ ?, ?/);
  // PubMed's tables: "Lovelace A, Turing AM."
  const initials = /^(\p{L}[\p{L}'’ -]+) (\p{Lu}{1,3})\.?$/u;
  if (parts.length > 1 && parts.every((part) => initials.test(part)))
    return parts.map((part) => part.replace(initials, '$2 $1'));
  if (parts.length > 1 && parts.every((part) => /\S\s+\S/.test(part))) return parts.map(cleanText);
  if (parts.length > 3 && parts.every(notEmpty)) return parts.map(cleanText);
  return [turnName(text)];
}

export function notEmpty(text: string): boolean {
  return text !== '';
}

/** Lower case letters and digits with single blanks between, accents off: what makes two titles the same. */
export function foldForMatch(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
