import fc from 'fast-check';
import { UMAP } from 'umap-js';
import { describe, expect, it } from 'vitest';
import { FieldmapError } from '../../src/errors.js';
import { fuzzyGraph, neighborStrengths } from '../../src/projection/fuzzy-graph.js';
import type { NeighborLists, WeightedGraph } from '../../src/types.js';
import { bundles, copies, exactLists } from './points.js';

/** The graph that umap-js makes of the same lists, as `row,column` -> weight. It counts the paper itself. */
function graphOfUmapJs(lists: NeighborLists): Map<string, number> {
  const { rows, k } = lists;
  const each = <T>(of: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => of(i));
  const indices = each((i) => [i, ...lists.indices.subarray(i * k, (i + 1) * k)]);
  const distances = each((i) => [
    0,
    ...Array.from(lists.similarities.subarray(i * k, (i + 1) * k), (s) => 1 - s),
  ]);
  const umap = new UMAP({ nNeighbors: k + 1, random: () => 0.5, nEpochs: 1 });
  umap.setPrecomputedKNN(indices, distances);
  umap.initializeFit(each((i) => [i]));
  const { graph } = umap as unknown as {
    graph: { getAll: () => { row: number; col: number; value: number }[] };
  };
  return new Map(
    graph
      .getAll()
      .filter(({ value }) => value > 0)
      .map((e) => [`${e.row},${e.col}`, e.value]),
  );
}

function entries(graph: WeightedGraph): Map<string, number> {
  const result = new Map<string, number>();
  for (let i = 0; i < graph.rows; i++) {
    for (let at = graph.offsets[i]!; at < graph.offsets[i + 1]!; at++) {
      result.set(`${i},${graph.targets[at]!}`, graph.weights[at]!);
    }
  }
  return result;
}

describe('the fuzzy graph, misused', () => {
  it('refuses lists whose arrays do not fit their size', () => {
    const lists = { rows: 3, k: 2, indices: new Int32Array(5), similarities: new Float32Array(6) };
    expect(() => fuzzyGraph(lists)).toThrow(FieldmapError);
    expect(() => fuzzyGraph(lists)).toThrow(
      'Neighbour lists of 3 rows of 2 need 6 numbers, but hold 5 indices and 6 similarities.',
    );
  });
});

describe('the fuzzy graph', () => {
  it('equals the graph of umap-js', () => {
    fc.assert(
      fc.property(
        fc.record({
          // umap-js wants more points than neighbours, and counts the point itself: 9 points for k = 7.
          groups: fc.integer({ min: 1, max: 4 }),
          size: fc.integer({ min: 9, max: 25 }),
          k: fc.integer({ min: 2, max: 7 }),
          seed: fc.integer(),
          spread: fc.constantFrom(0.05, 0.5, 2),
        }),
        ({ groups, size, k, seed, spread }) => {
          const lists = exactLists(bundles(groups, size, 6, seed, spread), k);
          const ours = entries(fuzzyGraph(lists));
          const theirs = graphOfUmapJs(lists);
          expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
          for (const [edge, weight] of theirs) expect(Math.abs(ours.get(edge)! - weight)).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is symmetric, ascending within a row, without loops, with weights above 0 and up to 1', () => {
    const graph = fuzzyGraph(exactLists(bundles(3, 30, 8, 1), 10));
    const all = entries(graph);
    for (let i = 0; i < graph.rows; i++) {
      const row = [...graph.targets.subarray(graph.offsets[i], graph.offsets[i + 1])];
      expect(row).toEqual([...new Set(row)].sort((a, b) => a - b));
      expect(row).not.toContain(i);
      for (const j of row) {
        expect(all.get(`${j},${i}`)).toBe(all.get(`${i},${j}`));
        expect(all.get(`${i},${j}`)).toBeGreaterThan(0);
        expect(all.get(`${i},${j}`)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('sorts the row of a hub that hundreds of papers name', () => {
    const rows = 400;
    const indices = Int32Array.from({ length: rows }, (_, i) => (i === 200 ? 399 : 200));
    const graph = fuzzyGraph({ rows, k: 1, indices, similarities: new Float32Array(rows).fill(0.5) });
    const hub = graph.targets.subarray(graph.offsets[200], graph.offsets[201]);
    expect([...hub]).toEqual(Array.from({ length: rows }, (_, i) => i).filter((i) => i !== 200));
  });

  it('takes copies for as near as can be, and finite weights come of nothing but copies', () => {
    const graph = fuzzyGraph(exactLists(copies(12), 5));
    expect([...graph.weights].every((weight) => weight === 1)).toBe(true);
  });

  it('leaves the places of a list that is filled up without edges', () => {
    const lists = exactLists(bundles(1, 3, 4, 1), 10);
    const graph = fuzzyGraph(lists);
    expect(graph.targets.length).toBe(6);
    expect([...neighborStrengths(lists).subarray(2, 10)]).toEqual(new Array(8).fill(0));
  });

  it.each([0, 1])('knows a corpus of %i papers', (rows) => {
    const graph = fuzzyGraph(exactLists(copies(rows), 5));
    expect([...graph.offsets]).toEqual(new Array(rows + 1).fill(0));
  });
});
