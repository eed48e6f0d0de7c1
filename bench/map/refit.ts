/**
 * Does a refit stay the same map? `npm run build && npx tsx bench/map/refit.ts [--splits 5] [--vectors FILE]`.
 *
 * Several times a random tenth of arXiv-20 is held back: a map of the rest, then with the tenth added, made anew beside
 * the standing one. Each split has a seed of its own. Ids are matched and places turned as `fieldmap map --refit` does.
 * v-measures are against the 20 categories, every paper counted: of the refit, and of topics found as if nothing stood.
 * With `--vectors FILE` (one row of little-endian numbers a line of the corpus) no library is made.
 *
 * Wanted: at least 95 % of the topic ids kept, Procrustes distance of the shared points at most 0.1.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { cluster } from '../../src/cluster/cluster.js';
import { allNeighbors, buildIndex } from '../../src/neighbors/index.js';
import { alignTo, fuzzyGraph, pcaStart, umap } from '../../src/projection/index.js';
import { seededRandom, shuffle } from '../../src/math/random.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { centroids } from '../../src/math/centroids.js';
import { matchTopics } from '../../src/topics/match-topics.js';
import type { Matrix } from '../../src/types.js';
import { benchLibrary, corpusFile } from '../libraries.js';
import { vMeasure } from './metrics.js';

const DIMENSIONS = 5;
const { values } = parseArgs({
  options: { splits: { type: 'string', default: '5' }, vectors: { type: 'string' } },
});

async function vectorsOf(): Promise<Matrix> {
  if (values.vectors !== undefined) {
    const bytes = readFileSync(values.vectors);
    const data = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    return { data, rows: data.length / 384, dimensions: 384 };
  }
  const store = await openSqliteStore(await benchLibrary('arxiv-20'), { mode: 'read' });
  const { matrix } = await store.allDocumentVectors();
  await store.close();
  return matrix;
}

function rowsOf({ data, dimensions }: Matrix, rows: Int32Array): Matrix {
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((from, to) =>
    picked.set(data.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions),
  );
  return { data: picked, rows: rows.length, dimensions };
}

async function prepared(vectors: Matrix, seed: number) {
  const keys = Int32Array.from({ length: vectors.rows }, (_, i) => i + 1);
  const lists = await allNeighbors(await buildIndex('usearch', keys, vectors), { keys, matrix: vectors }, 15);
  const graph = fuzzyGraph(lists);
  const start = pcaStart(vectors, DIMENSIONS, seed);
  const data = umap(graph, {
    dimensions: DIMENSIONS,
    seed,
    minDist: 0,
    groups: true,
    negativeSamples: 3,
    start,
  });
  const places = umap(graph, { dimensions: 2, seed, start: pcaStart(vectors, 2, seed) });
  return { input: { vectors, lists, graph, layout: { data, dimensions: DIMENSIONS } }, places };
}

const all = await vectorsOf();
const categories = gunzipSync(readFileSync(corpusFile('arxiv-20')))
  .toString()
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { labels: string[] }).labels[0]!);
const truthOf = new Map([...new Set(categories)].map((label, i) => [label, i]));
const kept: number[] = [];
console.log('split  topics before, after  ids kept %  Procrustes  v-measure  as if nothing stood');
for (let split = 1; split <= Number(values.splits); split++) {
  const order = shuffle(
    Int32Array.from({ length: all.rows }, (_, i) => i),
    seededRandom(1000 + split),
  );
  const old = order.slice(0, Math.round(all.rows / 1.1)).sort();
  const rows = Int32Array.from([...old, ...order.slice(old.length).sort()]);
  const before = await prepared(rowsOf(all, old), split);
  const stood = cluster(before.input, { seed: split });
  const after = await prepared(rowsOf(all, rows), split);
  const onlyOld = (topics: Int32Array): Int32Array => Int32Array.from(rows, (_, i) => topics[i] ?? -1);
  const refit = cluster({ ...after.input, standing: onlyOld(stood.nearest) }, { seed: split });
  const fresh = cluster(after.input, { seed: split });
  const { vectors } = after.input;
  const ids = Array.from({ length: stood.count }, (_, t) => `t${t + 1}`);
  const assignment = onlyOld(stood.assignment);
  const now = matchTopics(
    { ids, assignment, centres: centroids(vectors, assignment, stood.count) },
    { assignment: refit.assignment, centres: centroids(vectors, refit.assignment, refit.count) },
    Array.from(rows, String),
    { prefix: 't', next: stood.count + 1 },
  );
  const shared = old.map((_, i) => i);
  const { distance } = alignTo(after.places, before.places, { newRows: shared, oldRows: shared });
  const truth = Array.from(rows, (i) => truthOf.get(categories[i]!)!);
  kept.push((100 * now.ids.filter((id) => ids.includes(id)).length) / stood.count);
  console.log(
    `${String(split).padStart(5)}  ${`${stood.count}, ${refit.count}`.padStart(21)}  ${kept.at(-1)!.toFixed(1).padStart(10)}  ${distance
      .toFixed(3)
      .padStart(
        10,
      )}  ${vMeasure(truth, refit.nearest).toFixed(4).padStart(9)}  ${vMeasure(truth, fresh.nearest).toFixed(4)}`,
  );
}
console.log(
  `\nids kept: mean ${(kept.reduce((sum, share) => sum + share, 0) / kept.length).toFixed(1)} %, worst ${Math.min(...kept).toFixed(1)} %; wanted 95 %.`,
);
