/** Cleaning what files say: plain characters, identifiers and years. */

// Control characters, zero-width blanks, soft hyphens, byte order marks and direction overrides: none of them is text,
// and the overrides can make a terminal lie. Zero-width joiners stay: emoji and several scripts need them.
const UNWANTED =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]/g;
const UNCOMMON = /[^\x20-\x7e]|  /;

/**
 * What Windows-1252 has at 80 to 9F: whoever takes it for Latin-1 turns these into control characters, and HTML reads
 * `&#146;` so (WHATWG, HTML Standard, 13.2.5.80). The five places that it leaves empty stay unwanted.
 */
const WINDOWS = [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'];

/** NFC, white space folded to single blanks, control characters out, lone surrogates replaced. */
export function cleanText(text: string): string {
  if (!UNCOMMON.test(text)) return text.startsWith(' ') || text.endsWith(' ') ? text.trim() : text;
  let clean = text
    .replace(/[\x80-\x84\x86-\x9f]/g, (char) => WINDOWS[char.charCodeAt(0) - 0x80]!)
    .replace(/[\s\u0085]+/g, ' ')
    .replace(UNWANTED, '');
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
const ARXIV_OLD = /(?<![\w-])([a-z][a-z-]{1,15}(?:\.[a-z-]{2,4})?\/\d{7})(?:v\d+)?\b/i;

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
