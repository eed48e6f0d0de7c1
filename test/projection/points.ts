/** Small sets of vectors for the tests, and the exact neighbour lists of any set. */
import { dot, normalize, row } from '../../src/math/matrix.js';
import { seededRandom } from '../../src/math/random.js';
import type { Matrix, NeighborLists } from '../../src/types.js';

/** `groups` bundles of `size` unit vectors each, about as tight as the topics of a field. */
export function bundles(
  groups: number,
  size: number,
  dimensions: number,
  seed: number,
  spread = 0.5,
): Matrix {
  const random = seededRandom(seed);
  const data = new Float32Array(groups * size * dimensions);
  for (let g = 0; g < groups; g++) {
    const centre = Array.from({ length: dimensions }, () => random.float() - 0.5);
    for (let i = 0; i < size; i++) {
      const start = (g * size + i) * dimensions;
      for (let c = 0; c < dimensions; c++) data[start + c] = centre[c]! + spread * (random.float() - 0.5);
      normalize(data.subarray(start, start + dimensions));
    }
  }
  return { data, rows: groups * size, dimensions };
}

export function similarity(matrix: Matrix, i: number, j: number): number {
  return dot(row(matrix, i), 0, row(matrix, j), 0, matrix.dimensions);
}

/** By sorting all pairs. */
export function exactLists(matrix: Matrix, k: number): NeighborLists {
  const { rows } = matrix;
  const indices = new Int32Array(rows * k).fill(-1);
  const similarities = new Float32Array(rows * k);
  for (let i = 0; i < rows; i++) {
    const others = Array.from({ length: rows }, (_, j) => ({ j, value: similarity(matrix, i, j) }))
      .filter(({ j }) => j !== i)
      .sort((a, b) => b.value - a.value || a.j - b.j)
      .slice(0, k);
    others.forEach(({ j, value }, place) => {
      indices[i * k + place] = j;
      similarities[i * k + place] = value;
    });
  }
  return { rows, k, indices, similarities };
}

/** `rows` copies of one vector. */
export function copies(rows: number, dimensions = 4): Matrix {
  const data = new Float32Array(rows * dimensions);
  for (let i = 0; i < rows; i++) data[i * dimensions] = 1;
  return { data, rows, dimensions };
}

/** On the plane, over all pairs. */
export function meanDistance(
  coordinates: Float32Array,
  rows: readonly number[],
  others: readonly number[],
): number {
  let sum = 0;
  let count = 0;
  for (const i of rows) {
    for (const j of others) {
      if (i === j) continue;
      sum += Math.hypot(
        coordinates[2 * i]! - coordinates[2 * j]!,
        coordinates[2 * i + 1]! - coordinates[2 * j + 1]!,
      );
      count++;
    }
  }
  return sum / count;
}
