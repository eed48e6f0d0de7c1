import { expect, test } from 'vitest';
import fc from 'fast-check';
import { topIndices } from '../../src/math/top-k.js';

test('asked for none, or above what there is, gives none', () => {
  expect([...topIndices(Float32Array.of(1, 2), 0)]).toEqual([]);
  expect([...topIndices(Float32Array.of(1, 2), -1)]).toEqual([]);
  expect([...topIndices(Float32Array.of(1, 2), 2, 2)]).toEqual([]);
  expect([...topIndices(new Float32Array(0), 3)]).toEqual([]);
  expect([...topIndices(Float32Array.of(NaN, 1), 3)]).toEqual([1]);
});

test('equals sorting all of them, ties by index', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 9 }));
  fc.assert(
    fc.property(scores, fc.nat(12), fc.boolean(), (list, k, odd) => {
      const among = odd ? Int32Array.from(list.keys()).filter((i) => i % 2 === 1) : undefined;
      const naive = [...(among ?? list.keys())]
        .filter((i) => list[i]! > 2)
        .sort((a, b) => list[b]! - list[a]! || a - b)
        .slice(0, k);
      expect([...topIndices(Float64Array.from(list), k, 2, among)]).toEqual(naive);
    }),
  );
});
