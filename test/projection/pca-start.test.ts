import { describe, expect, it } from 'vitest';
import { FieldmapError } from '../../src/errors.js';
import { seededRandom } from '../../src/math/random.js';
import { leadingAxes, pcaStart } from '../../src/projection/pca-start.js';
import type { Matrix } from '../../src/types.js';
import { bundles, copies } from './points.js';

/** Points spread by `spreads` along the columns, turned by 30 degrees in each pair of neighbouring columns. */
function turned(
  rows: number,
  spreads: readonly number[],
  seed: number,
): { matrix: Matrix; along: Float64Array[] } {
  const random = seededRandom(seed);
  const dimensions = spreads.length;
  const along = spreads.map((spread) =>
    Float64Array.from({ length: rows }, () => spread * (random.float() - 0.5)),
  );
  const data = new Float32Array(rows * dimensions);
  for (let i = 0; i < rows; i++) {
    const point = along.map((values) => values[i]!);
    for (let c = 0; c + 1 < dimensions; c++) {
      const [x, y] = [point[c]!, point[c + 1]!];
      point[c] = x * Math.cos(Math.PI / 6) - y / 2;
      point[c + 1] = x / 2 + y * Math.cos(Math.PI / 6);
    }
    data.set(
      point.map((value) => value + 3),
      i * dimensions,
    );
  }
  return { matrix: { data, rows, dimensions }, along };
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (v: ArrayLike<number>): number => Array.from(v).reduce((s, x) => s + x, 0) / v.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i]! - ma) * (b[i]! - mb);
    aa += (a[i]! - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

const column = (start: Float32Array, dimensions: number, d: number): Float32Array =>
  Float32Array.from({ length: start.length / dimensions }, (_, i) => start[i * dimensions + d]!);

describe('a start from principal components, misused', () => {
  it.each([0, -1, 1.5, NaN])('refuses %d dimensions', (dimensions) => {
    expect(() => pcaStart(copies(3), dimensions, 1)).toThrow(FieldmapError);
    expect(() => pcaStart(copies(3), dimensions, 1)).toThrow(
      `A projection needs 1 dimension or more, not ${dimensions}.`,
    );
  });
});

describe('a start from principal components', () => {
  it.each([800, 6000])('finds the directions in which %i points differ most, in their order', (rows) => {
    const { matrix, along } = turned(rows, [1, 8, 2, 4, 0.5], 3);
    const start = pcaStart(matrix, 3, 42);
    [1, 3, 2].forEach((c, d) =>
      expect(Math.abs(correlation(column(start, 3, d), along[c]!))).toBeGreaterThan(0.98),
    );
  });

  it('has its largest coordinate at 10, and each axis centred', () => {
    const start = pcaStart(bundles(4, 50, 12, 7), 2, 1);
    expect(Math.max(...start.map(Math.abs))).toBeCloseTo(10, 5);
    for (const d of [0, 1])
      expect(Math.abs(column(start, 2, d).reduce((s, x) => s + x, 0)) / 200).toBeLessThan(1e-3);
  });

  it('points the same way whatever the seed', () => {
    const matrix = bundles(4, 50, 12, 7);
    const [a, b] = [pcaStart(matrix, 2, 1), pcaStart(matrix, 2, 99)];
    a.forEach((value, at) => expect(b[at]).toBeCloseTo(value, 3));
  });

  it('has the axes of a start with fewer dimensions as its first', () => {
    const matrix = bundles(4, 50, 12, 7);
    const two = pcaStart(matrix, 2, 1);
    leadingAxes(pcaStart(matrix, 5, 1), 5, 2).forEach((value, at) => expect(value).toBeCloseTo(two[at]!, 3));
    expect(leadingAxes(pcaStart(copies(10), 5, 1), 5, 2)).toEqual(new Float32Array(20));
  });

  it('repeats to the byte, also where axes are drawn from a sample', () => {
    const matrix = bundles(2, 2500, 5, 7);
    expect(pcaStart(matrix, 2, 5)).toEqual(pcaStart(matrix, 2, 5));
  });

  it('gives 0 on axes that the papers do not have', () => {
    expect(pcaStart(copies(10), 2, 1)).toEqual(new Float32Array(20));
    const two = pcaStart({ data: Float32Array.of(1, 0, 0, 1), rows: 2, dimensions: 2 }, 4, 1);
    expect([two[0], two[4]].map((x) => Math.abs(x!))).toEqual([10, 10]);
    for (const at of [1, 2, 3, 5, 6, 7]) expect(two[at]).toBeCloseTo(0, 6);
    expect(pcaStart(copies(0), 2, 1)).toEqual(new Float32Array(0));
  });
});
