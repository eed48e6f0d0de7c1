import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { neighborsKept } from '../../src/projection/neighbors-kept.js';
import { trustworthiness } from '../../src/projection/trustworthiness.js';
import type { Matrix } from '../../src/types.js';
import { bundles, copies, exactLists, similarity } from './points.js';

function randomPlaces(rows: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: 2 * rows }, () => random.float());
}

function nearestOnMap(places: Float32Array, i: number, k: number): number[] {
  const far = (j: number): number =>
    Math.hypot(places[2 * i]! - places[2 * j]!, places[2 * i + 1]! - places[2 * j + 1]!);
  return Array.from({ length: places.length / 2 }, (_, j) => j)
    .filter((j) => j !== i)
    .sort((a, b) => far(a) - far(b))
    .slice(0, k);
}

/** By the formula, with the whole table of ranks. */
function naiveTrust(matrix: Matrix, places: Float32Array, k: number): number {
  const { rows } = matrix;
  let cost = 0;
  for (let i = 0; i < rows; i++) {
    for (const j of nearestOnMap(places, i, k)) {
      let rank = 1;
      for (let l = 0; l < rows; l++)
        if (l !== i && similarity(matrix, i, l) > similarity(matrix, i, j)) rank++;
      cost += Math.max(0, rank - k);
    }
  }
  return 1 - (2 / (rows * k * (2 * rows - 3 * k - 1))) * cost;
}

describe('trustworthiness', () => {
  it('equals the formula', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        (rows, k, seed) => {
          const matrix = bundles(1, rows, 5, seed);
          const places = randomPlaces(rows, seed + 1);
          const { trustworthiness: ours, judged } = trustworthiness(matrix, places, k);
          expect(ours).toBeCloseTo(naiveTrust(matrix, places, k), 6);
          expect(judged).toBe(rows);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is 1 on a map that keeps all neighbours, and about a half by chance', () => {
    const angles = Float64Array.from({ length: 200 }, (_, i) => i / 200);
    const flat = Float32Array.from({ length: 400 }, (_, at) => {
      const angle = angles[at >> 1]!;
      return at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
    });
    const matrix = { data: flat, rows: 200, dimensions: 2 };
    expect(trustworthiness(matrix, flat, 10).trustworthiness).toBeCloseTo(1, 3);
    expect(Math.abs(trustworthiness(matrix, randomPlaces(200, 3), 10).trustworthiness - 0.5)).toBeLessThan(
      0.05,
    );
  });

  it('is estimated without bias from a sample, says how many were judged, and repeats by seed', () => {
    const matrix = bundles(6, 100, 8, 5);
    const places = randomPlaces(600, 9);
    places.forEach((_, at) => {
      places[at]! += Math.floor(at / 2 / 100);
    });
    const exact = trustworthiness(matrix, places, 10).trustworthiness;
    const estimates = Array.from({ length: 20 }, (_, seed) =>
      trustworthiness(matrix, places, 10, { sample: 60, seed }),
    );
    expect(estimates.every(({ judged }) => judged === 60)).toBe(true);
    const mean = estimates.reduce((sum, { trustworthiness: t }) => sum + t, 0) / estimates.length;
    expect(Math.abs(mean - exact)).toBeLessThan(0.01);
    expect(trustworthiness(matrix, places, 10, { sample: 60, seed: 4 })).toEqual(estimates[4]);
  });

  it.each([0, 1, 2, 3, 10])('is a number for %i papers and more neighbours than papers', (rows) => {
    const { trustworthiness: value } = trustworthiness(copies(rows), randomPlaces(rows, 1), 15);
    expect(value).toBe(1);
  });
});

describe('neighbours kept', () => {
  it('are counted as a person would', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer(),
        (rows, k, seed) => {
          const lists = exactLists(bundles(1, rows, 5, seed), 6);
          const places = randomPlaces(rows, seed + 1);
          const { shares, mean } = neighborsKept(lists, places, k);
          const reach = Math.min(k, 6);
          let sum = 0;
          for (let i = 0; i < rows; i++) {
            const listed = [...lists.indices.subarray(i * 6, i * 6 + reach)].filter((j) => j >= 0);
            const near = nearestOnMap(places, i, reach);
            const share = listed.filter((j) => near.includes(j)).length / listed.length;
            expect(shares[i]).toBeCloseTo(share, 6);
            sum += share;
          }
          expect(mean).toBeCloseTo(sum / rows, 6);
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each([0, 1])('are all of them for %i papers', (rows) => {
    expect(neighborsKept(exactLists(copies(rows), 5), new Float32Array(2 * rows), 5)).toEqual({
      shares: new Float32Array(rows).fill(1),
      mean: 1,
    });
  });
});
