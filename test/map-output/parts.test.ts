import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bridges, sparseBorders } from '../../src/topics/bridges.js';
import { buildTopicMap } from '../../src/map-output/assemble.js';
import { centroids, cohesion } from '../../src/math/centroids.js';
import { diffMaps } from '../../src/topics/diff-maps.js';
import { exemplars } from '../../src/topics/exemplars.js';
import { mergeTargets } from '../../src/topics/merges.js';
import { nearestTopic } from '../../src/topics/nearest-topic.js';
import { overTime } from '../../src/topics/over-time.js';
import { related } from '../../src/topics/related.js';
import { exactLists, grouping, mapInput, matrix } from './helpers.js';

describe('exemplars', () => {
  it('gives nothing for an empty group and all of a small one', () => {
    const vectors = matrix([
      [1, 0],
      [0, 1],
    ]);
    const groups = Int32Array.of(0, 0);
    expect(exemplars(vectors, groups, centroids(vectors, groups, 2))).toEqual([[0, 1], []]);
  });

  it('begins with the medoid', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }), {
          minLength: 1,
          maxLength: 20,
        }),
        (points) => {
          const vectors = matrix(points);
          const groups = new Int32Array(points.length);
          const [first] = exemplars(vectors, groups, centroids(vectors, groups, 1))[0]!;
          const mean = (i: number) =>
            points.reduce(
              (sum, _, j) =>
                sum +
                [0, 1, 2].reduce((dot, d) => dot + vectors.data[3 * i + d]! * vectors.data[3 * j + d]!, 0),
              0,
            );
          const best = Math.max(...points.map((_, i) => mean(i)));
          expect(mean(first!)).toBeCloseTo(best, 4);
        },
      ),
    );
  });

  it('then takes papers unlike those chosen', () => {
    const vectors = matrix([
      [1, 0.02, 0],
      [1, 0, 0],
      [1, 0.01, 0],
      [1, 0.8, 0],
      [1, 0, 0.8],
    ]);
    const groups = new Int32Array(5);
    const chosen = exemplars(vectors, groups, centroids(vectors, groups, 1))[0]!;
    expect(chosen).toHaveLength(3);
    expect(chosen.slice(1).sort()).toEqual([3, 4]);
  });
});

describe('centroids, cohesion, related, nearestTopic', () => {
  const vectors = matrix([
    [1, 0],
    [1, 0.1],
    [0, 1],
    [0.1, 1],
    [1, 1],
  ]);
  const groups = Int32Array.of(0, 0, 1, 1, -1);
  const centres = centroids(vectors, groups, 3);

  it('leave the unplaced out and an empty group at zero', () => {
    expect(Array.from(centres.data.subarray(4))).toEqual([0, 0]);
    expect(cohesion(vectors, groups, centres)[2]).toBe(0);
    expect(cohesion(vectors, groups, centres)[0]).toBeGreaterThan(0.99);
  });

  it('order topics by their centres, ties to the lower number', () => {
    expect(related(centres)[0]!.map(({ topic }) => topic)).toEqual([1, 2]);
    expect(nearestTopic(Float32Array.of(0, 1), centres).topic).toBe(1);
    expect(nearestTopic(Float32Array.of(0, 0), centres).topic).toBe(0);
  });

  it('say that there is no topic', () => {
    expect(
      nearestTopic(Float32Array.of(0, 1), { data: new Float32Array(0), rows: 0, dimensions: 2 }).topic,
    ).toBe(-1);
  });
});

describe('overTime', () => {
  it('has nothing to say without years', () => {
    expect(overTime([null, null], Int32Array.of(0, 0), 1)).toEqual([
      { years: {}, growth: null, firstPapers: [], emerging: false, reason: null },
    ]);
  });

  it('flags a topic whose share rises beyond chance, with the reason', () => {
    const years = [
      ...Array.from({ length: 100 }, (_, i) => 2000 + (i % 10)),
      ...Array.from({ length: 30 }, () => 2012),
    ];
    const groups = Int32Array.from(years, (year, i) => (year === 2012 && i % 2 === 0 ? 1 : i === 0 ? 1 : 0));
    const [steady, rising] = overTime(years, groups, 2);
    expect(rising).toMatchObject({ emerging: true, firstPapers: [0, 100, 102] });
    expect(rising!.reason).toBe(
      '15 of its 16 dated papers are from 2010 to 2012: its share of all papers is 33.7 times what it was before.',
    );
    expect(steady).toMatchObject({ emerging: false, reason: null });
  });

  it('counts every dated paper once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            year: fc.option(fc.integer({ min: 1990, max: 2024 })),
            group: fc.integer({ min: -1, max: 2 }),
          }),
        ),
        (papers) => {
          const found = overTime(
            papers.map(({ year }) => year),
            Int32Array.from(papers, ({ group }) => group),
            3,
          );
          found.forEach(({ years }, topic) => {
            const all = Object.values(years).reduce((sum, n) => sum + n, 0);
            expect(all).toBe(papers.filter(({ year, group }) => year !== null && group === topic).length);
          });
        },
      ),
    );
  });
});

describe('bridges', () => {
  const vectors = matrix([
    [1, 0],
    [1, 0.05],
    [1, 0.9],
    [0.05, 1],
    [0, 1],
    [0.8, 1],
  ]);
  const groups = Int32Array.of(0, 0, 0, 1, 1, 1);
  const lists = exactLists(vectors, 3);
  const centres = centroids(vectors, groups, 2);

  it('finds the papers near both topics, with neighbours in both', () => {
    expect(
      bridges(vectors, lists, groups, { centres, pair: [0, 1] })
        .slice(0, 2)
        .map(({ row }) => row)
        .sort(),
    ).toEqual([2, 5]);
  });

  it('does not depend on which of the two is named first', () => {
    const rows = (a: number, b: number) =>
      bridges(vectors, lists, groups, { centres, pair: [a, b] }).map(({ row }) => row);
    expect(rows(0, 1)).toEqual(rows(1, 0));
  });
});

describe('sparseBorders', () => {
  it('finds the near pair that hardly any neighbour link crosses', () => {
    // Three directions in a fan, of which 0 and 1 are linked and 1 and 2 are not.
    const angles = [0, 0.02, 0.3, 0.32, 0.6, 0.62, 2, 2.02];
    const vectors = matrix(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]));
    const groups = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3);
    const lists = {
      rows: 8,
      k: 2,
      indices: Int32Array.of(1, 2, 0, 3, 3, 0, 2, 1, 5, -1, 4, -1, 7, -1, 6, -1),
      similarities: new Float32Array(16),
    };
    const found = sparseBorders(lists, groups, centroids(vectors, groups, 4));
    expect(found.every(({ density }) => density < 1)).toBe(true);
    expect(found.map(({ a, b }) => [a, b])).toEqual([[1, 2]]);
  });
});

describe('mergeTargets', () => {
  it('follows chains', () => {
    expect([
      ...mergeTargets([
        { into: 't2', from: ['t3'] },
        { into: 't1', from: ['t2'] },
      ]),
    ]).toEqual([
      ['t3', 't1'],
      ['t2', 't1'],
    ]);
  });

  it('never points in a circle', () => {
    const id = fc.constantFrom('t1', 't2', 't3', 't4', 't5');
    fc.assert(
      fc.property(
        fc.array(fc.record({ into: id, from: fc.array(id, { maxLength: 3 }) }), { maxLength: 8 }),
        (merges) => {
          const targets = mergeTargets(merges);
          for (const target of targets.values()) expect(targets.has(target)).toBe(false);
        },
      ),
    );
  });
});

describe('diffMaps', () => {
  const first = mapInput(4, 6);
  const old = buildTopicMap(first);
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  const fit = (of: (i: number) => number) =>
    buildTopicMap({ ...first, grouping: grouping(first.papers.map((_, i) => of(i))), previous: old });

  it('finds nothing between a map and itself', () => {
    expect(diffMaps(old, old)).toEqual({
      added: 0,
      removed: 0,
      born: [],
      faded: [],
      grew: [],
      shrank: [],
      split: [],
      merged: [],
      relabelled: [],
      moved: [],
    });
  });

  it('tells topics that joined and the one that faded', () => {
    const diff = diffMaps(
      old,
      fit((i) => Math.min(i % 4, 2)),
    );
    expect(diff.merged).toHaveLength(1);
    expect(diff.merged[0]!.from.map(({ share }) => share)).toEqual([0.5, 0.5]);
    expect(diff.faded).toHaveLength(1);
    expect(diff.grew).toHaveLength(1);
    expect(diff.moved).toHaveLength(6);
  });

  it('tells a topic that split and the one that was born', () => {
    const diff = diffMaps(
      old,
      fit((i) => (i % 4 === 3 && i > 11 ? 4 : i % 4)),
    );
    expect(ids(diff.split)).toEqual([old.papers[3]!.topic]);
    expect(diff.born).toHaveLength(1);
    expect(diff.born[0]!.id).toBe('t5');
    expect(diff.moved.map(({ to }) => to)).toEqual(['t5', 't5', 't5']);
  });

  it('counts added and removed papers', () => {
    const later = buildTopicMap({ ...mapInput(4, 7), previous: old });
    expect(diffMaps(old, later)).toMatchObject({ added: 4, removed: 0, moved: [] });
    expect(diffMaps(later, old)).toMatchObject({ added: 0, removed: 4 });
  });
});
