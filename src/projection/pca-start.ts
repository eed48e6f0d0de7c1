/** Where a projection starts: the papers on the axes along which they differ most. */
import { FieldmapError } from '../errors.js';
import { seededRandom, shuffle, type Random } from '../random.js';
import type { Matrix } from '../types.js';

/** Papers from which the axes are computed; the cost is this × dimensions² / 2. More of them change the map no more than another seed does. */
const SAMPLE = 2048;
/** Further axes that are computed and dropped: they make the wanted ones settle sooner. */
const SPARE = 6;
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
  const axes = principalAxes(covarianceOf(matrix, mean, random), matrix.dimensions, dimensions, random);
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
function addProducts(sums: Float64Array, p: Float64Array, q: Float64Array, s: Float64Array, t: Float64Array): void {
  const columns = p.length;
  for (let c = 0; c < columns; c++) {
    const [pc, qc, sc, tc] = [p[c]!, q[c]!, s[c]!, t[c]!];
    const start = c * columns;
    for (let e = c; e < columns; e++) sums[start + e]! += pc * p[e]! + qc * q[e]! + (sc * s[e]! + tc * t[e]!);
  }
}

/**
 * The leading unit eigenvectors of a symmetric matrix by orthogonal iteration (Golub and Van Loan, section 8.2.4), at
 * most as many as it has. The largest comes first: with the vectors made orthogonal in order, each one converges
 * among those that are orthogonal to the vectors before it.
 */
function principalAxes(symmetric: Float64Array, columns: number, wanted: number, random: Random): Float64Array[] {
  const count = Math.min(columns, wanted + SPARE);
  let axes: Float64Array[] = Array.from({ length: count }, () => Float64Array.from({ length: columns }, () => random.float() - 0.5));
  axes = orthonormal(axes);
  for (let round = 0; round < ROUNDS; round++) axes = orthonormal(axes.map((axis) => product(symmetric, axis)));
  return axes.slice(0, wanted).map(pointedUp);
}

function product(symmetric: Float64Array, axis: Float64Array): Float64Array {
  const columns = axis.length;
  const result = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    const value = axis[c]!;
    const start = c * columns;
    for (let e = 0; e < columns; e++) result[e]! += value * symmetric[start + e]!;
  }
  return result;
}

/** Gram-Schmidt, each vector twice for accuracy; what is left of a dependent vector (rounding) becomes 0. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  const largest = Math.max(...vectors.map(lengthOf));
  return vectors.map((vector, v) => {
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < v; other++) {
        const share = inner(vector, vectors[other]!);
        for (let c = 0; c < vector.length; c++) vector[c]! -= share * vectors[other]![c]!;
      }
    }
    const length = lengthOf(vector);
    const scale = length > 1e-10 * largest ? 1 / length : 0;
    for (let c = 0; c < vector.length; c++) vector[c]! *= scale;
    return vector;
  });
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < a.length; c++) sum += a[c]! * b[c]!;
  return sum;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(inner(vector, vector));
}

function pointedUp(axis: Float64Array): Float64Array {
  let largest = 0;
  for (const value of axis) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? axis.map((value) => -value) : axis;
}
