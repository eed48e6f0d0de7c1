import { normalize } from '../../src/math/matrix.js';
import { seededRandom } from '../../src/math/random.js';
import type { Matrix } from '../../src/types.js';

/** Unit vectors around ten centres, as abstracts are around fields. */
export function clouds(rows: number, dimensions: number, seed: number): Matrix {
  const random = seededRandom(seed);
  const centred = (): number => random.float() + random.float() - 1;
  const centres = Array.from({ length: 10 }, () => Float32Array.from({ length: dimensions }, centred));
  const data = new Float32Array(rows * dimensions);
  for (let i = 0; i < rows; i++) {
    data.set(normalize(centres[i % 10]!.map((number) => number + 0.8 * centred())), i * dimensions);
  }
  return { data, rows, dimensions };
}
