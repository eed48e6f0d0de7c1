import { UMAP } from 'umap-js';
import { describe, expect, it } from 'vitest';
import { FieldmapError } from '../../src/errors.js';
import { fitCurve, gradientTables } from '../../src/projection/curve.js';
import { fuzzyGraph } from '../../src/projection/fuzzy-graph.js';
import { neighborsKept } from '../../src/projection/neighbors-kept.js';
import { moveRows } from '../../src/projection/optimise.js';
import { pcaStart } from '../../src/projection/pca-start.js';
import { trustworthiness } from '../../src/projection/trustworthiness.js';
import { umap, umapInTurns, type UmapOptions } from '../../src/projection/umap.js';
import { seededRandom } from '../../src/math/random.js';
import type { Matrix, Progress } from '../../src/types.js';
import { bundles, copies, exactLists, meanDistance } from './points.js';

function project(matrix: Matrix, k: number, options: Partial<UmapOptions> = {}): Float32Array {
  const dimensions = options.dimensions ?? 2;
  const start = pcaStart(matrix, dimensions, 42);
  return umap(fuzzyGraph(exactLists(matrix, k)), { dimensions, seed: 42, start, ...options });
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const finite = (places: Float32Array): boolean => places.every(Number.isFinite);

describe('umap, misused', () => {
  const graph = fuzzyGraph(exactLists(copies(4), 2));
  const good: UmapOptions = { dimensions: 2, seed: 1, start: new Float32Array(8) };

  it('refuses a start of the wrong size', () => {
    expect(() => umap(graph, { ...good, start: new Float32Array(7) })).toThrow(
      'A start for 4 papers in 2 dimensions needs 8 numbers, not 7.',
    );
  });

  it('refuses a start that is not all numbers', () => {
    expect(() => umap(graph, { ...good, start: new Float32Array(8).fill(NaN) })).toThrow(
      'The start of a projection holds a value that is no number, at paper 0.',
    );
  });

  it.each([
    [{ dimensions: 0 }, 'The dimensions of a projection must be a whole number from 1 on, not 0.'],
    [{ epochs: 1.5 }, 'The epochs of a projection must be a whole number from 0 on, not 1.5.'],
    [{ minDist: -1 }, 'minDist must be from 0 to spread (1), not -1.'],
    [{ minDist: 2 }, 'minDist must be from 0 to spread (1), not 2.'],
    [{ spread: 0 }, 'spread must be above 0, not 0.'],
    [{ negativeSamples: NaN }, 'negativeSamples must be 0 or more, not NaN.'],
  ])('refuses %o', (wrong, message) => {
    expect(() => umap(graph, { ...good, ...wrong })).toThrow(FieldmapError);
    expect(() => umap(graph, { ...good, ...wrong })).toThrow(message);
  });
});

describe('umap', () => {
  const matrix = bundles(5, 40, 16, 11, 0.6);

  it.each([{}, { dimensions: 3 }, { dimensions: 5, groups: true }])(
    'repeats to the byte with %o',
    (options) => {
      const places = project(matrix, 10, { epochs: 60, ...options });
      expect(places).toEqual(project(matrix, 10, { epochs: 60, ...options }));
      expect(places).not.toEqual(project(matrix, 10, { epochs: 60, ...options, seed: 43 }));
      expect(finite(places)).toBe(true);
    },
  );

  it('is as true as umap-js', () => {
    const lists = exactLists(matrix, 15);
    const random = seededRandom(3);
    const rows = range(0, matrix.rows);
    const theirs = new UMAP({ nNeighbors: 16, nEpochs: 300, random: () => random.float() });
    theirs.setPrecomputedKNN(
      rows.map((i) => [i, ...lists.indices.subarray(i * 15, (i + 1) * 15)]),
      rows.map((i) => [0, ...Array.from(lists.similarities.subarray(i * 15, (i + 1) * 15), (s) => 1 - s)]),
    );
    const peer = Float32Array.from(theirs.fit(rows.map((i) => [i])).flat());
    const ours = project(matrix, 15, { epochs: 300 });
    const trust = (places: Float32Array): number => trustworthiness(matrix, places, 15).trustworthiness;
    expect(trust(ours)).toBeGreaterThan(trust(peer) - 0.01);
    expect(neighborsKept(lists, ours, 15).mean).toBeGreaterThan(neighborsKept(lists, peer, 15).mean - 0.02);
  });

  it('keeps bundles together and apart from one another', () => {
    const places = project(matrix, 10);
    const within = meanDistance(places, range(0, 40), range(0, 40));
    for (const other of [1, 2, 3, 4]) {
      expect(meanDistance(places, range(0, 40), range(40 * other, 40 * other + 40))).toBeGreaterThan(
        2 * within,
      );
    }
  });

  it('gives one result however the rows are divided', () => {
    const graph = fuzzyGraph(exactLists(matrix, 10));
    const start = pcaStart(matrix, 2, 1);
    const layout = {
      graph,
      tables: gradientTables(fitCurve(0.1, 1)),
      dimensions: 2,
      seed: 5,
      epochs: 10,
      negativeSamples: 5,
      bothEnds: false,
    };
    const whole = new Float32Array(start.length);
    const parts = new Float32Array(start.length);
    moveRows(layout, 3, 0, 200, start, whole);
    for (const [first, last] of [
      [120, 200],
      [0, 7],
      [7, 120],
    ] as const)
      moveRows(layout, 3, first, last, start, parts);
    expect(parts).toEqual(whole);
  });

  it('does not let two groups that no edge joins fly apart', () => {
    const far = bundles(2, 60, 16, 2, 0.1);
    const places = project(far, 10);
    expect(meanDistance(places, range(0, 60), range(60, 120))).toBeLessThan(
      8 * meanDistance(places, range(0, 60), range(0, 60)),
    );
  });

  it('parts papers that are all alike', () => {
    for (const places of [
      project(copies(50), 10),
      project(copies(50), 10, { dimensions: 5, groups: true }),
    ]) {
      expect(finite(places)).toBe(true);
      const dimensions = places.length / 50;
      expect(
        new Set(range(0, 50).map((i) => places.subarray(i * dimensions, (i + 1) * dimensions).join())).size,
      ).toBe(50);
      expect(Math.max(...places.map(Math.abs))).toBeLessThan(100);
    }
  });

  it.each([0, 1, 2, 3, 10])('places %i papers, with fewer of them than neighbours asked for', (rows) => {
    for (const set of [copies(rows), bundles(1, rows, 4, 1)]) {
      const places = project(set, 15);
      expect(places.length).toBe(2 * rows);
      expect(finite(places)).toBe(true);
      expect(Math.max(0, ...places.map(Math.abs))).toBeLessThan(100);
    }
  });

  it('does not change the start, and returns it, but for noise, after no epoch', () => {
    const start = pcaStart(matrix, 2, 1);
    const kept = start.slice();
    const places = project(matrix, 80, { epochs: 0, start });
    expect(start).toEqual(kept);
    places.forEach((value, at) => expect(Math.abs(value - start[at]!)).toBeLessThan(2e-3));
  });

  it('says how far it is, and stops when told to', () => {
    const seen: Progress[] = [];
    project(matrix, 5, { epochs: 20, onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual(range(1, 21).map((done) => ({ step: 'projection', done, total: 20 })));
    const stop = new AbortController();
    const stopped = (): Float32Array =>
      project(matrix, 5, {
        epochs: 20,
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done === 3) stop.abort();
        },
      });
    expect(stopped).toThrow('Stopped while placing papers.');
  });
});

describe('umap in turns', () => {
  const matrix = bundles(3, 30, 8, 4);
  const graph = fuzzyGraph(exactLists(matrix, 8));
  const options = { dimensions: 2, seed: 1, epochs: 30, start: pcaStart(matrix, 2, 1) };

  it('refuses what umap refuses', async () => {
    await expect(umapInTurns(graph, { ...options, spread: -1 })).rejects.toThrow(
      'spread must be above 0, not -1.',
    );
  });

  it('gives the same bytes', async () => {
    expect(await umapInTurns(graph, options)).toEqual(umap(graph, options));
  });

  it('stops for a signal that comes from elsewhere', async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    setImmediate(() => stop.abort());
    const running = umapInTurns(graph, {
      ...options,
      signal: stop.signal,
      onProgress: ({ done }) => seen.push(done),
    });
    await expect(running).rejects.toThrow('Stopped while placing papers.');
    expect(seen.length).toBeLessThan(30);
  });
});

describe('the curve', () => {
  it.each([
    [0.1, 1, 1.577, 0.895],
    [0, 1, 1.932, 0.791],
    [0.5, 1, 0.583, 1.334],
  ])('for minDist %d and spread %d is that of umap-learn', (minDist, spread, a, b) => {
    const curve = fitCurve(minDist, spread);
    expect(curve.a).toBeCloseTo(a, 2);
    expect(curve.b).toBeCloseTo(b, 2);
  });

  it('has tables without a value that is no number', () => {
    const { attraction, repulsion } = gradientTables(fitCurve(0, 1));
    expect(attraction.every((value) => value <= 0 && Number.isFinite(value))).toBe(true);
    expect(repulsion.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  });
});
