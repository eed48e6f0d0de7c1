/** The entries of a vocabulary that each paper is nearest to. */
import { dot } from '../math/index.js';
import type { Matrix } from '../types.js';
import type { VocabularyEntry } from './read-vocabulary.js';

/** For each paper the same number of places: an entry, or -1 where fewer are near. */
export interface NearestEntries {
  /** Places a paper. */
  readonly most: number;
  /** Of paper `i` from `i * most` on, the nearest first. */
  readonly entries: Int32Array;
  /** Cosines, for each place; 0 where there is no entry. */
  readonly likeness: Float32Array;
}

/** Entries a paper is given at most: a fourth one is of little help to a reader. */
const MOST = 3;
/**
 * A second entry counts when its cosine is at most so far below the first one's. Neighbouring entries of a vocabulary
 * overlap, and a paper that is as near to two of them is of both.
 */
const WITHIN = 0.04;

/** Entries with none below them: those that papers are compared with. A broader one is a mean of its narrower ones. */
export function narrowestEntries(entries: readonly Pick<VocabularyEntry, 'broader'>[]): Int32Array {
  const broader = new Set(entries.map((entry) => entry.broader));
  return Int32Array.from(entries.keys()).filter((entry) => !broader.has(entry));
}

/**
 * The entries nearest to each paper among its `candidates`: as many for each, in any order, -1 where there are fewer.
 * Vectors are of unit length. Cost: a product for each candidate.
 */
export function nearestEntries(papers: Matrix, candidates: Int32Array, vectors: Matrix): NearestEntries {
  const { rows, dimensions } = papers;
  const each = rows === 0 ? 0 : candidates.length / rows;
  const found = {
    most: MOST,
    entries: new Int32Array(rows * MOST).fill(-1),
    likeness: new Float32Array(rows * MOST),
  };
  for (let i = 0; i < rows; i++) {
    const best = Array.from(candidates.subarray(i * each, (i + 1) * each))
      .filter((entry) => entry >= 0)
      .map((entry) => ({
        entry,
        like: dot(papers.data, i * dimensions, vectors.data, entry * dimensions, dimensions),
      }))
      .sort((a, b) => b.like - a.like || a.entry - b.entry)
      .filter(({ like }, _, [first]) => like >= first!.like - WITHIN)
      .slice(0, MOST);
    best.forEach(({ entry, like }, n) => {
      found.entries[i * MOST + n] = entry;
      found.likeness[i * MOST + n] = like;
    });
  }
  return found;
}
