/** Which sentence of a paper answers a question. */
import { eachTerm, terms } from '../text/index.js';
import type { SentenceVectors, Vector } from '../types.js';
import { orderOf } from './fuse.js';
import { sentenceCosines } from './sentences.js';
import type { LexicalSource, Unrelated } from './sources.js';

/** What having all words of the question is worth beside a cosine, in standard deviations of unrelated papers. */
const WORDS = 4;

/** Sentences nearest in meaning that are cut into words: 15 µs each. */
const NEAREST = 4;

export interface Quote {
  /** Number of the sentence; -1 when the paper has none. */
  readonly index: number;
  /** Its cosine with the question. */
  readonly similarity: number;
}

export interface Asked {
  readonly vector: Vector;
  /** Terms of the question and their rareness. */
  readonly rareness: ReadonlyMap<string, number>;
  readonly unrelated: Unrelated;
}

export function rarenessOf(question: string, lexical: LexicalSource): Map<string, number> {
  return new Map(terms(question).map((term) => [term, lexical.inverseFrequency(term)]));
}

/**
 * Of the sentences nearest in meaning the one with the most of the question's meaning and words together. The vector of a sentence is read from its
 * place in the abstract and takes from the sentences around it; its words are its own. `textOf` gives a sentence's text.
 */
export function quotedSentence(
  { vector, rareness, unrelated }: Asked,
  sentences: SentenceVectors,
  textOf: (index: number) => string,
): Quote {
  const cosines = sentenceCosines(vector, sentences);
  const weight = WORDS * unrelated.spread;
  let best: Quote = { index: -1, similarity: -1 };
  let most = -Infinity;
  for (const index of orderOf(cosines).subarray(0, NEAREST)) {
    const similarity = cosines[index]!;
    // All words could not make up for what this one and all after it lack.
    if (similarity + weight <= most) break;
    const value = similarity + weight * shareOf(rareness, textOf(index));
    if (value > most) {
      most = value;
      best = { index, similarity };
    }
  }
  return best;
}

/** How much of the question's rareness a sentence has, 0..1. */
function shareOf(rareness: ReadonlyMap<string, number>, text: string): number {
  let all = 0;
  let held = 0;
  const missing = new Set(rareness.keys());
  for (const value of rareness.values()) all += value;
  eachTerm(text, (term) => {
    if (missing.delete(term)) held += rareness.get(term)!;
  });
  return all === 0 ? 0 : held / all;
}
