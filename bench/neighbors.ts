/**
 * The neighbour engines on the vectors of a library: build, recall against exact, all neighbours, file, cold load.
 * `npx tsx bench/neighbors.ts LIBRARY|FILE.f32 [--questions FILE.f32] [--engines usearch,hnswlib]`
 * A FILE.f32 holds rows of 384 numbers of unit length. Questions are vectors from outside, which are harder to place.
 * Wanted: usearch with recall@10 >= 0.99; the ratio to hnswlib-node, the library it is chosen over, is printed.
 * Processor time stands beside the wall clock: it is what counts on a busy machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { row } from '../src/math/matrix.js';
import {
  allNeighbors,
  buildIndex,
  exactNeighbors,
  loadIndex,
  type Engine,
  type NeighborIndex,
} from '../src/neighbors/index.js';
import { seededRandom } from '../src/math/random.js';
import { openSqliteStore } from '../src/store/sqlite.js';
import type { Matrix } from '../src/types.js';

const QUERIES = 300;
const K = 15;

interface Timed<T> {
  readonly result: T;
  readonly wall: number;
  readonly cpu: number;
}

/** Seconds. */
async function timed<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  const [wall, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { result, wall: (performance.now() - wall) / 1e3, cpu: (user + system) / 1e6 };
}

async function vectorsOf(source: string): Promise<{ keys: Int32Array; matrix: Matrix }> {
  if (!source.endsWith('.f32')) {
    const store = await openSqliteStore(source, { mode: 'read' });
    return store.allDocumentVectors();
  }
  const matrix = matrixOf(source);
  return { keys: Int32Array.from({ length: matrix.rows }, (_, i) => i + 1), matrix };
}

function matrixOf(file: string): Matrix {
  const bytes = readFileSync(file);
  const data = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return { data, rows: data.length / 384, dimensions: 384 };
}

interface Truth {
  readonly queries: Float32Array[];
  /** The 10 true nearest of each. */
  readonly keys: Set<number>[];
  readonly milliseconds: number;
}

function truthOf(keys: Int32Array, matrix: Matrix, queries: Float32Array[]): Truth {
  const start = performance.now();
  const found = queries.map(
    (query) => new Set([...exactNeighbors(matrix, query, 10).rows].map((other) => keys[other]!)),
  );
  return { queries, keys: found, milliseconds: (performance.now() - start) / queries.length };
}

function recallOf(truth: Truth, keysFor: (query: Float32Array) => Int32Array): number {
  let found = 0;
  truth.queries.forEach((query, i) => {
    for (const key of keysFor(query)) if (truth.keys[i]!.has(key)) found++;
  });
  return found / (10 * truth.queries.length);
}

/** Milliseconds and megabytes of loading and one search in a process of its own. */
function coldLoad(engine: string, path: string): { milliseconds: number; megabytes: number } {
  const child = spawnSync(process.execPath, [
    ...process.execArgv,
    fileURLToPath(import.meta.url),
    '--load',
    path,
    '--engines',
    engine,
  ]);
  return JSON.parse(child.stdout.toString()) as { milliseconds: number; megabytes: number };
}

function loadAndTell(engine: Engine, path: string): void {
  const [start, before] = [performance.now(), process.memoryUsage.rss()];
  const index = loadIndex(engine, path, {}) as NeighborIndex;
  index.search(new Float32Array(index.dimensions).fill(index.dimensions ** -0.5), 100);
  const [milliseconds, megabytes] = [performance.now() - start, (process.memoryUsage.rss() - before) / 1e6];
  console.log(JSON.stringify({ milliseconds, megabytes }));
}

async function measure(
  engine: Engine,
  keys: Int32Array,
  matrix: Matrix,
  own: Truth,
  asked: Truth,
  path: string,
): Promise<Record<string, number>> {
  const built = await timed(() => buildIndex(engine, keys, matrix));
  built.result.save(path, {});
  const index = built.result;
  const searched = await timed(() => recallOf(own, (query) => index.search(query, 10).keys));
  const { dimensions } = matrix;
  // As the map does it: from the file, on two threads.
  const loaded = loadIndex(engine, path, {}) as NeighborIndex;
  const all = await timed(() => allNeighbors(loaded, { keys, matrix }, K, { threads: 2 }));
  const cold = coldLoad(engine, path);
  return {
    'build s': built.wall,
    'build cpu s': built.cpu,
    'recall@10': searched.result,
    'search cpu ms': (searched.cpu * 1e3) / own.queries.length,
    'of questions': recallOf(asked, (query) => index.search(query, 10).keys),
    'of searchMany': recallOf(own, (query) => index.searchMany({ data: query, rows: 1, dimensions }, 10)),
    'all 15-NN s': all.wall,
    'all 15-NN cpu s': all.cpu,
    'file MB': statSync(path).size / 1e6,
    'cold load ms': cold.milliseconds,
    'cold load MB': cold.megabytes,
  };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engines: { type: 'string', default: 'usearch,hnswlib' },
      load: { type: 'string' },
      questions: { type: 'string' },
    },
  });
  if (values.load !== undefined) return loadAndTell(values.engines as Engine, values.load);
  const source = positionals[0] ?? 'library';
  if (!existsSync(source))
    return console.log(`${source} is absent: give a library folder or a file of vectors. Nothing measured.`);
  const { keys, matrix } = await vectorsOf(source);
  const random = seededRandom(42);
  const own = truthOf(
    keys,
    matrix,
    Array.from({ length: Math.min(QUERIES, matrix.rows) }, () => row(matrix, random.below(matrix.rows))),
  );
  const questions = values.questions === undefined ? null : matrixOf(values.questions);
  const asked = truthOf(
    keys,
    matrix,
    Array.from({ length: questions?.rows ?? 0 }, (_, i) => row(questions!, i)),
  );
  console.log(
    `${matrix.rows} vectors of ${matrix.dimensions}; exact search ${own.milliseconds.toFixed(1)} ms; node ${process.version}`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
  const table: Record<string, Record<string, number>> = {};
  try {
    for (const engine of values.engines.split(',') as Engine[]) {
      table[engine] = await measure(engine, keys, matrix, own, asked, join(folder, engine));
    }
    const { usearch, hnswlib } = table;
    if (usearch && hnswlib) {
      table['hnswlib / usearch'] = Object.fromEntries(
        Object.keys(usearch).map((name) => [name, hnswlib[name]! / usearch[name]!]),
      );
    }
    console.table(
      Object.fromEntries(
        Object.entries(table).map(([name, figures]) => [
          name,
          Object.fromEntries(Object.entries(figures).map(([what, value]) => [what, +value.toFixed(3)])),
        ]),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main();
