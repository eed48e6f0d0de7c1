import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packComponents } from '../../src/projection/pack-components.js';
import type { WeightedGraph } from '../../src/types.js';

/** Each size makes a chain of so many papers. */
function chains(sizes: readonly number[]): WeightedGraph {
  const targets: number[] = [];
  const offsets = [0];
  for (const size of sizes) {
    const first = offsets.length - 1;
    for (let i = 0; i < size; i++) {
      if (i > 0) targets.push(first + i - 1);
      if (i + 1 < size) targets.push(first + i + 1);
      offsets.push(targets.length);
    }
  }
  return {
    rows: offsets.length - 1,
    offsets: Int32Array.from(offsets),
    targets: Int32Array.from(targets),
    weights: new Float32Array(targets.length).fill(1),
  };
}

describe('gathering', () => {
  it('leaves a map in one piece as it is', () => {
    const places = Float32Array.of(0, 0, 100, 0, 200, 50);
    packComponents(chains([3]), places, 2, 2);
    expect(places).toEqual(Float32Array.of(0, 0, 100, 0, 200, 50));
  });

  it('moves the smaller of two parts straight towards the larger, up to the gap', () => {
    const places = Float32Array.of(-1, 0, 0, 0, 1, 0, 99, 0, 101, 0);
    packComponents(chains([3, 2]), places, 2, 2);
    expect(places).toEqual(Float32Array.of(-1, 0, 0, 0, 1, 0, 3, 0, 5, 0));
  });

  it('never moves a part outwards, not even one that lies on another', () => {
    const places = Float32Array.of(-5, 0, 0, 0, 5, 0, 1, 1, 0, 0);
    packComponents(chains([3, 1, 1]), places, 2, 2);
    expect(places).toEqual(Float32Array.of(-5, 0, 0, 0, 5, 0, 1, 1, 0, 0));
  });

  it('keeps the shape of each part', () => {
    const coordinate = fc.float({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(coordinate),
        (sizes, stream) => {
          const graph = chains(sizes);
          const before = Float32Array.from({ length: 2 * graph.rows }, () => stream.next().value as number);
          const places = before.slice();
          packComponents(graph, places, 2, 2);
          const far = (map: Float32Array, i: number, j: number): number =>
            Math.hypot(map[2 * i]! - map[2 * j]!, map[2 * i + 1]! - map[2 * j + 1]!);
          const partOf = sizes.flatMap((size, p) => new Array<number>(size).fill(p));
          for (let i = 0; i < graph.rows; i++) {
            for (let j = 0; j < i; j++) {
              if (partOf[i] === partOf[j])
                expect(Math.abs(far(places, i, j) - far(before, i, j))).toBeLessThan(1e-3);
            }
          }
          expect(places.every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });
});
