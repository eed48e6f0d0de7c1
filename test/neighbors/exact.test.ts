import { expect, test } from 'vitest';
import fc from 'fast-check';
import { exactNeighbors } from '../../src/neighbors/index.js';

test('a query of another length is refused', () => {
  expect(() =>
    exactNeighbors({ data: new Float32Array(4), rows: 2, dimensions: 2 }, new Float32Array(3), 1),
  ).toThrow('A vector has 3 numbers, the index has 2 dimensions.');
});

test('equals sorting all dot products, ties by row, of the given rows only', () => {
  // Whole numbers: ties are common and sums exact.
  const vectors = fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 5, maxLength: 5 }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(vectors, fc.nat(8), fc.boolean(), (list, k, odd) => {
      const matrix = { data: Float32Array.from(list.flat()), rows: list.length, dimensions: 5 };
      const query = list[0]!;
      const rows = odd ? Int32Array.from(list.keys()).filter((i) => i % 2 === 1) : undefined;
      const product = (i: number): number =>
        list[i]!.reduce((sum, number, d) => sum + number * query[d]!, 0) + 0;
      const naive = [...(rows ?? list.keys())].sort((a, b) => product(b) - product(a) || a - b).slice(0, k);
      const found = exactNeighbors(matrix, Float32Array.from(query), k, rows);
      expect([...found.rows]).toEqual(naive);
      expect([...found.similarities].map((value) => value + 0)).toEqual(naive.map(product));
    }),
  );
});
