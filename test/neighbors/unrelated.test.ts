import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dot, normalize } from '../../src/math/index.js';
import { UnrelatedCosines } from '../../src/neighbors/unrelated.js';
import type { Matrix } from '../../src/types.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-unrelated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const rowsOf = (rows: readonly (readonly number[])[]): Matrix => ({
  data: Float32Array.from(rows.flatMap((values) => [...normalize(Float32Array.from(values))])),
  rows: rows.length,
  dimensions: 3,
});
const someRows = fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }), {
  minLength: 2,
  maxLength: 20,
});

describe('the cosines of unrelated papers', () => {
  it('have a spread above 0 where there is nothing to measure', () => {
    for (const rows of [
      [],
      [[1, 0, 0]],
      [
        [1, 0, 0],
        [1, 0, 0],
      ],
    ]) {
      const { mean, spread } = UnrelatedCosines.of(rowsOf(rows));
      expect(spread).toBeGreaterThan(0);
      expect(mean).toBe(rows.length < 2 ? 0 : 1);
    }
  });

  it('a file that is not theirs is refused', () => {
    expect(typeof UnrelatedCosines.load(join(folder, 'none'), {})).toBe('string');
  });

  it('are those of all pairs, reckoned naively, in whatever order the papers came', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const matrix = rowsOf(rows);
        const cosines = rows.flatMap((_, a) =>
          Array.from({ length: a }, (_, b) => dot(matrix.data, 3 * a, matrix.data, 3 * b, 3)),
        );
        const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
        const variance = cosines.reduce((sum, value) => sum + (value - mean) ** 2, 0) / cosines.length;
        const found = UnrelatedCosines.of(matrix);
        expect(found.mean).toBeCloseTo(mean, 5);
        expect(found.spread).toBeCloseTo(Math.max(Math.sqrt(variance), 0.025 * (1 - mean), 1e-6), 5);
        const turned = UnrelatedCosines.of(rowsOf([...rows].reverse()));
        expect(turned.mean).toBeCloseTo(found.mean, 5);
      }),
    );
  });

  it('come back from their file', () => {
    const made = UnrelatedCosines.of(
      rowsOf([
        [1, 2, 3],
        [3, 2, 1],
        [1, 1, 1],
      ]),
    );
    const path = join(folder, 'unrelated.idx');
    made.save(path, { vectors: 3 });
    const read = UnrelatedCosines.load(path, { vectors: 3 });
    expect(read).toMatchObject({ mean: Math.fround(made.mean), spread: Math.fround(made.spread) });
    expect(typeof UnrelatedCosines.load(path, { vectors: 4 })).toBe('string');
  });
});
