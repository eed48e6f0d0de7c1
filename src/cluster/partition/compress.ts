/** Fewer numbers a paper: the directions in which papers differ most hold what topics are told apart by. */
import { principalAxes, type Random, dots } from '../../math/index.js';
import type { Matrix } from '../../types.js';
import type { Products } from './scatter.js';

/**
 * Numbers a paper that groups settle on. On arXiv-20 32, 64 and all 384 give the same v-measure, smoothed over the
 * graph (mean of 12 seeds: 0.747 to 0.750, and 0.750 to 0.751 with 20 topics), at a third of the time.
 */
const DIMENSIONS = 64;
/** The leading axes settle in a few rounds; whichever the last ones are between, they say little. */
const ROUNDS = 4;

/** Each vector on the principal axes of `products`, which are those of `vectors`. As it is when it has few numbers. */
export function compress(vectors: Matrix, { sums }: Products, random: Random): Matrix {
  const { data, rows, dimensions } = vectors;
  if (dimensions <= DIMENSIONS) return vectors;
  const both = sums.slice();
  for (let i = 0; i < dimensions; i++) {
    for (let j = 0; j < i; j++) both[j * dimensions + i] = both[i * dimensions + j]!;
  }
  const axes = new Float64Array(DIMENSIONS * dimensions);
  principalAxes(both, DIMENSIONS, random, ROUNDS).forEach((axis, a) => axes.set(axis, a * dimensions));
  const compressed = new Float32Array(rows * DIMENSIONS);
  const scratch = new Float64Array(dimensions);
  const along = new Float64Array(DIMENSIONS);
  for (let i = 0; i < rows; i++) {
    dots(data, i, axes, scratch, along);
    compressed.set(along, i * DIMENSIONS);
  }
  return { data: compressed, rows, dimensions: DIMENSIONS };
}
