/**
 * Topics against known labels: `npx tsx bench/map/clusters.ts [--seeds 5]` after `npm run build`.
 *
 * arXiv-20 (20 categories of 500), and sub-samples of arXiv-100k: the first 10,000, and sets of 5, 10, 20 and 40
 * categories drawn by a fixed seed. Vectors come from libraries that are made on the first run and kept under
 * out/bench/ (arXiv-100k takes a quarter of an hour; `--only arxiv-20` leaves it out). Every paper counts: those that
 * belong nowhere with their nearest topic.
 *
 * Wanted on arXiv-20 without a number of topics: v-measure >= 0.73, ARI >= 0.61, 15 to 30 topics, at most 15 %
 * unplaced, v-measures of 5 seeds within 0.01; with 20 topics v-measure >= 0.74.
 */
import { parseArgs } from 'node:util';
import { cluster } from '../../src/cluster/cluster.js';
import type { ClusterInput } from '../../src/cluster/types.js';
import { allNeighbors, buildIndex } from '../../src/neighbors/index.js';
import { fuzzyGraph, pcaStart, umap } from '../../src/projection/index.js';
import { seededRandom, shuffle } from '../../src/math/random.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { Matrix } from '../../src/types.js';
import { benchLibrary } from '../libraries.js';
import { adjustedRand, vMeasure } from './metrics.js';

interface Labelled {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
}

async function labelled(name: string): Promise<Labelled> {
  const store = await openSqliteStore(await benchLibrary(name), { mode: 'read' });
  const { keys, matrix } = await store.allDocumentVectors();
  const labelOf = new Map<number, string>();
  for await (const { key, paper } of store.scan()) labelOf.set(key, paper.labels[0] ?? '');
  await store.close();
  return { vectors: matrix, labels: Array.from(keys, (key) => labelOf.get(key)!) };
}

function rowsOf({ vectors, labels }: Labelled, rows: readonly number[]): Labelled {
  const { data, dimensions } = vectors;
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((from, to) =>
    picked.set(data.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions),
  );
  return { vectors: { data: picked, rows: rows.length, dimensions }, labels: rows.map((i) => labels[i]!) };
}

/** `count` categories with at least `papers` papers, so many of each. */
function someCategories(set: Labelled, count: number, papers: number, seed: number): Labelled {
  const random = seededRandom(seed);
  const byLabel = new Map<string, number[]>();
  set.labels.forEach((label, i) => byLabel.set(label, [...(byLabel.get(label) ?? []), i]));
  const large = [...byLabel].filter(([, rows]) => rows.length >= papers).sort(([a], [b]) => (a < b ? -1 : 1));
  return rowsOf(
    set,
    shuffle(large, random)
      .slice(0, count)
      .flatMap(([, rows]) => shuffle(rows, random).slice(0, papers)),
  );
}

async function measure(
  name: string,
  { vectors, labels }: Labelled,
  seeds: number,
  topics?: number,
): Promise<void> {
  const keys = Int32Array.from({ length: vectors.rows }, (_, i) => i + 1);
  const lists = await allNeighbors(await buildIndex('usearch', keys, vectors), { keys, matrix: vectors }, 15);
  const graph = fuzzyGraph(lists);
  const known = new Map([...new Set(labels)].map((label, i) => [label, i]));
  const truth = labels.map((label) => known.get(label)!);
  const runs = Array.from({ length: seeds }, (_, i) => {
    const seed = i + 1;
    const laying = performance.now();
    const data = umap(graph, {
      dimensions: 5,
      seed,
      minDist: 0,
      groups: true,
      negativeSamples: 3,
      start: pcaStart(vectors, 5, seed),
    });
    const clustering = performance.now();
    return {
      ...once({ vectors, lists, graph, layout: { data, dimensions: 5 } }, truth, seed, topics),
      layout: clustering - laying,
    };
  });
  const list = (pick: (run: (typeof runs)[number]) => number, digits: number): string => {
    const values = runs.map(pick);
    const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
    return `${mean.toFixed(digits)} ±${((Math.max(...values) - Math.min(...values)) / 2).toFixed(digits)}`.padEnd(
      16,
    );
  };
  console.log(
    `${name.padEnd(22)} ${String(vectors.rows).padStart(6)} ${String(known.size).padStart(6)}  ` +
      list((r) => r.count, 0) +
      list((r) => r.v, 4) +
      list((r) => r.rand, 3) +
      list((r) => 100 * r.unplaced, 1) +
      list((r) => r.layout / 1000, 1) +
      list((r) => r.cluster / 1000, 1),
  );
  const steps = runs[0]!.steps.map(([step, ms]) => `${step} ${(ms / 1000).toFixed(1)}`).join(', ');
  console.log(`${' '.repeat(22)} seconds by step, seed 1: ${steps}`);
}

const STEP_NAMES = ['count', 'start', 'settle', 'refine', 'refine', 'refine'];

function once(input: ClusterInput, truth: readonly number[], seed: number, topics?: number) {
  const start = performance.now();
  const steps: [string, number][] = [];
  let last = start;
  const found = cluster(input, {
    seed,
    ...(topics !== undefined && { topics }),
    onProgress: () => {
      const now = performance.now();
      steps.push([STEP_NAMES[steps.length]!, now - last]);
      last = now;
    },
  });
  const end = performance.now();
  steps.push(['strength, stability, areas', end - last]);
  return {
    count: found.count,
    v: vMeasure(truth, found.nearest),
    rand: adjustedRand(truth, found.nearest),
    unplaced: found.assignment.filter((t) => t < 0).length / truth.length,
    cluster: end - start,
    steps,
  };
}

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const seeds = Number(values.seeds);
console.log('Mean and half the range over the seeds.\n');
console.log(
  'set                    papers labels  topics          v-measure       ARI             unplaced %      ' +
    'layout s        clusters s',
);
if (values.only !== 'arxiv-100k') {
  const set = await labelled('arxiv-20');
  await measure('arxiv-20', set, seeds);
  await measure('arxiv-20, 20 topics', set, seeds, 20);
}
if (values.only !== 'arxiv-20') {
  const set = await labelled('arxiv-100k');
  await measure(
    'first 10,000',
    rowsOf(
      set,
      Array.from({ length: 10_000 }, (_, i) => i),
    ),
    seeds,
  );
  for (const [count, papers] of [
    [5, 500],
    [10, 300],
    [20, 500],
    [40, 200],
  ] as const) {
    await measure(`${count} categories`, someCategories(set, count, papers, count), seeds);
  }
}
