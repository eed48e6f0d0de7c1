import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, normalize } from '../../src/math/index.js';
import type { Matrix } from '../../src/types.js';
import { FieldTree, narrowestEntries, nearestEntries } from '../../src/vocabulary/index.js';

const DIMENSIONS = 4;
const matrix = (rows: readonly (readonly number[])[]): Matrix => {
  const data = Float32Array.from(rows.flat());
  for (let i = 0; i < rows.length; i++) normalize(data.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS));
  return { data, rows: rows.length, dimensions: DIMENSIONS };
};
const vector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((values) => values.some((value) => value !== 0));

describe('narrowestEntries', () => {
  it('never has an entry that has others below it', () => {
    expect([...narrowestEntries([{ broader: -1 }, { broader: 0 }, { broader: -1 }])]).toEqual([1, 2]);
    expect([...narrowestEntries([])]).toEqual([]);
  });
});

describe('nearestEntries', () => {
  it('answers nothing for no papers, and for a paper without candidates', () => {
    const vectors = matrix([[1, 0, 0, 0]]);
    expect(nearestEntries(matrix([]), new Int32Array(0), vectors).entries).toHaveLength(0);
    const { entries } = nearestEntries(matrix([[1, 0, 0, 0]]), Int32Array.of(-1, -1), vectors);
    expect([...entries]).toEqual([-1, -1, -1]);
  });

  it('gives a second entry only where it is nearly as near', () => {
    const vectors = matrix([
      [0.9, 0.43, 0, 0],
      [0.98, 0.199, 0, 0],
      [1, 0, 0, 0],
    ]);
    const found = nearestEntries(matrix([[1, 0, 0, 0]]), Int32Array.of(0, 1, 2), vectors);
    expect([...found.entries]).toEqual([2, 1, -1]);
    expect(found.likeness[1]).toBeCloseTo(0.98, 3);
  });

  it('orders the candidates of each paper by their cosines, whatever their order', () => {
    fc.assert(
      fc.property(
        fc.array(vector, { minLength: 1, maxLength: 12 }),
        fc.array(vector, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (rows, papers, order) => {
          const [vectors, asked] = [matrix(rows), matrix(papers)];
          const candidates = papers.flatMap(() =>
            [...rows.keys()]
              .map((entry) => ({ entry, at: order.next().value as number }))
              .sort((a, b) => a.at - b.at),
          );
          const found = nearestEntries(
            asked,
            Int32Array.from(candidates, ({ entry }) => entry),
            vectors,
          );
          papers.forEach((_, i) => {
            const likeness = rows
              .map((__, e) => dot(asked.data, i * DIMENSIONS, vectors.data, e * DIMENSIONS, DIMENSIONS))
              .sort((a, b) => b - a);
            const near = likeness.filter((value) => value >= likeness[0]! - 0.04).slice(0, 3);
            expect([...found.likeness.subarray(i * 3, i * 3 + near.length)]).toEqual(near.map(Math.fround));
          });
        },
      ),
    );
  });
});

describe('FieldTree', () => {
  const tree = new FieldTree([
    { id: 'F1', name: 'Medicine', broader: -1 },
    { id: 'S1', name: 'Oncology', broader: 0 },
    { id: 'T1', name: 'Lung cancer', broader: 1 },
    { id: 'F2', name: 'Oncology', broader: -1 },
  ]);

  it('knows no entry by a part of its name', () => {
    expect(tree.named('Onco')).toEqual([]);
  });

  it('finds entries by id and name, letter case ignored, several of one name', () => {
    expect(tree.named(' oncology')).toEqual([1, 3]);
    expect(tree.named('t1')).toEqual([2]);
  });

  it('gives what is above an entry, and itself where it stands higher than asked', () => {
    expect(tree.line(2)).toEqual([2, 1, 0]);
    expect([tree.at(2, 0), tree.at(2, 1), tree.at(2, 2), tree.at(3, 2)]).toEqual([0, 1, 2, 3]);
  });

  it('tells papers apart as deep as a dozen entries hold most of them', () => {
    const wide = new FieldTree([
      { id: 'F', name: 'F', broader: -1 },
      { id: 'G', name: 'G', broader: -1 },
      ...Array.from({ length: 40 }, (_, i) => ({ id: `T${i}`, name: `T${i}`, broader: i % 2 })),
    ]);
    const everywhere = Array.from({ length: 40 }, (_, i) => i + 2);
    expect(wide.distinguishingDepth(everywhere)).toBe(0);
    expect(wide.distinguishingDepth([2, 2, 2, 3, 4])).toBe(1);
    expect(wide.distinguishingDepth([-1, -1])).toBe(1);
  });
});
