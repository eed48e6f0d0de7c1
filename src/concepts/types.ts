/** What the vectors of a library are made of. */
import type { Matrix } from '../types.js';

/**
 * Directions that sums of few of them make up the papers' vectors: a paper is `mean` + Σ weight × atom + rest, the
 * weights greater than 0.
 */
export interface Dictionary {
  /** Mean of the vectors that it was learned from. */
  readonly mean: Float32Array;
  /** One unit-length row a concept. */
  readonly atoms: Matrix;
  /** Concepts a paper at most. */
  readonly most: number;
}

/**
 * Which concepts fire in which paper, and how strongly. Those of row `i` are at `offsets[i] .. offsets[i + 1]`, the
 * strongest first.
 */
export interface Codes {
  readonly rows: number;
  /** Per row: length of the vector less the mean. */
  readonly lengths: Float32Array;
  /** Length `rows + 1`. */
  readonly offsets: Int32Array;
  /** Rows of `Dictionary.atoms`. */
  readonly concepts: Int32Array;
  /** Above 0; the square is the concept's part in the squared length of a centred vector, crosstalk aside. */
  readonly weights: Float32Array;
}
