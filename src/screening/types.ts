/** What screening works on: typed arrays, a row a paper. */

/** Sparse rows: the entries of row `i` are at `offsets[i] .. offsets[i + 1]`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Words and vectors of the papers, each side of unit length before its weight. */
export interface Features {
  readonly words: SparseRows;
  /** Row by row; `dimensions` is 0 where there are no vectors. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
}
