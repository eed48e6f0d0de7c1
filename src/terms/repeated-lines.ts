/** Publishers' and databases' lines at the end of abstracts, learned from the library: what stands there again and again. */
import { BOUNDARY, type Words } from './read-words.js';

/** Such a line begins this near the end (words). */
const TAIL = 16;
/** An abstract stands before it (words). */
const ABSTRACT = 20;
/** It ends the abstracts of so many papers at least, and of this share of all. */
const FEWEST = 4;
const SHARE = 0.002;
/** Most of its occurrences are there: `deep learning` ends a list now and then. */
const MOSTLY = 0.6;
/** One word may end an abstract by chance. */
const SHORTEST = 2;

/**
 * Takes out runs of words between two marks of punctuation (`All rights reserved`, `PsycINFO Database Record`, `Elsevier
 * Ltd`) that many texts end with and that stand hardly anywhere else. Numbers are no words here, so that the year in a
 * line makes no difference. Changes the tokens of `words`. Cost: two passes over the words.
 */
export function silenceRepeatedLines(words: Words): Words {
  const texts = words.offsets.length - 1;
  const fewest = Math.max(FEWEST, Math.ceil(SHARE * texts));
  const atEnd = new Map<number, number>();
  eachRun(words, (key, start, end, text) => {
    const atItsEnd = words.offsets[text + 1]! - start <= TAIL && start - words.offsets[text]! >= ABSTRACT;
    if (end - start >= SHORTEST && atItsEnd) atEnd.set(key, (atEnd.get(key) ?? 0) + 1);
  });
  const frequent = new Map([...atEnd].filter(([, count]) => count >= fewest));
  if (frequent.size === 0) return words;
  const everywhere = new Map<number, number>();
  eachRun(words, (key) => {
    if (frequent.has(key)) everywhere.set(key, (everywhere.get(key) ?? 0) + 1);
  });
  eachRun(words, (key, start, end) => {
    if ((frequent.get(key) ?? 0) >= MOSTLY * (everywhere.get(key) ?? Infinity))
      words.tokens.fill(BOUNDARY, start, end);
  });
  return words;
}

/** Calls `visit` with each run of words between boundaries: a number for its words, where it is, its text. */
function eachRun(
  { tokens, offsets }: Words,
  visit: (key: number, start: number, end: number, text: number) => void,
): void {
  for (let text = 0; text + 1 < offsets.length; text++) {
    const textEnd = offsets[text + 1]!;
    let [start, a, b] = [offsets[text]!, 0, 0];
    for (let at = start; at <= textEnd; at++) {
      const token = at < textEnd ? tokens[at]! : BOUNDARY;
      if (token === BOUNDARY) {
        // 52 bits of hash: exact as a number.
        if (at > start) visit((a >>> 0) * 0x100000 + ((b >>> 0) & 0xfffff), start, at, text);
        [start, a, b] = [at + 1, 0, 0];
      } else {
        a = Math.imul(a ^ token, 0x01000193) + 0x9e3779b9;
        b = Math.imul(b ^ token, 0x5bd1e995) + 0x85ebca6b;
      }
    }
  }
}
