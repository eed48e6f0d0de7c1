import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../bench/map/metrics.js';
import { cluster } from '../../src/cluster/cluster.js';
import type { Clustering } from '../../src/cluster/types.js';
import { FieldmapError } from '../../src/errors.js';
import { groupedVectors, groupsOf, inputOf } from './fixtures.js';

const seed = 42;
const FOUR = [60, 50, 40, 30];
const four = inputOf(groupedVectors(FOUR, 0.1));

function expectSound(found: Clustering, rows: number): void {
  expect(found.nearest).toHaveLength(rows);
  for (let i = 0; i < rows; i++) {
    expect(found.nearest[i]).toBeGreaterThanOrEqual(0);
    expect(found.nearest[i]).toBeLessThan(found.count);
    expect([-1, found.nearest[i]]).toContain(found.assignment[i]);
    expect(found.strength[i]).toBeGreaterThanOrEqual(0);
    expect(found.strength[i]).toBeLessThanOrEqual(1 + 1e-6);
  }
  const sizes = new Int32Array(found.count);
  for (const t of found.nearest) sizes[t]!++;
  expect([...sizes]).toEqual([...sizes].sort((a, b) => b - a));
  expect(sizes.every((size) => size > 0)).toBe(true);
  for (const list of [found.areas, found.stability, found.cohesion, found.separation]) {
    expect(list).toHaveLength(found.count);
    expect(list.every(Number.isFinite)).toBe(true);
  }
  expect(new Set(found.areas).size).toBe(found.areaCount);
}

describe('cluster refuses', () => {
  it.each([0, -1, 2.5, NaN])('%s topics', (topics) => {
    expect(() => cluster(four, { seed, topics })).toThrow(
      new FieldmapError(
        'usage',
        `The number of topics is ${topics}; expected a whole number from 1.`,
        'Leave --topics out to let fieldmap choose.',
      ),
    );
  });

  it('a smallest topic that is no whole number', () => {
    expect(() => cluster(four, { seed, minSize: 1.5 })).toThrow(
      'The smallest topic is 1.5; expected a whole number from 1.',
    );
  });

  it('to go on once it is told to stop', () => {
    expect(() => cluster(four, { seed, signal: AbortSignal.abort() })).toThrow(
      'Stopped while finding topics.',
    );
  });
});

describe('cluster', () => {
  it('finds groups that are there, without being told how many', () => {
    const sizes = [40, 40, 40, 40];
    const found = cluster(inputOf(groupedVectors(sizes, 0.05)), { seed });
    expectSound(found, 160);
    // A group may be split in two, but no topic mixes papers of two groups.
    const groups = groupsOf(sizes);
    for (let t = 0; t < found.count; t++) {
      expect(new Set(groups.filter((_, i) => found.nearest[i] === t)).size).toBe(1);
    }
  });

  it('finds exactly the groups when told how many, and leaves nothing but a few out', () => {
    const found = cluster(four, { seed, topics: 4 });
    expectSound(found, 180);
    expect(adjustedRand(groupsOf(FOUR), found.nearest)).toBe(1);
    expect(found.assignment.filter((t) => t < 0).length).toBeLessThan(9);
    expect(found.stability.every((s) => s > 0.9)).toBe(true);
    expect(found.cohesion.every((c) => c > 0.85)).toBe(true);
    expect(found.separation.every((s) => s > 0.5)).toBe(true);
  });

  it('gives the same result twice, and another seed gives the same groups', () => {
    const once = cluster(four, { seed, topics: 4 });
    expect(cluster(four, { seed, topics: 4 })).toEqual(once);
    expect(adjustedRand(once.nearest, cluster(four, { seed: 7, topics: 4 }).nearest)).toBe(1);
  });

  it('has about half as many topics when coarse, about twice as many when fine', () => {
    const input = inputOf(groupedVectors([40, 40, 40, 40, 40], 0.15));
    const [coarse, medium, fine] = (['coarse', 'medium', 'fine'] as const).map(
      (granularity) => cluster(input, { seed, granularity, minSize: 1 }).count,
    );
    expect(medium).toBe(cluster(input, { seed, minSize: 1 }).count);
    expect(Math.abs(coarse! - medium! / 2)).toBeLessThanOrEqual(1);
    expect(Math.abs(fine! - medium! * 2)).toBeLessThanOrEqual(1);
  });

  it('has no topic smaller than the smallest asked for', () => {
    const found = cluster(four, { seed, topics: 12, minSize: 25 });
    expectSound(found, 180);
    for (let t = 0; t < found.count; t++) {
      expect(found.nearest.filter((own) => own === t).length).toBeGreaterThanOrEqual(25);
    }
  });

  it('has no topic to which fewer papers belong, those that belong nowhere not counted', () => {
    const blurred = inputOf(groupedVectors([40, 40, 40, 40, 40], 0.5));
    const found = cluster(blurred, { seed, granularity: 'fine', minSize: 12 });
    expect(found.assignment.includes(-1)).toBe(true);
    for (let t = 0; t < found.count; t++)
      expect(found.assignment.filter((own) => own === t).length).toBeGreaterThanOrEqual(12);
  });

  it('puts papers that are like no other nowhere, and still names their nearest topic', () => {
    const groups = groupedVectors([60, 60, 60], 0.1);
    const data = new Float32Array(groups.data.length + 5 * 16);
    data.set(groups.data);
    for (let i = 0; i < 5; i++) data[groups.data.length + i * 16 + 8 + i] = 1;
    const found = cluster(inputOf({ data, rows: 185, dimensions: 16 }), { seed, topics: 3 });
    expectSound(found, 185);
    expect([...found.assignment.subarray(180)]).toEqual([-1, -1, -1, -1, -1]);
    expect(found.assignment.subarray(0, 180).filter((t) => t < 0).length).toBeLessThan(9);
  });

  it('finds as many topics as are asked for, also where few papers are all near one another', () => {
    for (const [rows, topics] of [
      [10, 3],
      [10, 9],
      [30, 3],
      [30, 8],
    ] as const) {
      const found = cluster(inputOf(groupedVectors([rows], 0.3)), { seed, topics });
      expectSound(found, rows);
      expect(found.count).toBe(topics);
    }
  });

  it('keeps twins in one topic with one strength, placed or not', () => {
    const twins = new Int32Array(180).fill(-1);
    // One of each group, and two that are far apart.
    for (const i of [0, 70, 120, 160]) twins[i] = 9;
    const found = cluster({ ...four, mustLink: twins }, { seed, topics: 4 });
    for (const i of [70, 120, 160]) {
      expect(found.nearest[i]).toBe(found.nearest[0]);
      expect(found.assignment[i]).toBe(found.assignment[0]);
      expect(found.strength[i]).toBe(found.strength[0]);
    }
  });

  it('reports each step', () => {
    const steps: number[] = [];
    cluster(four, {
      seed,
      onProgress: ({ step, done, total }) => {
        expect(step).toBe('clustering');
        expect(done).toBeLessThanOrEqual(total);
        steps.push(done);
      },
    });
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('cluster on a standing map', () => {
  const truth = groupsOf(FOUR);

  it('keeps its topics and puts new papers into them', () => {
    // Every third paper is new; one that stood elsewhere than its like is no reason for other topics.
    const standing = truth.map((group, i) => (i % 3 === 0 ? -1 : 10 * group));
    standing[1] = 20;
    const found = cluster({ ...four, standing }, { seed });
    expectSound(found, 180);
    expect(found.count).toBe(4);
    expect(
      adjustedRand(
        truth.filter((_, i) => i !== 1),
        found.nearest.filter((_, i) => i !== 1),
      ),
    ).toBe(1);
  });

  it('changes nothing when no paper is new', () => {
    const blurred = inputOf(groupedVectors([40, 40, 40, 40, 40], 0.3));
    const { nearest: standing, strength } = cluster(blurred, { seed });
    const loosest = strength.indexOf(Math.min(...strength));
    standing[loosest] = (standing[loosest]! + 1) % 5;
    expect(adjustedRand(standing, cluster({ ...blurred, standing }, { seed }).nearest)).toBe(1);
  });

  it('gives them up for topics that divide the papers clearly better, or when another number is asked for', () => {
    const one = truth.map((group) => (group === 3 ? 2 : group));
    const fresh = cluster(four, { seed, topics: 4 });
    expect(cluster({ ...four, standing: one }, { seed, topics: 4 }).nearest).toEqual(fresh.nearest);
    const born = truth.map((group) => (group === 0 ? -1 : group));
    expect(adjustedRand(truth, cluster({ ...four, standing: born }, { seed }).nearest)).toBe(1);
    expect(cluster({ ...four, standing: new Int32Array(180).fill(-1) }, { seed })).toEqual(
      cluster(four, { seed }),
    );
  });
});

describe('cluster on tiny and odd libraries', () => {
  it.each([0, 1, 2, 3, 10, 17])('works with %s papers', (rows) => {
    expectSound(cluster(inputOf(groupedVectors([rows], 0.3)), { seed }), rows);
  });

  it('makes one topic of one paper, of two, and of a hundred all alike, whatever is asked', () => {
    expect(cluster(inputOf(groupedVectors([1], 0.3)), { seed }).count).toBe(1);
    expect(cluster(inputOf(groupedVectors([2], 0.3)), { seed }).count).toBe(1);
    const alike = inputOf(groupedVectors([100], 0));
    for (const topics of [1, 2, 5]) {
      const found = cluster(alike, { seed, topics });
      expect(found.count).toBe(1);
      expect(found.assignment.every((t) => t === 0)).toBe(true);
    }
  });

  it('tells two far groups apart', () => {
    for (const sizes of [
      [5, 5],
      [20, 20],
    ]) {
      const found = cluster(inputOf(groupedVectors(sizes, 0.05)), { seed, topics: 2 });
      expect(adjustedRand(groupsOf(sizes), found.nearest)).toBe(1);
    }
  });

  it('makes as many topics as papers when more are asked for', () => {
    const found = cluster(inputOf(groupedVectors([5], 0.3)), { seed, topics: 9 });
    expectSound(found, 5);
    expect(found.count).toBeLessThanOrEqual(5);
  });
});
