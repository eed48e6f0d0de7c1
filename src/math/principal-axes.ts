/** The directions along which papers differ most. */
import type { Random } from './random.js';

/** Further axes that are computed and dropped: they make the wanted ones settle sooner. */
const SPARE = 6;
/** An axis is settled when a round turns it by less than this (1 - cosine). */
const STILL = 1e-11;

/**
 * The leading unit eigenvectors of a symmetric matrix (`columns` × `columns`) by orthogonal iteration (Golub and Van Loan,
 * section 8.2.4), `wanted` of them or as many as it has, in `rounds` at most. The largest comes first: with the vectors made
 * orthogonal in order, each one converges among those that are orthogonal to the vectors before it. Axes that the matrix
 * does not have are 0. Cost: rounds × (wanted + 6) × columns².
 */
export function principalAxes(
  symmetric: Float64Array,
  wanted: number,
  random: Random,
  rounds: number,
): Float64Array[] {
  const columns = Math.sqrt(symmetric.length);
  const count = Math.min(columns, wanted + SPARE);
  let axes = orthonormal(
    Array.from({ length: count }, () => Float64Array.from({ length: columns }, () => random.float() - 0.5)),
  );
  for (let round = 0; round < rounds; round++) {
    const next = orthonormal(axes.map((axis) => product(symmetric, axis)));
    const still = next.slice(0, wanted).every((axis, a) => Math.abs(inner(axis, axes[a]!)) > 1 - STILL);
    axes = next;
    if (still) break;
  }
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

/** The largest loading is positive. */
function pointedUp(axis: Float64Array): Float64Array {
  let largest = 0;
  for (const value of axis) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? axis.map((value) => -value) : axis;
}
