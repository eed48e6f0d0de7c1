import { normalize } from '../math/index.js';
import type { Matrix } from '../types.js';

/** The unit-length mean vector of each topic: count × dimensions. */
export function topicCenters(vectors: Matrix, labels: Int32Array, count: number): Float32Array {
  const { dimensions } = vectors;
  const centers = new Float32Array(count * dimensions);
  for (let i = 0; i < vectors.rows; i++) {
    const at = labels[i]! * dimensions;
    for (let j = 0; j < dimensions; j++) centers[at + j]! += vectors.data[i * dimensions + j]!;
  }
  for (let t = 0; t < count; t++) normalize(centers.subarray(t * dimensions, (t + 1) * dimensions));
  return centers;
}
