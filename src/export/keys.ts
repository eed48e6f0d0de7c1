/** Citation keys. */
import type { Paper } from '../types.js';
import { authorNames } from '../text/names.js';

/**
 * Gives each paper a key: the one it came with, else first author's family name, three words of the title and year
 * (`lovelaceSparseMapsOcean1843`). It depends on the paper alone, but for a key that is taken already: that gets a part
 * of the id's hash, which `hash` gives (letters and digits): the page has no node:crypto. Letters, digits and `:_-./+` only, since TeX takes no others.
 */
export function keyMaker(hash: (id: string) => string): (paper: Paper) => string {
  const taken = new Set<string>();
  return (paper) => {
    const key = givenKey(paper) || builtKey(paper) || `paper-${hash(paper.id)}`;
    // BibTeX takes keys that differ in case only for the same.
    let unique = taken.has(key.toLowerCase()) ? `${key}-${hash(paper.id)}` : key;
    // The same paper twice in one file.
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${key}-${hash(paper.id)}-${copy}`;
    taken.add(unique.toLowerCase());
    return unique;
  };
}

function givenKey(paper: Paper): string {
  const bibtex = paper.extra['bibtex'] as { key?: unknown } | undefined;
  const csl = paper.extra['csl'] as { 'citation-key'?: unknown } | undefined;
  const key = bibtex?.key ?? csl?.['citation-key'];
  return typeof key === 'string' ? plainKey(key) : '';
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
