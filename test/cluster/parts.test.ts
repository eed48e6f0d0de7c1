import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTopics } from '../../src/cluster/areas.js';
import { numberOfTopics } from '../../src/cluster/partition/number-of-topics.js';
import { compress } from '../../src/cluster/partition/compress.js';
import { fitDiscriminant, logProbabilities } from '../../src/cluster/partition/discriminant.js';
import { renumberTopics } from '../../src/cluster/partition/renumber-topics.js';
import { refineTopics } from '../../src/cluster/partition/refine-topics.js';
import { productsOf, scatterWithin } from '../../src/cluster/partition/scatter.js';
import { topicStability } from '../../src/cluster/topic-stability.js';
import { joinLinked, mustLinkGroups } from '../../src/cluster/partition/must-link.js';
import { modularityParts } from '../../src/cluster/partition/modularity.js';
import { neighborVotes } from '../../src/cluster/partition/neighbor-votes.js';
import { dots } from '../../src/math/dots.js';
import { dot } from '../../src/math/matrix.js';
import { seededRandom } from '../../src/math/random.js';
import { bell, exactLists, graphFrom, graphOf, groupedVectors, groupsOf, inputOf } from './fixtures.js';

const someGraph = fc
  .record({
    rows: fc.integer({ min: 2, max: 12 }),
    edges: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 8 })), { maxLength: 40 }),
  })
  .map(({ rows, edges }) => {
    const weights = new Map<number, number>();
    for (const [a, b, weight] of edges) {
      if (a === b || a >= rows || b >= rows) continue;
      weights.set(a * rows + b, weight / 8);
      weights.set(b * rows + a, weight / 8);
    }
    return { graph: graphFrom(rows, weights), weights };
  });

describe('votes and modularity', () => {
  it('equal the sums over all pairs', () => {
    fc.assert(
      fc.property(someGraph, fc.nat(), ({ graph, weights }, seed) => {
        const random = seededRandom(seed);
        const labels = Int32Array.from({ length: graph.rows }, () => random.below(3));
        const weight = (a: number, b: number): number => weights.get(a * graph.rows + b) ?? 0;
        const all = [...weights.values()].reduce((sum, w) => sum + w, 0);
        const degree = (i: number): number =>
          Array.from(labels, (_, j) => weight(i, j)).reduce((sum, w) => sum + w, 0);
        let inside = 0;
        let chance = 0;
        labels.forEach((a, i) =>
          labels.forEach((b, j) => {
            if (a !== b || all === 0) return;
            inside += weight(i, j) / all;
            chance += (degree(i) * degree(j)) / all ** 2;
          }),
        );
        const parts = modularityParts(graph, labels, 3);
        expect(parts.inside).toBeCloseTo(inside, 6);
        expect(parts.chance).toBeCloseTo(chance, 6);
        const share = new Float64Array(3);
        labels.forEach((_, i) => {
          neighborVotes(graph, labels, i, share);
          for (let t = 0; t < 3; t++) {
            const own = Array.from(labels, (label, j) => (label === t ? weight(i, j) : 0)).reduce(
              (sum, w) => sum + w,
              0,
            );
            expect(share[t]).toBeCloseTo(degree(i) > 0 ? own / degree(i) : 0, 6);
          }
        });
      }),
    );
  });

  it('choose as many topics as there are far groups, each a clique', () => {
    for (const groups of [2, 3, 5]) {
      const sizes = Array<number>(groups).fill(16);
      const labels = groupsOf(sizes);
      const rows = labels.length;
      const weights = new Map<number, number>();
      labels.forEach((a, i) => labels.forEach((b, j) => a === b && i !== j && weights.set(i * rows + j, 1)));
      const { layout } = inputOf(groupedVectors(sizes, 0.05));
      expect(numberOfTopics(layout, graphFrom(rows, weights), seededRandom(1))).toBe(groups);
    }
  });
});

describe('sums over papers', () => {
  const numbers = (count: number) =>
    fc.array(fc.integer({ min: -8, max: 8 }), { minLength: count, maxLength: count });

  it('are dot products with every row, whatever their number', () => {
    fc.assert(
      fc.property(
        numbers(2 * 5),
        fc.integer({ min: 0, max: 9 }).chain((count) => numbers(count * 5)),
        (papers, others) => {
          const out = new Float64Array(others.length / 5);
          dots(Float32Array.from(papers), 1, Float64Array.from(others), new Float64Array(5), out);
          out.forEach((value, t) => {
            expect(value).toBe(papers.slice(5).reduce((sum, x, j) => sum + x * others[5 * t + j]!, 0));
          });
        },
      ),
    );
  });

  it('are the covariance around the own topic’s mean', () => {
    fc.assert(
      fc.property(numbers(7 * 3), fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }), (data, labels) => {
        const vectors = { data: Float32Array.from(data), rows: 7, dimensions: 3 };
        const scatter = scatterWithin(
          productsOf(vectors, seededRandom(1)),
          vectors,
          Int32Array.from(labels),
          3,
        );
        const mean = (t: number, j: number): number => {
          const own = labels.flatMap((label, i) => (label === t ? [data[3 * i + j]!] : []));
          return own.reduce((sum, x) => sum + x, 0) / own.length;
        };
        for (let a = 0; a < 3; a++) {
          for (let b = 0; b <= a; b++) {
            const products = labels.map(
              (t, i) => (data[3 * i + a]! - mean(t, a)) * (data[3 * i + b]! - mean(t, b)),
            );
            expect(scatter[3 * a + b]).toBeCloseTo(products.reduce((sum, x) => sum + x, 0) / 7, 8);
          }
        }
      }),
    );
  });
});

describe('compressed vectors', () => {
  it('keep all that lies in few directions, and are left alone when short', () => {
    const few = groupedVectors([30, 30, 30], 0.2, 12);
    expect(compress(few, productsOf(few, seededRandom(1)), seededRandom(1))).toBe(few);
    // The same vectors among 100 numbers of which most are 0.
    const many = { data: new Float32Array(few.rows * 100), rows: few.rows, dimensions: 100 };
    for (let i = 0; i < few.rows; i++) many.data.set(few.data.subarray(i * 12, (i + 1) * 12), i * 100 + 40);
    const short = compress(many, productsOf(many, seededRandom(1)), seededRandom(1));
    expect(short.dimensions).toBe(64);
    for (let i = 0; i < few.rows; i++) {
      const other = (7 * i) % few.rows;
      expect(dot(short.data, i * 64, short.data, other * 64, 64)).toBeCloseTo(
        dot(few.data, i * 12, few.data, other * 12, 12),
        4,
      );
    }
  });
});

describe('the discriminant', () => {
  it('equals Bayes’ rule with one shared normal scatter', () => {
    const random = seededRandom(3);
    const rows = 400;
    const labels = Int32Array.from({ length: rows }, (_, i) => (i < 250 ? 0 : 1));
    const data = Float32Array.from(
      { length: rows * 2 },
      (_, n) => bell(random) * (n % 2 ? 3 : 1) + labels[n >> 1]! * 2,
    );
    const vectors = { data, rows, dimensions: 2 };
    const means = [0, 1].map((t) =>
      [0, 1].map((j) => {
        const own = Array.from({ length: rows }, (_, i) => i).filter((i) => labels[i] === t);
        return own.reduce((sum, i) => sum + data[i * 2 + j]!, 0) / own.length;
      }),
    );
    const s = [0, 0, 0];
    for (let i = 0; i < rows; i++) {
      const [x, y] = [data[i * 2]! - means[labels[i]!]![0]!, data[i * 2 + 1]! - means[labels[i]!]![1]!];
      s[0]! += (x * x) / rows;
      s[1]! += (x * y) / rows;
      s[2]! += (y * y) / rows;
    }
    const round = (0.3 * (s[0]! + s[2]!)) / 2;
    const [a, b, c] = [0.7 * s[0]! + round, 0.7 * s[1]!, 0.7 * s[2]! + round];
    const fit = fitDiscriminant(vectors, labels, 2, productsOf(vectors, random));
    const out = new Float64Array(2);
    for (let i = 0; i < rows; i += 7) {
      const score = [0, 1].map((t) => {
        const [x, y] = [data[i * 2]! - means[t]![0]!, data[i * 2 + 1]! - means[t]![1]!];
        return (
          Math.log((t ? 150 : 250) / rows) - (c * x * x - 2 * b * x * y + a * y * y) / (2 * (a * c - b * b))
        );
      });
      const log = Math.log(Math.exp(score[0]!) + Math.exp(score[1]!));
      logProbabilities(fit, vectors, i, new Float64Array(2), out);
      expect(out[0]).toBeCloseTo(score[0]! - log, 4);
      expect(out[1]).toBeCloseTo(score[1]! - log, 4);
    }
  });

  it('and the votes put spoiled labels right', () => {
    const sizes = [60, 60, 60];
    const vectors = groupedVectors(sizes, 0.1);
    const truth = groupsOf(sizes);
    const spoiled = truth.map((label, i) => (i % 6 === 0 ? (label + 1) % 3 : label));
    expect([
      ...refineTopics(
        { vectors, graph: graphOf(exactLists(vectors)), products: productsOf(vectors, seededRandom(1)) },
        { labels: spoiled, count: 3 },
      ),
    ]).toEqual([...truth]);
  });

  it('survives papers all alike', () => {
    const vectors = groupedVectors([10], 0);
    const out = new Float64Array(2);
    const fit = fitDiscriminant(
      vectors,
      Int32Array.from({ length: 10 }, (_, i) => i % 2),
      2,
      productsOf(vectors, seededRandom(1)),
    );
    logProbabilities(fit, vectors, 0, new Float64Array(vectors.dimensions), out);
    expect([...out].every(Number.isFinite)).toBe(true);
  });
});

describe('areas', () => {
  // On a line: 0 and 1 near, 2 and 3 near, 4 alone.
  const centers = Float32Array.of(0, 1, 10, 11, 20);

  it('join the nearest first and number the largest first', () => {
    expect([...joinTopics(centers, [1, 1, 5, 5, 3], 3)]).toEqual([2, 2, 0, 0, 1]);
    expect([...joinTopics(centers, [1, 1, 5, 5, 3], 1)]).toEqual([0, 0, 0, 0, 0]);
    expect([...joinTopics(centers, [5, 4, 3, 2, 1], 5)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('join the pair of groups whose scatter grows least, at every step', () => {
    const someTopics = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 2,
      maxLength: 7,
    });
    const scatter = (topics: readonly (readonly [number, number])[]): number => {
      const size = topics.reduce((sum, [, n]) => sum + n, 0);
      const mean = topics.reduce((sum, [x, n]) => sum + n * x, 0) / size;
      return topics.reduce((sum, [x, n]) => sum + n * (x - mean) ** 2, 0);
    };
    fc.assert(
      fc.property(someTopics, (topics) => {
        const total = (areas: Int32Array): number =>
          [...new Set(areas)].reduce(
            (sum, area) => sum + scatter(topics.filter((_, t) => areas[t] === area)),
            0,
          );
        const wanted = (n: number): Int32Array =>
          joinTopics(
            Float32Array.from(topics, ([x]) => x),
            topics.map(([, n]) => n),
            n,
          );
        for (let n = topics.length; n > 1; n--) {
          const now = wanted(n);
          const choices = [...new Set(now)].flatMap((a) =>
            [...new Set(now)]
              .filter((b) => b > a)
              .map((b) => total(now.map((area) => (area === b ? a : area)))),
          );
          expect(total(wanted(n - 1))).toBeCloseTo(Math.min(...choices), 4);
        }
      }),
    );
  });
});

describe('topic numbers', () => {
  it('run from the largest topic, ties by the first paper', () => {
    const { labels, count, sizes } = renumberTopics(Int32Array.of(7, 3, 3, 9, 7, 3));
    expect([...labels]).toEqual([1, 0, 0, 2, 1, 0]);
    expect(count).toBe(3);
    expect([...sizes]).toEqual([3, 2, 1]);
  });
});

describe('twins', () => {
  it('are those given and those with the same vector, also through one another', () => {
    const vectors = groupedVectors([6], 0.4);
    vectors.data.set(vectors.data.subarray(0, 16), 2 * 16);
    const groups = mustLinkGroups(vectors, exactLists(vectors), Int32Array.of(-1, -1, 4, 4, -1, -1));
    expect([...groups]).toEqual([0, 1, 0, 0, 4, 5]);
  });

  it('take the topic that most of them have', () => {
    expect([...joinLinked(Int32Array.of(1, 1, 0, 2), Int32Array.of(0, 0, 0, 3), 3)]).toEqual([1, 1, 1, 2]);
  });
});

describe('stability', () => {
  it('is near 1 for far groups and low for a group cut in halves at random', () => {
    const sizes = [60, 60, 60];
    const { layout, vectors } = inputOf(groupedVectors(sizes, 0.05));
    const far = topicStability(layout, vectors, renumberTopics(groupsOf(sizes)), seededRandom(1));
    expect(far.every((s) => s > 0.95)).toBe(true);
    const cut = renumberTopics(groupsOf(sizes).map((label, i) => (label === 0 ? (i % 2) * 3 : label)));
    const stability = topicStability(layout, vectors, cut, seededRandom(1));
    expect(Math.min(...stability)).toBeLessThan(0.6);
  });
});
