/** Where a projection starts: the papers on the axes along which they differ most. */
import { FieldmapError } from '../errors.js';
import { principalAxes, seededRandom, shuffle, type Random } from '../math/index.js';
import type { Matrix } from '../types.js';

/** Papers from which the axes are computed; the cost is this × dimensions² / 2. More of them change the map no more than another seed does. */
const SAMPLE = 2048;
/** The axes settle in fewer, unless the papers differ along some of them equally: then any between them will do. */
const ROUNDS = 60;
/** The largest coordinate, as umap-learn scales its own start. */
const EXTENT = 10;

/**
 * The first `dimensions` principal components of `matrix`, scaled so that the largest coordinate is 10:
 * rows × dimensions numbers, row by row. Each axis points to where its largest loading is positive. Axes the papers do
 * not have (fewer papers or columns than `dimensions`, all papers alike) are 0. Axes of more than 2,048 papers
 * are computed from as many drawn by `seed`. Cost: rows × columns × dimensions and the 2,048 × columns² / 2 above.
 *
 * @throws FieldmapError `usage` when `dimensions` is not a whole number above 0.
 */
export function pcaStart(matrix: Matrix, dimensions: number, seed: number): Float32Array {
  if (!Number.isInteger(dimensions) || dimensions < 1) {
    throw new FieldmapError('usage', `A projection needs 1 dimension or more, not ${dimensions}.`);
  }
  const random = seededRandom(seed);
  const mean = meanOf(matrix);
  const axes = principalAxes(covarianceOf(matrix, mean, random), dimensions, random, ROUNDS);
  const start = new Float32Array(matrix.rows * dimensions);
  let largest = 0;
  for (let i = 0; i < matrix.rows; i++) {
    for (let d = 0; d < axes.length; d++) {
      const axis = axes[d]!;
      let sum = 0;
      for (let c = 0; c < axis.length; c++) sum += (matrix.data[i * axis.length + c]! - mean[c]!) * axis[c]!;
      start[i * dimensions + d] = sum;
      largest = Math.max(largest, Math.abs(sum));
    }
  }
  return scaled(start, largest);
}

/** The same for the first `wanted` of the `dimensions` that `start` has: the axes are computed once. */
export function leadingAxes(start: Float32Array, dimensions: number, wanted: number): Float32Array {
  const rows = start.length / dimensions;
  const leading = new Float32Array(rows * wanted);
  let largest = 0;
  for (let i = 0; i < rows; i++) {
    for (let d = 0; d < wanted; d++) {
      leading[i * wanted + d] = start[i * dimensions + d]!;
      largest = Math.max(largest, Math.abs(leading[i * wanted + d]!));
    }
  }
  return scaled(leading, largest);
}

/** In place. Papers all alike have no axes: what rounding left of them is 0. */
function scaled(start: Float32Array, largest: number): Float32Array {
  if (largest < 1e-6) return start.fill(0);
  for (let at = 0; at < start.length; at++) start[at]! *= EXTENT / largest;
  return start;
}

function meanOf(matrix: Matrix): Float64Array {
  const mean = new Float64Array(matrix.dimensions);
  for (let i = 0; i < matrix.rows; i++) {
    for (let c = 0; c < mean.length; c++) mean[c]! += matrix.data[i * mean.length + c]!;
  }
  for (let c = 0; c < mean.length; c++) mean[c]! /= Math.max(1, matrix.rows);
  return mean;
}

/** Columns × columns, of the sample. */
function covarianceOf(matrix: Matrix, mean: Float64Array, random: Random): Float64Array {
  const columns = matrix.dimensions;
  let rows = Int32Array.from({ length: matrix.rows }, (_, i) => i);
  if (rows.length > SAMPLE) rows = shuffle(rows, random).slice(0, SAMPLE).sort();
  const covariance = new Float64Array(columns * columns);
  // Four papers at a time, since reading and writing the sums costs more than adding to them. The last block is
  // filled up with zeros.
  const block = Array.from({ length: 4 }, () => new Float64Array(columns));
  for (let first = 0; first < rows.length; first += block.length) {
    block.forEach((centred, n) => {
      const start = first + n < rows.length ? rows[first + n]! * columns : -1;
      for (let c = 0; c < columns; c++) centred[c] = start < 0 ? 0 : matrix.data[start + c]! - mean[c]!;
    });
    addProducts(covariance, block[0]!, block[1]!, block[2]!, block[3]!);
  }
  for (let c = 0; c < columns; c++) {
    for (let e = 0; e < c; e++) covariance[c * columns + e] = covariance[e * columns + c]!;
  }
  return covariance;
}

/** Adds the products of all pairs of columns, in the half above the diagonal. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function addProducts(
  sums: Float64Array,
  p: Float64Array,
  q: Float64Array,
  s: Float64Array,
  t: Float64Array,
): void {
  const columns = p.length;
  for (let c = 0; c < columns; c++) {
    const [pc, qc, sc, tc] = [p[c]!, q[c]!, s[c]!, t[c]!];
    const start = c * columns;
    for (let e = c; e < columns; e++) sums[start + e]! += pc * p[e]! + qc * q[e]! + (sc * s[e]! + tc * t[e]!);
  }
}
