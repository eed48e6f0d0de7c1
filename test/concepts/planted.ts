/** Vectors made of known sums of known directions. */
import { dot, normalize, row } from '../../src/math/matrix.js';
import { seededRandom, type Random } from '../../src/math/random.js';
import type { Matrix } from '../../src/types.js';

/** Roughly normal: the sum of twelve even numbers. */
export function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.float();
  return sum;
}

export function randomUnits(rows: number, dimensions: number, random: Random): Matrix {
  const units = {
    data: Float32Array.from({ length: rows * dimensions }, () => normal(random)),
    rows,
    dimensions,
  };
  for (let k = 0; k < rows; k++) normalize(row(units, k));
  return units;
}

/** `each` different atoms a vector with weights of 0.5 to 1, around a common `offset`, with noise of that length. */
export function planted({
  rows,
  atoms: count,
  each,
  dimensions,
  noise,
  seed,
}: {
  rows: number;
  atoms: number;
  each: number;
  dimensions: number;
  noise: number;
  seed: number;
}): { vectors: Matrix; atoms: Matrix; uses: number[][] } {
  const random = seededRandom(seed);
  const atoms = randomUnits(count, dimensions, random);
  const data = new Float32Array(rows * dimensions);
  const uses: number[][] = [];
  for (let i = 0; i < rows; i++) {
    const vector = data.subarray(i * dimensions, (i + 1) * dimensions);
    const chosen = new Set<number>();
    while (chosen.size < each) chosen.add(random.below(count));
    uses.push([...chosen]);
    for (const k of chosen) {
      const weight = 0.5 + random.float() / 2;
      row(atoms, k).forEach((value, j) => (vector[j]! += weight * value));
    }
    for (let j = 0; j < dimensions; j++) vector[j]! += 0.2 + (noise / Math.sqrt(dimensions)) * normal(random);
  }
  return { vectors: { data, rows, dimensions }, atoms, uses };
}

/** Per row of `wanted`: its best cosine with a row of `found`. Both of unit length. */
export function bestCosines(wanted: Matrix, found: Matrix): number[] {
  return Array.from({ length: wanted.rows }, (_, k) => {
    let best = -1;
    for (let l = 0; l < found.rows; l++)
      best = Math.max(
        best,
        dot(wanted.data, k * wanted.dimensions, found.data, l * found.dimensions, wanted.dimensions),
      );
    return best;
  });
}
