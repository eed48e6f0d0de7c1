/** Terms as people write them: the most frequent spelling, an acronym with its long form. */
import { BOUNDARY } from './read-words.js';
import { bump, spell, usualSpelling } from './spelling.js';
import type { TermIndex } from './term-index.js';
import type { WordStream } from './word-stream.js';

/** Longer long forms give way to their acronym: in labels of several terms, anywhere (characters). */
const LONGEST_SHORT = 28;
const LONGEST_FULL = 45;

export interface Spelled {
  /** `large language models (LLMs)` */
  readonly full: string;
  /** `large language models`, `MIMO`: one of the two, the long form unless it is very long. */
  readonly short: string;
}

/** The spelling of each of the terms `wanted`. Cost: one pass over all words. */
export function spellTerms(
  source: WordStream,
  { termWords }: TermIndex,
  wanted: Iterable<number>,
): Map<number, Spelled> {
  const { stream, tokens, spellings } = source;
  const found = new Map([...wanted].map((term) => [term, new Map<string, number>()]));
  const byFirst = new Map<number, { counts: Map<string, number>; words: number[] }[]>();
  for (const [term, counts] of found) {
    const words = Array.from(termWords.subarray(3 * term, 3 * term + 3)).filter((word) => word >= 0);
    byFirst.set(words[0]!, [...(byFirst.get(words[0]!) ?? []), { counts, words }]);
  }
  for (let at = 0; at < stream.length; at++) {
    if (stream[at] === BOUNDARY) continue;
    for (const { counts, words } of byFirst.get(stream[at]!) ?? []) {
      if (words.every((word, w) => stream[at + w] === word))
        bump(counts, spell(spellings, tokens, at, words.length));
    }
  }
  return new Map(
    [...found].map(([term, counts]) => [term, withLongForm(source, termWords, term, usualSpelling(counts))]),
  );
}

function withLongForm(
  { longForms }: WordStream,
  termWords: Int32Array,
  term: number,
  written: string,
): Spelled {
  const [first, second] = termWords.subarray(3 * term, 3 * term + 2);
  const long = second! < 0 ? longForms.get(first!) : undefined;
  if (long === undefined || long.written === '') return { full: written, short: written };
  if (!long.known) return { full: long.written, short: long.written };
  const full = long.written.length > LONGEST_FULL ? written : `${long.written} (${written})`;
  return { full, short: long.written.length > LONGEST_SHORT ? written : long.written };
}
