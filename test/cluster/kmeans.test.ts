import fc from 'fast-check';
import { kmeans as mlKmeans } from 'ml-kmeans';
import { describe, expect, it } from 'vitest';
import { adjustedRand } from '../../bench/map/metrics.js';
import { kmeans, refine, type Points } from '../../src/cluster/partition/kmeans.js';
import { lloyd, meansOf } from '../../src/cluster/partition/lloyd.js';
import { smoothVectors } from '../../src/cluster/partition/smooth-vectors.js';
import { seededRandom } from '../../src/math/random.js';
import { bell, graphFrom, groupedVectors, groupsOf } from './fixtures.js';

const distance = ({ data, dimensions }: Points, i: number, centers: ArrayLike<number>, c: number): number => {
  let sum = 0;
  for (let j = 0; j < dimensions; j++) sum += (data[i * dimensions + j]! - centers[c * dimensions + j]!) ** 2;
  return sum;
};

const somePoints = fc
  .record({
    dimensions: fc.integer({ min: 1, max: 4 }),
    count: fc.integer({ min: 1, max: 40 }),
    seed: fc.nat(),
  })
  .map(({ dimensions, count, seed }) => {
    const random = seededRandom(seed);
    // Whole numbers, so that points coincide.
    return { dimensions, data: Float32Array.from({ length: count * dimensions }, () => random.below(6)) };
  });

describe('k-means', () => {
  it('never gets worse with more rounds, and its inertia is the sum over the labels it returns', () => {
    fc.assert(
      fc.property(somePoints, fc.integer({ min: 1, max: 8 }), fc.nat(), (points, wanted, seed) => {
        const count = points.data.length / points.dimensions;
        const k = Math.min(wanted, count);
        let before = Infinity;
        for (const rounds of [1, 2, 3, 5, 20]) {
          const random = seededRandom(seed);
          const { inertia, labels } = kmeans(points, k, random, rounds);
          expect(labels.every((label) => label >= 0 && label < k)).toBe(true);
          expect(inertia).toBeLessThanOrEqual(before + 1e-9);
          before = inertia;
        }
        const { labels, centers, inertia } = kmeans(points, k, seededRandom(seed), 100);
        let sum = 0;
        for (let i = 0; i < count; i++) {
          const own = distance(points, i, centers, labels[i]!);
          for (let c = 0; c < k; c++) expect(own).toBeLessThanOrEqual(distance(points, i, centers, c) + 1e-9);
          sum += own;
        }
        expect(inertia).toBeCloseTo(sum, 6);
      }),
    );
  });

  it('reaches what ml-kmeans reaches from the same centres', () => {
    const random = seededRandom(5);
    const data = Float32Array.from(
      { length: 5 * 300 },
      (_, i) => bell(random) + 3 * (Math.floor(i / 500) % 3),
    );
    const points = { data, dimensions: 5 };
    const rows = Array.from({ length: 300 }, (_, i) => [...data.subarray(i * 5, i * 5 + 5)]);
    const starts = [0, 100, 200, 299];
    const theirs = mlKmeans(rows, 4, { initialization: starts.map((i) => rows[i]!), maxIterations: 100 });
    const ours = refine(points, Float64Array.from(starts.flatMap((i) => rows[i]!)), 100);
    expect(adjustedRand(theirs.clusters, ours.labels)).toBe(1);
  });

  it('is at least as tight as ml-kmeans from its own start', () => {
    const random = seededRandom(6);
    const data = Float32Array.from({ length: 5 * 400 }, () => 4 * bell(random));
    const rows = Array.from({ length: 400 }, (_, i) => [...data.subarray(i * 5, i * 5 + 5)]);
    const theirs = mlKmeans(rows, 10, { seed: 1 });
    const inertia = rows.reduce(
      (sum, _, i) => sum + distance({ data, dimensions: 5 }, i, theirs.centroids[theirs.clusters[i]!]!, 0),
      0,
    );
    const ours = Array.from(
      { length: 8 },
      (_, seed) => kmeans({ data, dimensions: 5 }, 10, seededRandom(seed)).inertia,
    );
    expect(Math.min(...ours)).toBeLessThan(1.02 * inertia);
  });
});

describe('smoothing over the graph', () => {
  it('leaves papers without neighbours as they are and draws neighbours together', () => {
    const vectors = { data: Float32Array.of(1, 0, 0, 1, 0, 1), rows: 3, dimensions: 2 };
    const graph = graphFrom(
      3,
      new Map([
        [0 * 3 + 1, 1],
        [1 * 3 + 0, 1],
      ]),
    );
    const once = smoothVectors(vectors, graph, 1);
    const half = Math.SQRT1_2;
    [half, half, half, half, 0, 1].forEach((value, i) => expect(once.data[i]).toBeCloseTo(value, 6));
    expect([...vectors.data]).toEqual([1, 0, 0, 1, 0, 1]);
  });

  it('settles spoiled labels back on the groups', () => {
    const sizes = [30, 30, 30];
    const vectors = groupedVectors(sizes, 0.05);
    const spoiled = groupsOf(sizes).map((label, i) => (i % 5 === 0 ? (label + 1) % 3 : label));
    const start = meansOf(vectors, spoiled, new Float32Array(3 * vectors.dimensions));
    expect([...lloyd(vectors, start, 6).labels]).toEqual([...groupsOf(sizes)]);
    expect(lloyd(vectors, start, 6).fit).toBeGreaterThan(lloyd(vectors, start, 1).fit);
  });
});
