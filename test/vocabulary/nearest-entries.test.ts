import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, normalize } from '../../src/math/index.js';
import type { Matrix } from '../../src/types.js';
import { FieldTree, nearestEntries } from '../../src/vocabulary/index.js';

const DIMENSIONS = 4;
const matrix = (rows: readonly (readonly number[])[]): Matrix => {
  const data = Float32Array.from(rows.flat());
  for (let i = 0; i < rows.length; i++) normalize(data.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS));
  return { data, rows: rows.length, dimensions: DIMENSIONS };
};
const vector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter((values) => values.some((value) => value !== 0));

describe('nearestEntries', () => {
  it('answers nothing for no papers', () => {
    const { entries } = nearestEntries(matrix([]), [{ broader: -1 }], matrix([[1, 0, 0, 0]]));
    expect(entries).toHaveLength(0);
  });

  it('never gives an entry that has others below it', () => {
    const vectors = matrix([
      [1, 0, 0, 0],
      [0.8, 0.6, 0, 0],
      [0, 0, 1, 0],
    ]);
    const found = nearestEntries(
      matrix([[1, 0, 0, 0]]),
      [{ broader: -1 }, { broader: 0 }, { broader: -1 }],
      vectors,
    );
    expect([...found.entries]).toEqual([1, -1, -1]);
    expect(found.likeness[0]).toBeCloseTo(0.8, 5);
  });

  it('gives a second entry only where it is nearly as near', () => {
    const vectors = matrix([
      [1, 0, 0, 0],
      [0.98, 0.199, 0, 0],
      [0.9, 0.43, 0, 0],
    ]);
    const entries = [0, 1, 2].map(() => ({ broader: -1 }));
    expect([...nearestEntries(matrix([[1, 0, 0, 0]]), entries, vectors).entries]).toEqual([0, 1, -1]);
  });

  it('finds in a small tree what comparing with every narrowest entry finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(vector, fc.nat()), { minLength: 1, maxLength: 40 }),
        fc.array(vector, { minLength: 1, maxLength: 5 }),
        (rows, papers) => {
          // Each entry is below an earlier one, or at the top; fewer than the beam are at each level.
          const entries = rows.map(([, n], i) => ({ broader: (n % (i + 1)) - 1 }));
          const vectors = matrix(rows.map(([values]) => values));
          const parents = new Set(entries.map(({ broader }) => broader));
          if (parents.size > 16) return;
          const found = nearestEntries(matrix(papers), entries, vectors);
          const asked = matrix(papers);
          papers.forEach((_, i) => {
            const likeness = entries.flatMap((__, entry) =>
              parents.has(entry)
                ? []
                : [dot(asked.data, i * DIMENSIONS, vectors.data, entry * DIMENSIONS, DIMENSIONS)],
            );
            expect(found.likeness[i * found.most]).toBeCloseTo(Math.max(...likeness), 5);
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
    expect(wide.tellingDepth(everywhere)).toBe(0);
    expect(wide.tellingDepth([2, 2, 2, 3, 4])).toBe(1);
    expect(wide.tellingDepth([-1, -1])).toBe(1);
  });
});
