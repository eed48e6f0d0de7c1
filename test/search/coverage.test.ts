/** A few that stand for many, against what comes of trying all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, normalize } from '../../src/math/matrix.js';
import { Coverage } from '../../src/search/coverage.js';
import type { Matrix } from '../../src/types.js';

const DIMENSIONS = 4;

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const data = new Float32Array(rows.length * DIMENSIONS);
  rows.forEach((values, i) => data.set(normalize(Float32Array.from(values)), i * DIMENSIONS));
  return { data, rows: rows.length, dimensions: DIMENSIONS };
}

/** What a choice covers, the plainest way. */
function covered({ data, rows }: Matrix, chosen: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const likeness = chosen.map((c) => dot(data, c * DIMENSIONS, data, i * DIMENSIONS, DIMENSIONS));
    sum += Math.max(0, ...likeness);
  }
  return sum;
}

const vectors = fc
  .array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((rows) => matrixOf(rows.filter((values) => values.some((value) => value !== 0))));

describe('Coverage', () => {
  it('of nothing picks nothing', () => {
    const none = matrixOf([]);
    expect(new Coverage(none, none, { unrelated: 0 }).pick(3)).toEqual([]);
  });

  it('picks one of each group at most, what is allowed alone, and nothing that adds nothing', () => {
    const same = matrixOf([
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
    const picked = (coverage: Coverage, allowed?: (c: number) => boolean): number[] =>
      coverage.pick(9, allowed).map(({ candidate }) => candidate);
    expect(picked(new Coverage(same, same, { unrelated: 0 }))).toEqual([0, 2]);
    expect(picked(new Coverage(same, same, { unrelated: 0, groups: [7, 7, 7] }))).toEqual([0]);
    const coverage = new Coverage(same, same, { unrelated: 0 });
    expect(picked(coverage, (c) => c === 1)).toEqual([1]);
    expect(picked(coverage)).toEqual([2]);
    expect(new Coverage(same, same, { unrelated: 0, weights: [0, 0, 1] }).pick(1)[0]!.candidate).toBe(2);
  });

  it('gains less with each, as much as is then covered, and at least 1 - 1/e of the best there is', () => {
    fc.assert(
      fc.property(vectors, fc.integer({ min: 1, max: 3 }), (all, count) => {
        const picks = new Coverage(all, all, { unrelated: 0 }).pick(count);
        const chosen = picks.map(({ candidate }) => candidate);
        expect(new Set(chosen).size).toBe(chosen.length);
        picks.forEach(({ gain }, i) => {
          if (i > 0) expect(gain).toBeLessThanOrEqual(picks[i - 1]!.gain + 1e-5);
        });
        const total = picks.reduce((sum, { gain }) => sum + gain, 0);
        expect(total).toBeCloseTo(covered(all, chosen), 4);
        expect(total).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best(all, count) - 1e-4);
      }),
      { numRuns: 200 },
    );
  });

  it('says which side each pick stands for', () => {
    const sides = matrixOf([
      [1, 0, 0, 0],
      [9, 1, 0, 0],
      [0, 0, 1, 0],
    ]);
    const [first, second] = new Coverage(sides, sides, { unrelated: 0 }).pick(2);
    expect(first!.adds[0]).toBeGreaterThan(0.9);
    expect(second!.adds[2]).toBeGreaterThan(0.9);
  });
});

function best(all: Matrix, count: number, from = 0, chosen: readonly number[] = []): number {
  let most = covered(all, chosen);
  if (chosen.length === count) return most;
  for (let c = from; c < all.rows; c++) most = Math.max(most, best(all, count, c + 1, [...chosen, c]));
  return most;
}
