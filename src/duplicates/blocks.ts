/** Blocks: papers that share none are never compared. Each is a hash, to be stored and looked up by the number. */
import { contentWords, type Features } from './features.js';

/**
 * The blocks of a paper, about eight. Any one in common is enough, so that a slip in a word, a lost subtitle, a missing
 * author or year each leave one standing: identifiers; the first and the last three words of meaning, and with the
 * first author the longest word and the last letters, of the title with and without its subtitle; the first author with
 * the first letters; the first two authors.
 */
export function blocksOf({ words, squeezed, mainWords, identifiers, authors }: Features): number[] {
  const keys = identifiers.map((identifier) => `i ${identifier}`);
  if (squeezed === '') return hashed(keys);
  const author = authors[0]?.family;
  for (const title of mainWords < words.length ? [words, words.slice(0, mainWords)] : [words]) {
    const content = contentWords(title).length > 0 ? contentWords(title) : title;
    keys.push(`f ${content.slice(0, 3).join(' ')}`, `l ${content.slice(-3).join(' ')}`);
    if (author === undefined) continue;
    const longest = content.reduce((a, b) => (b.length > a.length ? b : a));
    keys.push(`a ${author} ${longest}`, `e ${author} ${title.join('').slice(-5)}`);
  }
  if (author !== undefined) keys.push(`s ${author} ${squeezed.slice(0, 5)}`);
  if (authors.length > 1) keys.push(`b ${author} ${authors[1]!.family}`);
  return hashed(keys);
}

/** 53 bits each: exact as a number, and hardly a collision among millions of papers (one costs a comparison). */
function hashed(keys: readonly string[]): number[] {
  return [...new Set(keys)].map((key) => {
    let [high, low] = [0x811c9dc5, 0x9747b28c];
    for (let i = 0; i < key.length; i++) {
      const code = key.charCodeAt(i);
      high = Math.imul(high ^ code, 0x01000193);
      low = Math.imul(low ^ code, 0x5bd1e995);
      low ^= low >>> 15;
    }
    return (high >>> 11) * 0x100000000 + (low >>> 0);
  });
}
