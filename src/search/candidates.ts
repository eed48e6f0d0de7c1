/** The papers worth a closer look, and what each signal says about them. */
import { dot } from '../math/index.js';
import type { Matrix, PaperKey, SentenceVectors, Vector } from '../types.js';
import { bestSentence, type BestSentence } from './sentences.js';
import { unite, type ScoredKeys, type SearchSources, type WeightedTerms } from './sources.js';

/** Ordered by id, so that nothing depends on the order in which papers were added. */
export interface Candidates {
  readonly keys: Int32Array;
  readonly ids: readonly string[];
  /** One row a candidate. */
  readonly vectors: Matrix;
  readonly sentences: readonly (SentenceVectors | null)[];
}

/** Fetches what ranking needs of these papers. */
export async function gather(
  lists: readonly (Int32Array | readonly PaperKey[])[],
  sources: SearchSources,
): Promise<Candidates> {
  const found = unite(...lists);
  const idOf = await sources.ids(found);
  const order = Array.from(found.keys())
    .filter((i) => idOf[i] !== null)
    .sort((a, b) => (idOf[a]! < idOf[b]! ? -1 : 1));
  const keys = Int32Array.from(order, (i) => found[i]!);
  const [vectors, sentences] = await Promise.all([sources.vectors(keys), sources.sentences(keys)]);
  return { keys, ids: order.map((i) => idOf[i]!), vectors, sentences };
}

/** One number a candidate and signal. */
export interface Signals {
  /** BM25; all 0 when no word of the question is known. */
  readonly lexical: Float32Array;
  /** Cosine of question and paper. */
  readonly dense: Float32Array;
  /** Cosine of question and best sentence, and which sentence that is. */
  readonly sentence: Float32Array;
  readonly sentenceIndex: Int32Array;
}

export function signalsOf(
  terms: WeightedTerms,
  vector: Vector | null,
  candidates: Candidates,
  sources: SearchSources,
): Signals {
  const n = candidates.keys.length;
  const lexical = terms.size === 0 ? new Float32Array(n) : sources.lexical.score(terms, candidates.keys);
  if (vector === null) {
    return {
      lexical,
      dense: new Float32Array(n),
      sentence: new Float32Array(n),
      sentenceIndex: new Int32Array(n).fill(-1),
    };
  }
  const dense = cosinesWith(vector, candidates.vectors);
  const best = candidates.sentences.map((sentences): BestSentence => bestSentence(vector, sentences));
  return {
    lexical,
    dense,
    // A paper without sentences is judged as a whole.
    sentence: Float32Array.from(best, ({ index, similarity }, i) => (index < 0 ? dense[i]! : similarity)),
    sentenceIndex: Int32Array.from(best, ({ index }) => index),
  };
}

export function cosinesWith(vector: Vector, { data, rows, dimensions }: Matrix): Float32Array {
  const all = new Float32Array(rows);
  for (let i = 0; i < rows; i++) all[i] = dot(vector, 0, data, i * dimensions, dimensions);
  return all;
}

/**
 * The first `k` of a list that `top(k)` gives, but never some of several papers with the same score: those that tie
 * with the last are all taken (or the list ends), so that it does not matter in which order equal papers were added.
 */
export async function untilClearCut(
  k: number,
  top: (k: number) => Promise<ScoredKeys> | ScoredKeys,
): Promise<ScoredKeys> {
  for (let asked = k + 1; ; asked *= 2) {
    const { keys, scores } = await top(asked);
    if (keys.length <= k) return { keys, scores };
    let end = k;
    while (end < keys.length && scores[end] === scores[k - 1]) end++;
    // Past 4 k ties (copies of one paper) the order of adding decides: a list must end somewhere.
    if (end < keys.length || keys.length < asked || asked > 4 * k)
      return { keys: keys.subarray(0, end), scores: scores.subarray(0, end) };
  }
}
