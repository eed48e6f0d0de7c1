/** Citation keys. */
import type { Paper } from '../types.js';
import { objectOf, pairsOf } from './details.js';
import { KEY_NAME } from '../io/index.js';
import { authorNames } from '../text/index.js';

/**
 * Gives each paper a citation key: its own, or else first author's family name, three title words and the year
 * (`lovelaceSparseMapsOcean1843`). The key depends on the paper alone, unless it is already taken; then part of the id's
 * hash is appended. `hash` is passed in because the page has no node:crypto. A built key has only ASCII letters, digits
 * and `:_-./+`; a given key is kept, minus characters that would end it.
 */
export function keyMaker(hash: (id: string) => string): (paper: Paper) => string {
  const taken = new Set<string>();
  return (paper) => {
    const key = givenKey(paper) || builtKey(paper) || `paper-${hash(paper.id)}`;
    // BibTeX keys are case-insensitive.
    let unique = taken.has(key.toLowerCase()) ? `${key}-${hash(paper.id)}` : key;
    // The same paper twice in one file.
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${key}-${hash(paper.id)}-${copy}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
}

/** The key of the source: BibTeX's, CSL's `id`, Better BibTeX's, EndNote's label, RIS's `ID`, or the one kept from another export; as it may be written. '' when there is none. */
export function givenKey({ extra }: Paper): string {
  const csl = objectOf(extra['csl']);
  const zotero = objectOf(extra['zotero']);
  const keys: unknown[] = [
    objectOf(extra['bibtex'])['key'],
    csl['citation-key'],
    zotero['citationKey'],
    zotero['citation-key'],
    pinnedKey(zotero['extra'] ?? zotero['Extra'] ?? csl['note']),
    typeof csl['id'] === 'number' ? String(csl['id']) : csl['id'],
    objectOf(extra['endnote'])['label'],
    extra[KEY_NAME],
    pairsOf(extra['ris']).find(([tag, value]) => tag === 'ID' && RIS_KEY.test(value))?.[1],
  ];
  // Zotero's own ids are URLs; nobody cites by them.
  const key = keys.find((one) => typeof one === 'string' && one !== '' && !/^https?:/.test(one));
  return typeof key === 'string' ? writableKey(key) : '';
}

/** Some programs put numbers or DOIs into RIS's `ID`; these are no keys. */
export const RIS_KEY = /^(?!10\.)\p{L}[^\s,{}]{0,80}$/u;

/** A key pinned on a line of its own in Zotero's "Extra" or CSL's note. */
function pinnedKey(text: unknown): string {
  return typeof text === 'string' ? (/^\s*(?:citation key|bibtex)\s*:\s*(\S+)/im.exec(text)?.[1] ?? '') : '';
}

/** Drops what BibTeX and Biber do not accept in a key: spaces and syntax characters. */
function writableKey(key: string): string {
  return key.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}!$&*+\-./:;<>?[\]^_`|]/gu, '');
}

const SMALL = new Set([
  'a',
  'an',
  'the',
  'of',
  'on',
  'in',
  'for',
  'and',
  'to',
  'with',
  'from',
  'by',
  'at',
  'is',
  'are',
  'as',
  'via',
  'its',
  'der',
  'die',
  'das',
  'le',
  'la',
  'les',
  'el',
  'un',
  'une',
  'und',
  'et',
  'de',
]);

function builtKey(paper: Paper): string {
  const family = authorNames(paper.authors.slice(0, 1), paper.extra)[0]?.family ?? '';
  const words = paper.title
    .split(/[^\p{L}\p{N}]+/u)
    .map(plainKey)
    .filter((word) => word !== '' && !SMALL.has(word.toLowerCase()))
    .slice(0, 3);
  const title = words.map((word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase()).join('');
  const author = plainKey(family).toLowerCase();
  return `${author}${title}${paper.year ?? ''}`;
}

function plainKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/[^A-Za-z0-9:_./+-]/g, '');
}
