import { describe, expect, it } from 'vitest';
import { fuzzyGraph } from '../../src/projection/fuzzy-graph.js';
import { pcaStart } from '../../src/projection/pca-start.js';
import { placeNew } from '../../src/projection/place-new.js';
import { umap } from '../../src/projection/umap.js';
import type { Matrix, NeighborLists } from '../../src/types.js';
import { bundles, copies, exactLists, meanDistance } from './points.js';

/** The lists of the rows from `first` on, among all rows. */
function listsFrom(matrix: Matrix, first: number, k: number): NeighborLists {
  const lists = exactLists(matrix, k);
  return {
    rows: lists.rows - first,
    k,
    indices: lists.indices.slice(first * k),
    similarities: lists.similarities.slice(first * k),
  };
}

function listsOf(rows: readonly (readonly number[])[], k: number): NeighborLists {
  const indices = new Int32Array(rows.length * k).fill(-1);
  const similarities = new Float32Array(rows.length * k);
  rows.forEach((row, i) =>
    row.forEach((target, j) => {
      indices[i * k + j] = target;
      similarities[i * k + j] = 0.9 - 0.1 * j;
    }),
  );
  return { rows: rows.length, k, indices, similarities };
}

describe('placing new papers, misused', () => {
  it('refuses a neighbour that is neither standing nor new', () => {
    expect(() =>
      placeNew(listsOf([[7]], 1), { dimensions: 2, seed: 1, standing: new Float32Array(4) }),
    ).toThrow('Neighbour 7 of a new paper is neither one of the 2 standing papers nor one of the 1 new.');
  });
});

describe('placing new papers', () => {
  // The last paper of each bundle is new.
  const order = [...Array(200).keys()].sort((a, b) => Number(a % 50 > 44) - Number(b % 50 > 44) || a - b);
  const source = bundles(4, 50, 16, 3);
  const matrix = {
    ...source,
    data: Float32Array.from(order.flatMap((i) => [...source.data.subarray(16 * i, 16 * i + 16)])),
  };
  const old = { ...matrix, rows: 180, data: matrix.data.slice(0, 180 * 16) };
  const standing = umap(fuzzyGraph(exactLists(old, 10)), {
    dimensions: 2,
    seed: 1,
    start: pcaStart(old, 2, 1),
  });

  it('puts them among their likes and leaves the others where they stand', () => {
    const before = standing.slice();
    const placed = placeNew(listsFrom(matrix, 180, 10), { dimensions: 2, seed: 1, standing });
    expect(standing).toEqual(before);
    expect(placed.length).toBe(40);
    const everyone = Float32Array.from([...standing, ...placed]);
    const bundleOf = (i: number): number => Math.floor(order[i]! / 50);
    for (let i = 180; i < 200; i++) {
      const distances = [0, 1, 2, 3].map((bundle) =>
        meanDistance(
          everyone,
          [i],
          [...Array(180).keys()].filter((j) => bundleOf(j) === bundle),
        ),
      );
      expect(distances.indexOf(Math.min(...distances))).toBe(bundleOf(i));
    }
  });

  it('repeats to the byte', () => {
    const options = { dimensions: 2, seed: 1, standing };
    expect(placeNew(listsFrom(matrix, 180, 10), options)).toEqual(
      placeNew(listsFrom(matrix, 180, 10), options),
    );
  });

  it('places papers that only other new papers lead to, and papers without neighbours', () => {
    const chain = placeNew(listsOf([[0], [180], [181], [184], [183], []], 2), {
      dimensions: 2,
      seed: 1,
      standing,
    });
    expect(chain.every(Number.isFinite)).toBe(true);
    expect(Math.hypot(chain[4]! - standing[0]!, chain[5]! - standing[1]!)).toBeLessThan(10);
  });

  it('places copies of one paper side by side, not on one spot', () => {
    const placed = placeNew(listsOf(new Array<number[]>(20).fill([3, 4]), 2), {
      dimensions: 2,
      seed: 1,
      standing,
    });
    expect(new Set(placed).size).toBe(40);
    for (let i = 0; i < 20; i++) {
      expect(Math.hypot(placed[2 * i]! - standing[6]!, placed[2 * i + 1]! - standing[7]!)).toBeLessThan(5);
    }
  });

  it('does with no new papers, and with no old ones', () => {
    expect(placeNew(listsOf([], 3), { dimensions: 2, seed: 1, standing })).toEqual(new Float32Array(0));
    const alone = placeNew(exactLists(copies(5), 3), {
      dimensions: 2,
      seed: 1,
      standing: new Float32Array(0),
    });
    expect(alone.length).toBe(10);
    expect(alone.every(Number.isFinite)).toBe(true);
  });
});
