import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestPoints } from '../../src/projection/nearest-points.js';

/** Squared distances of the `k` nearest others, by sorting. */
function naive(points: Float32Array, dimensions: number, i: number, k: number): number[] {
  const rows = points.length / dimensions;
  return Array.from({ length: rows }, (_, j) => j)
    .filter((j) => j !== i)
    .map((j) => squared(points, dimensions, i, j))
    .sort((a, b) => a - b)
    .slice(0, k);
}

function squared(points: Float32Array, dimensions: number, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++)
    sum += (points[i * dimensions + d]! - points[j * dimensions + d]!) ** 2;
  return sum;
}

describe('nearest points', () => {
  it('are those that sorting all of them gives', () => {
    // Whole numbers make many ties and copies.
    const coordinate = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.float({ noNaN: true, min: -100, max: 100 }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 0, max: 6 }),
        fc.array(coordinate, { maxLength: 240 }),
        (dimensions, k, values) => {
          const rows = Math.floor(values.length / dimensions);
          const points = Float32Array.from(values.slice(0, rows * dimensions));
          const nearest = nearestPoints(points, dimensions, k);
          expect(nearest.length).toBe(rows * k);
          for (let i = 0; i < rows; i++) {
            const found = [...nearest.subarray(i * k, (i + 1) * k)].filter((j) => j >= 0);
            expect(found).not.toContain(i);
            expect(new Set(found).size).toBe(found.length);
            expect(found.map((j) => squared(points, dimensions, i, j))).toEqual(
              naive(points, dimensions, i, k),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are found quickly among thousands of copies', () => {
    const nearest = nearestPoints(new Float32Array(2 * 20_000), 2, 15);
    expect(nearest.every((j) => j >= 0)).toBe(true);
  });
});
