/** Arithmetic on rows of a Matrix. */
import type { Matrix, Vector } from '../types.js';

/** Row `i` as a view: no copy, writes go through. */
export function row(matrix: Matrix, i: number): Float32Array {
  return matrix.data.subarray(i * matrix.dimensions, (i + 1) * matrix.dimensions);
}

/** A copy of some rows, in the order given. */
export function picked(matrix: Matrix, rows: readonly number[]): Matrix {
  const { dimensions } = matrix;
  const data = new Float32Array(rows.length * dimensions);
  rows.forEach((i, n) => data.set(row(matrix, i), n * dimensions));
  return { data, rows: rows.length, dimensions };
}

/** Dot product of `a[aStart ..]` and `b[bStart ..]` over `length` numbers. Four sums, since V8 does not vectorise one. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
export function dot(
  a: Float32Array,
  aStart: number,
  b: Float32Array,
  bStart: number,
  length: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const whole = length - (length % 4);
  let i = 0;
  for (; i < whole; i += 4) {
    s0 += a[aStart + i]! * b[bStart + i]!;
    s1 += a[aStart + i + 1]! * b[bStart + i + 1]!;
    s2 += a[aStart + i + 2]! * b[bStart + i + 2]!;
    s3 += a[aStart + i + 3]! * b[bStart + i + 3]!;
  }
  for (; i < length; i++) s0 += a[aStart + i]! * b[bStart + i]!;
  return s0 + s1 + s2 + s3;
}

/** Scales to unit length in place and returns its argument; a zero vector stays zero. */
export function normalize(vector: Vector): Vector {
  const length = Math.sqrt(dot(vector, 0, vector, 0, vector.length));
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! / length;
  return vector;
}
