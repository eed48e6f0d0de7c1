/** The pursuit over products of atoms against one that carries the residual itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeVectors } from '../../src/concepts/code.js';
import { Gram } from '../../src/concepts/gram.js';
import { products } from '../../src/concepts/products.js';
import { Pursuit } from '../../src/concepts/pursuit.js';
import { row } from '../../src/math/matrix.js';
import { seededRandom } from '../../src/math/random.js';
import type { Matrix } from '../../src/types.js';
import { normal, randomUnits } from './planted.js';

const product = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, j) => sum + value * b[j]!, 0);

/** Every step with the residual as it is: nothing is taken from products of atoms with one another. */
function exactPursuit(vector: Float32Array, atoms: Matrix, most: number, least: number): Map<number, number> {
  const weights = new Map<number, number>();
  const residual = (without = -1): number[] =>
    Array.from(vector, (value, j) => {
      let left = value;
      for (const [k, weight] of weights) if (k !== without) left -= weight * row(atoms, k)[j]!;
      return left;
    });
  for (let step = 0; step < most; step++) {
    const left = residual();
    const fits = Array.from({ length: atoms.rows }, (_, k) => product(left, row(atoms, k)));
    const best = fits.indexOf(Math.max(...fits));
    if (!(fits[best]! > least)) break;
    if (!weights.has(best)) weights.set(best, 0);
    const chosen = [...weights.keys()];
    const newest = chosen.indexOf(best);
    for (let round = 0; round < 2; round++) {
      chosen.forEach((_, n) => {
        const k = chosen[(newest + n) % chosen.length]!;
        weights.set(k, Math.max(0, product(residual(k), row(atoms, k))));
      });
    }
  }
  return new Map([...weights].filter(([, weight]) => weight > 0));
}

function gramPursuit(
  vector: Float32Array,
  atoms: Matrix,
  most: number,
  least: number,
  gram: Gram,
): Map<number, number> {
  const found = new Float32Array(atoms.rows);
  products(vector, 0, 1, atoms.data, atoms.rows, atoms.dimensions, found);
  const pursuit = new Pursuit(atoms.rows, most);
  pursuit.run(found, 0, gram, least);
  return new Map(Array.from(pursuit.chosen.subarray(0, pursuit.size), (k, c) => [k, pursuit.weights[c]!]));
}

describe('pursuit', () => {
  it('takes nothing from a vector that no atom points along', () => {
    const atoms = { data: Float32Array.of(1, 0, 0, 1), rows: 2, dimensions: 2 };
    expect(gramPursuit(Float32Array.of(-1, -2), atoms, 4, 0, new Gram(atoms))).toEqual(new Map());
  });

  it('takes orthogonal parts as they are, the greatest first', () => {
    const atoms = { data: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), rows: 3, dimensions: 3 };
    expect([...gramPursuit(Float32Array.of(0.5, 0, 2), atoms, 3, 0, new Gram(atoms))]).toEqual([
      [2, 2],
      [0, 0.5],
    ]);
  });

  it('gives the codes of the exact pursuit', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 2, max: 24 }),
        fc.integer({ min: 1, max: 8 }),
        (seed, count, dimensions, most) => {
          const random = seededRandom(seed);
          const atoms = randomUnits(count, dimensions, random);
          const vector = Float32Array.from({ length: dimensions }, () => normal(random));
          const exact = exactPursuit(vector, atoms, most, 0.05);
          for (const gram of [new Gram(atoms), Gram.whole(atoms)]) {
            const found = gramPursuit(vector, atoms, most, 0.05, gram);
            expect([...found.keys()]).toEqual([...exact.keys()]);
            for (const [k, weight] of exact) expect(found.get(k)).toBeCloseTo(weight, 4);
          }
        },
      ),
    );
  });
});

describe('codes of many vectors', () => {
  it('are those of each alone, strongest first, whatever the other rows', () => {
    const random = seededRandom(5);
    const atoms = randomUnits(30, 16, random);
    const mean = Float32Array.from({ length: 16 }, () => 0.1 * normal(random));
    const vectors = randomUnits(70, 16, random);
    const dictionary = { mean, atoms, most: 4 };
    const codes = codeVectors(vectors, dictionary);
    for (let i = 0; i < vectors.rows; i++) {
      const alone = codeVectors({ data: row(vectors, i), rows: 1, dimensions: 16 }, dictionary);
      const from = codes.offsets[i]!;
      const weights = codes.weights.subarray(from, codes.offsets[i + 1]);
      expect(codes.concepts.subarray(from, codes.offsets[i + 1])).toEqual(alone.concepts);
      weights.forEach((weight, c) => expect(weight).toBeCloseTo(alone.weights[c]!, 5));
      expect([...weights]).toEqual([...weights].sort((a, b) => b - a));
      const centred = row(vectors, i).map((value, j) => value - mean[j]!);
      expect(codes.lengths[i]).toBeCloseTo(Math.hypot(...centred), 5);
      const exact = exactPursuit(centred, atoms, 4, 0.1 * codes.lengths[i]!);
      expect(new Set(alone.concepts)).toEqual(new Set(exact.keys()));
    }
  });
});
