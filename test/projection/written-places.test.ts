import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writtenPlaces } from '../../src/projection/index.js';

const rowsOf = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

it('turns nothing without a map before, and writes four decimals', () => {
  expect(Array.from(writtenPlaces(Float32Array.of(1.23456, -0.00004), null), (v) => v.toFixed(6))).toEqual([
    '1.234600',
    '0.000000',
  ]);
});

it('gives a map that was turned, mirrored, scaled and moved the very numbers it had', () => {
  const place = fc.float({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 40 }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.boolean(),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      (points, angle, mirrored, scale) => {
        const written = writtenPlaces(Float32Array.from(points.flat()), null);
        const turned = Float32Array.from(written);
        for (let i = 0; i < turned.length; i += 2) {
          const [x, y] = [written[i]!, written[i + 1]! * (mirrored ? -1 : 1)];
          turned[i] = scale * (Math.cos(angle) * x - Math.sin(angle) * y) + 3;
          turned[i + 1] = scale * (Math.sin(angle) * x + Math.cos(angle) * y) - 5;
        }
        const rows = rowsOf(points.length);
        const again = writtenPlaces(turned, { places: written, shared: { newRows: rows, oldRows: rows } });
        expect(again).toEqual(written);
      },
    ),
    { numRuns: 200 },
  );
});

it('moves a paper that has moved', () => {
  const before = Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1);
  const after = Float32Array.of(0, 0, 1, 0, 0, 1, 1.5, 1.5);
  const rows = rowsOf(4);
  const found = writtenPlaces(after, { places: before, shared: { newRows: rows, oldRows: rows } });
  expect(found[6]! - found[0]!).toBeGreaterThan(1.05);
});
