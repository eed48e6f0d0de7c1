import fc from 'fast-check';
import { expect, it } from 'vitest';
import { labelSpots } from '../../src/looks/label-spots.js';

it('gives places of own papers alone, the nearest first, and not those of the farthest', () => {
  const place = fc.double({ min: -5, max: 5, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(place, { minLength: 2, maxLength: 60 }),
      fc.array(fc.nat(29), { maxLength: 40 }),
      (flat, wanted) => {
        const papers = wanted.filter((paper) => 2 * paper + 1 < flat.length);
        const spots = labelSpots(flat, papers, { x: 0, y: 0 });
        const far = spots.flatMap((x, i) => (i % 2 === 0 ? [x ** 2 + spots[i + 1]! ** 2] : []));
        expect(far).toEqual([...far].sort((a, b) => a - b));
        expect(far.length).toBe(Math.min(12, papers.length));
        for (let i = 0; i < spots.length; i += 2) {
          expect(
            papers.some((paper) => flat[2 * paper] === spots[i] && flat[2 * paper + 1] === spots[i + 1]),
          ).toBe(true);
        }
      },
    ),
  );
});

it('leaves strays out', () => {
  const points = Array.from({ length: 100 }, (_, i) => [i < 80 ? i / 1000 : 1000, 0]).flat();
  expect(
    Math.max(
      ...labelSpots(
        points,
        Array.from({ length: 100 }, (_, i) => i),
        { x: 0, y: 0 },
      ),
    ),
  ).toBeLessThan(1);
});
