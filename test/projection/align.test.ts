import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTo } from '../../src/projection/align.js';
import { seededRandom } from '../../src/math/random.js';

const all = (rows: number): { newRows: Int32Array; oldRows: Int32Array } => {
  const numbers = Int32Array.from({ length: rows }, (_, i) => i);
  return { newRows: numbers, oldRows: numbers };
};

function places(rows: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: 2 * rows }, () => 20 * random.float() - 10);
}

function turnedBy(
  map: Float32Array,
  angle: number,
  scale: number,
  mirror: boolean,
  shift: number,
): Float32Array {
  return map.map((_, at) => {
    const x = map[at - (at % 2)]! * (mirror ? -1 : 1);
    const y = map[at - (at % 2) + 1]!;
    return (
      shift +
      scale *
        (at % 2 === 0 ? x * Math.cos(angle) - y * Math.sin(angle) : x * Math.sin(angle) + y * Math.cos(angle))
    );
  });
}

describe('alignment, misused', () => {
  it('refuses pairs that do not pair', () => {
    expect(() =>
      alignTo(places(3, 1), places(3, 1), { newRows: new Int32Array(2), oldRows: new Int32Array(3) }),
    ).toThrow('2 new rows cannot be paired with 3 old rows.');
  });
});

describe('alignment', () => {
  it('undoes any rotation, reflection, scale and shift', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.integer(),
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.boolean(),
        fc.integer({ min: -50, max: 50 }),
        (rows, seed, angle, scale, mirror, shift) => {
          const old = places(rows, seed);
          const { coordinates, distance } = alignTo(
            turnedBy(old, angle, scale, mirror, shift),
            old,
            all(rows),
          );
          expect(distance).toBeLessThan(1e-6);
          coordinates.forEach((value, at) => expect(Math.abs(value - old[at]!)).toBeLessThan(1e-2));
        },
      ),
    );
  });

  it('is the best of all: no other turn, scale or mirroring comes nearer', () => {
    const old = places(30, 1);
    const noise = places(30, 2);
    const fresh = turnedBy(old, 1, 2, true, 5).map((value, at) => value + 0.3 * noise[at]!);
    const { coordinates } = alignTo(fresh, old, all(30));
    const loss = (map: Float32Array): number =>
      map.reduce((sum, value, at) => sum + (value - old[at]!) ** 2, 0);
    for (const angle of [-0.05, 0.05])
      expect(loss(turnedBy(coordinates, angle, 1, false, 0))).toBeGreaterThan(loss(coordinates));
    for (const scale of [0.95, 1.05])
      expect(loss(turnedBy(coordinates, 0, scale, false, 0))).toBeGreaterThan(loss(coordinates));
    for (const shift of [-0.2, 0.2])
      expect(loss(turnedBy(coordinates, 0, 1, false, shift))).toBeGreaterThan(loss(coordinates));
  });

  it('is measured on the shared papers and moves all', () => {
    const old = places(20, 3);
    const turned = turnedBy(old, 2, 3, false, 7);
    const fresh = new Float32Array(50);
    fresh.set(turned.subarray(0, 40), 10);
    const shared = { newRows: Int32Array.of(5, 6, 7, 24), oldRows: Int32Array.of(0, 1, 2, 19) };
    const { coordinates, distance } = alignTo(fresh, old, shared);
    expect(distance).toBeLessThan(1e-6);
    for (let i = 0; i < 20; i++) expect(coordinates[2 * (i + 5)]).toBeCloseTo(old[2 * i]!, 2);
  });

  it('has distance near 1 for maps that have nothing in common', () => {
    expect(alignTo(places(2000, 1), places(2000, 2), all(2000)).distance).toBeGreaterThan(0.99);
  });

  it('only shifts when there is nothing to turn by', () => {
    expect(
      alignTo(Float32Array.of(1, 2, 3, 5), Float32Array.of(10, 20), {
        newRows: Int32Array.of(0),
        oldRows: Int32Array.of(0),
      }),
    ).toEqual({ coordinates: Float32Array.of(10, 20, 12, 23), distance: 0 });
    expect(alignTo(Float32Array.of(1, 2), Float32Array.of(3, 4), all(0)).coordinates).toEqual(
      Float32Array.of(1, 2),
    );
    expect(alignTo(new Float32Array(0), new Float32Array(0), all(0)).coordinates).toEqual(
      new Float32Array(0),
    );
  });
});
