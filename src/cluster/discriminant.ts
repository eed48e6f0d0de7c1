/** Linear discriminant analysis: which directions tell the topics apart, where k-means treats all alike. */
import { dot } from '../matrix.js';
import { shuffle, type Random } from '../random.js';
import type { Matrix } from '../types.js';

/** Papers from which the scatter within topics is computed; the cost is this × dimensions² / 2. */
const SAMPLE = 8192;
/** Least share of a round scatter mixed in; with 0.1 to 0.5 the topics of arXiv-20 are the same within 0.002. */
const SHRINKAGE = 0.3;

/** Score of a vector for topic `t`: `bias[t]` + its dot product with row `t` of `weights`. */
export interface Discriminant {
  readonly count: number;
  /** count × dimensions. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

/**
 * Fits to `labels` (0 .. count - 1, none empty). Topics share one scatter, which is pulled towards a round one: by 0.3,
 * or more when there are few papers for so many dimensions.
 */
export function fitDiscriminant(vectors: Matrix, labels: Int32Array, count: number, random: Random): Discriminant {
  const { rows, dimensions } = vectors;
  const sizes = new Int32Array(count);
  const means = new Float64Array(count * dimensions);
  for (let i = 0; i < rows; i++) {
    const t = labels[i]!;
    sizes[t]!++;
    for (let j = 0; j < dimensions; j++) means[t * dimensions + j]! += vectors.data[i * dimensions + j]!;
  }
  for (let t = 0; t < count; t++) for (let j = 0; j < dimensions; j++) means[t * dimensions + j]! /= Math.max(1, sizes[t]!);
  const factor = cholesky(shrink(scatter(vectors, labels, means, random), dimensions, rows), dimensions);
  const weights = new Float32Array(count * dimensions);
  const bias = new Float64Array(count);
  for (let t = 0; t < count; t++) {
    const mean = means.subarray(t * dimensions, (t + 1) * dimensions);
    const solved = solve(factor, mean);
    weights.set(solved, t * dimensions);
    let square = 0;
    for (let j = 0; j < dimensions; j++) square += mean[j]! * solved[j]!;
    bias[t] = Math.log(Math.max(1, sizes[t]!) / rows) - square / 2;
  }
  return { count, weights, bias };
}

/** Log-probabilities of paper `i` for each topic, into `out`. */
export function logProbabilities({ count, weights, bias }: Discriminant, vectors: Matrix, i: number, out: Float64Array): void {
  const { data, dimensions } = vectors;
  let most = -Infinity;
  for (let t = 0; t < count; t++) {
    out[t] = bias[t]! + dot(data, i * dimensions, weights, t * dimensions, dimensions);
    if (out[t]! > most) most = out[t]!;
  }
  let sum = 0;
  for (let t = 0; t < count; t++) sum += Math.exp(out[t]! - most);
  const log = most + Math.log(sum);
  for (let t = 0; t < count; t++) out[t]! -= log;
}

/** Covariance around the own topic's mean, dimensions × dimensions, lower triangle only. */
function scatter(vectors: Matrix, labels: Int32Array, means: Float64Array, random: Random): Float64Array {
  const { rows, dimensions } = vectors;
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const sample = rows > SAMPLE ? shuffle(order, random).subarray(0, SAMPLE) : order;
  const sum = new Float64Array(dimensions * dimensions);
  // Four papers at a time: each number of the sum is read and written a quarter as often.
  const lanes = [0, 1, 2, 3].map(() => new Float64Array(dimensions)) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [a, b, c, d] = lanes;
  for (let s = 0; s < sample.length; s += 4) {
    for (let l = 0; l < 4; l++) center(lanes[l]!, s + l < sample.length ? sample[s + l]! : -1);
    for (let i = 0; i < dimensions; i++) {
      const ai = a[i]!;
      const bi = b[i]!;
      const ci = c[i]!;
      const di = d[i]!;
      const at = i * dimensions;
      for (let j = 0; j <= i; j++) sum[at + j]! += ai * a[j]! + bi * b[j]! + ci * c[j]! + di * d[j]!;
    }
  }
  for (let i = 0; i < sum.length; i++) sum[i]! /= Math.max(1, sample.length);
  return sum;

  function center(lane: Float64Array, paper: number): void {
    if (paper < 0) {
      lane.fill(0);
      return;
    }
    const from = paper * dimensions;
    const mean = labels[paper]! * dimensions;
    for (let j = 0; j < dimensions; j++) lane[j] = vectors.data[from + j]! - means[mean + j]!;
  }
}

/** Mixes in a round scatter of the same trace, in place; and a floor, so that papers all alike can be solved too. */
function shrink(sum: Float64Array, dimensions: number, rows: number): Float64Array {
  const share = Math.max(SHRINKAGE, dimensions / (dimensions + rows));
  let trace = 0;
  for (let j = 0; j < dimensions; j++) trace += sum[j * dimensions + j]!;
  for (let i = 0; i < sum.length; i++) sum[i]! *= 1 - share;
  for (let j = 0; j < dimensions; j++) sum[j * dimensions + j]! += (share * trace) / dimensions + 1e-9;
  return sum;
}

/** Lower triangle L with L Lᵀ = the matrix, in place. */
function cholesky(matrix: Float64Array, n: number): Float64Array {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / matrix[j * n + j]!;
    }
  }
  return matrix;
}

/** x with L Lᵀ x = b. */
function solve(factor: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}
