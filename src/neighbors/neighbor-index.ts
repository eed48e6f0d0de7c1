/** What every engine offers. */
import type { Stamp } from '../io/index.js';
import type { Matrix, Vector } from '../types.js';

export const ENGINES = ['usearch', 'hnswlib', 'exact'] as const;
export type Engine = (typeof ENGINES)[number];

export interface KeyedNeighbors {
  /** Most similar first, ties by key. */
  readonly keys: Int32Array;
  /** Cosines; those of `usearch` are of 16-bit vectors, within 0.002 of the true ones. */
  readonly similarities: Float32Array;
}

export interface NeighborIndex {
  readonly engine: Engine;
  /** Vectors in the index. */
  readonly size: number;
  readonly dimensions: number;
  /** The (nearly) `k` nearest to `vector`, fewer when the index holds fewer. Throws FieldmapError on a wrong length. */
  search(vector: Vector, k: number): KeyedNeighbors;
  /**
   * The nearest to each row of `queries`: the keys found for row `i` from `i * k` on, in no promised order, -1 where
   * there are fewer. For papers' own vectors, not for questions: the approximate engines look less widely here than in
   * `search`, three times as fast. `threads` changes the time only, and only in engines that can use several.
   */
  searchMany(queries: Matrix, k: number, threads?: number): Int32Array;
  /** Adds a vector (unit length) a key; keys must be new to the index. */
  add(keys: Int32Array, vectors: Matrix): void;
  /** Takes vectors out; unknown keys are passed over. Missing in engines that cannot: build anew. */
  remove?(keys: Int32Array): void;
  /** Writes the index to `path`. `stamp` tells what it was made from. Throws FieldmapError `disk`. */
  save(path: string, stamp: Stamp): void;
}
