/** Sentences against a vector, or against each other. */
import type { SentenceVectors, Vector } from '../types.js';

export interface BestSentence {
  /** Which sentence; -1 when there is none. */
  readonly index: number;
  /** Its cosine; -1 when there is none. */
  readonly similarity: number;
}

const NONE: BestSentence = { index: -1, similarity: -1 };

/** The sentence nearest to a unit vector, the first of equals. */
export function bestSentence(vector: Vector, sentences: SentenceVectors | null): BestSentence {
  if (sentences === null) return NONE;
  let best = NONE;
  for (let s = 0; s < sentences.scales.length; s++) {
    const similarity = product(vector, sentences.values, s * vector.length) * sentences.scales[s]!;
    if (similarity > best.similarity) best = { index: s, similarity };
  }
  return best;
}

/** The cosine of each sentence with a unit vector. */
export function sentenceCosines(vector: Vector, { scales, values }: SentenceVectors): Float32Array {
  return scales.map((scale, s) => product(vector, values, s * vector.length) * scale);
}

export interface SentencePair extends BestSentence {
  /** Which sentence of the other paper. */
  readonly other: number;
}

/** The two sentences, one of each paper, that are most alike; null when a paper has none. */
export function bestPair(
  ours: SentenceVectors,
  theirs: SentenceVectors,
  dimensions: number,
): SentencePair | null {
  let best: SentencePair | null = null;
  sentenceRows(ours, dimensions).forEach((sentence, index) => {
    const found = bestSentence(sentence, theirs);
    if (found.index >= 0 && (best === null || found.similarity > best.similarity)) {
      best = { index, other: found.index, similarity: found.similarity };
    }
  });
  return best;
}

/** The sentences as vectors of their own. */
export function sentenceRows(sentences: SentenceVectors, dimensions: number): Vector[] {
  return Array.from(sentences.scales.keys(), (s) => sentenceVector(sentences, s, dimensions));
}

/** Sentence `s` as a vector of its own. */
export function sentenceVector({ values, scales }: SentenceVectors, s: number, dimensions: number): Vector {
  const scale = scales[s]!;
  return Float32Array.from(values.subarray(s * dimensions, (s + 1) * dimensions), (value) => value * scale);
}

/** Sum of products over a vector's length, in four sums as in matrix.ts. */
function product(vector: Float32Array, values: Int8Array, start: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = vector.length - (vector.length % 4);
  let i = 0;
  for (; i < whole; i += 4) {
    s0 += vector[i]! * values[start + i]!;
    s1 += vector[i + 1]! * values[start + i + 1]!;
    s2 += vector[i + 2]! * values[start + i + 2]!;
    s3 += vector[i + 3]! * values[start + i + 3]!;
  }
  for (; i < vector.length; i++) s0 += vector[i]! * values[start + i]!;
  return s0 + s1 + s2 + s3;
}
