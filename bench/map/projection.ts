/**
 * The projection beside umap-learn (seeded, one thread, numba warm) and umap-js, on the same neighbour lists.
 * `npx tsx bench/map/projection.ts LIBRARY|FILE.f32 [--rows 20000,58919] [--umap-js-up-to 20000] [--judged 1500]`
 * (LIBRARY: a folder that `fieldmap add ../shared/corpora/acl-anthology/corpus.jsonl.gz` made; FILE.f32: rows of 384
 * numbers, unit length.) umap-learn needs the virtual environment of bench/peers; without it, it is left out.
 *
 * Wanted: >= 2.5 times faster than umap-learn and, at 20,000, >= 12 times faster than umap-js; trustworthiness@15 not
 * more than 0.003 below umap-learn's, neighbours kept not below; peak memory <= 0.4 of umap-learn's.
 * Timed: graph, start and optimisation, each contender in a process of its own. Ratios are of processor time, which
 * a busy machine changes least; the wall clock stands beside it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { UMAP } from 'umap-js';
import { allNeighbors, buildIndex } from '../../src/neighbors/index.js';
import { fuzzyGraph, neighborsKept, pcaStart, trustworthiness, umap } from '../../src/projection/index.js';
import { seededRandom } from '../../src/math/random.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { Matrix, NeighborLists } from '../../src/types.js';

const K = 15;
const SEED = 42;
const PYTHON = fileURLToPath(new URL('../peers/.venv/bin/python', import.meta.url));
const UMAP_LEARN = fileURLToPath(new URL('../peers/umap_learn.py', import.meta.url));

interface Cost {
  readonly wall: number;
  readonly cpu: number;
  readonly megabytes: number;
}

interface Figures extends Cost {
  readonly trust: number;
  readonly kept: number;
}

/** The file as it lies in memory: no copy. */
function floats(path: string): Float32Array {
  const { buffer, byteOffset, length } = readFileSync(path);
  return new Float32Array(buffer, byteOffset, length / 4);
}

async function vectorsOf(source: string): Promise<Matrix> {
  if (!source.endsWith('.f32'))
    return (await (await openSqliteStore(source, { mode: 'read' })).allDocumentVectors()).matrix;
  const data = floats(source);
  return { data, rows: data.length / 384, dimensions: 384 };
}

function first({ data, dimensions }: Matrix, rows: number): Matrix {
  return { data: data.subarray(0, rows * dimensions), rows, dimensions };
}

function writeCase(folder: string, matrix: Matrix, lists: NeighborLists): void {
  writeFileSync(join(folder, 'vectors.f32'), matrix.data);
  writeFileSync(join(folder, 'indices.i32'), lists.indices);
  writeFileSync(join(folder, 'similarities.f32'), lists.similarities);
  const { rows, dimensions } = matrix;
  writeFileSync(join(folder, 'size.json'), JSON.stringify({ rows, dimensions, k: K, seed: SEED }));
}

function readCase(folder: string): { matrix: Matrix; lists: NeighborLists } {
  const { rows, dimensions } = JSON.parse(readFileSync(join(folder, 'size.json'), 'utf8')) as Matrix;
  const bytes = readFileSync(join(folder, 'indices.i32'));
  const indices = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return {
    matrix: { data: floats(join(folder, 'vectors.f32')), rows, dimensions },
    lists: { rows, k: K, indices, similarities: floats(join(folder, 'similarities.f32')) },
  };
}

/** In a process of its own: projects what `folder` holds and prints what it cost. */
function contend(name: string, folder: string): void {
  const { matrix, lists } = readCase(folder);
  const [wall, before] = [performance.now(), process.cpuUsage()];
  const places = name === 'umap-js' ? byUmapJs(lists) : byFieldmap(matrix, lists);
  const { user, system } = process.cpuUsage(before);
  const cost: Cost = {
    wall: (performance.now() - wall) / 1e3,
    cpu: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  writeFileSync(join(folder, `places.${name}.f32`), places);
  console.log(JSON.stringify(cost));
}

function byFieldmap(matrix: Matrix, lists: NeighborLists): Float32Array {
  return umap(fuzzyGraph(lists), { dimensions: 2, seed: SEED, start: pcaStart(matrix, 2, SEED) });
}

function byUmapJs(lists: NeighborLists): Float32Array {
  const random = seededRandom(SEED);
  const rows = Array.from({ length: lists.rows }, (_, i) => i);
  const model = new UMAP({ nNeighbors: K + 1, random: () => random.float() });
  model.setPrecomputedKNN(
    rows.map((i) => [i, ...lists.indices.subarray(i * K, (i + 1) * K)]),
    rows.map((i) => [
      0,
      ...Array.from(lists.similarities.subarray(i * K, (i + 1) * K), (s) => Math.max(0, 1 - s)),
    ]),
  );
  return Float32Array.from(model.fit(rows.map((i) => [i])).flat());
}

function run(name: string, folder: string, judged: number): Figures {
  const [command, ...args] =
    name === 'umap-learn'
      ? [PYTHON, UMAP_LEARN, folder]
      : [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url), '--contend', name, folder];
  const child = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr}`);
  const cost = JSON.parse(child.stdout.trim().split('\n').at(-1)!) as Cost;
  const { matrix, lists } = readCase(folder);
  const places = floats(join(folder, `places.${name}.f32`));
  const { trustworthiness: trust } = trustworthiness(matrix, places, K, { sample: judged, seed: 1 });
  return { ...cost, trust, kept: neighborsKept(lists, places, K).mean };
}

function report(rows: number, figures: Record<string, Figures>): void {
  console.log(`\n${rows} papers, ${K} neighbours each, 2 dimensions`);
  console.table(
    Object.fromEntries(
      Object.entries(figures).map(([name, { wall, cpu, megabytes, trust, kept }]) => [
        name,
        {
          'wall s': wall.toFixed(2),
          'processor s': cpu.toFixed(2),
          'peak MB': megabytes.toFixed(0),
          [`trustworthiness@${K}`]: trust.toFixed(4),
          'neighbours kept': kept.toFixed(4),
        },
      ]),
    ),
  );
  const { fieldmap: ours, 'umap-learn': learn, 'umap-js': js } = figures;
  if (ours && learn) {
    console.log(
      `umap-learn / fieldmap: time ${(learn.cpu / ours.cpu).toFixed(1)} (wanted >= 2.5); ` +
        `memory ours ${(ours.megabytes / learn.megabytes).toFixed(2)} of theirs (wanted <= 0.4); ` +
        `trustworthiness ${signed(ours.trust - learn.trust)} (wanted >= -0.003); ` +
        `neighbours kept ${signed(ours.kept - learn.kept)} (wanted >= 0)`,
    );
  }
  if (ours && js)
    console.log(`umap-js / fieldmap: time ${(js.cpu / ours.cpu).toFixed(1)} (wanted >= 12 at 20,000)`);
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(4)}`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '20000,58919' },
      'umap-js-up-to': { type: 'string', default: '20000' },
      judged: { type: 'string', default: '1500' },
      contend: { type: 'string' },
    },
  });
  const source = positionals[0] ?? 'library';
  if (values.contend !== undefined) return contend(values.contend, source);
  if (!existsSync(source))
    return console.log(`${source} is absent: give a library folder or a file of vectors. Nothing measured.`);
  const peer = existsSync(PYTHON);
  if (!peer) console.log('umap-learn is absent (see bench/peers/README.md): measured without it.');
  const all = await vectorsOf(source);
  for (const wanted of values.rows.split(',').map(Number)) {
    const matrix = first(all, Math.min(wanted, all.rows));
    const keys = Int32Array.from({ length: matrix.rows }, (_, i) => i + 1);
    const lists = await allNeighbors(await buildIndex('usearch', keys, matrix), { keys, matrix }, K, {
      threads: 2,
    });
    const folder = mkdtempSync(join(tmpdir(), 'fieldmap-projection-'));
    try {
      writeCase(folder, matrix, lists);
      const names = [
        'fieldmap',
        ...(peer ? ['umap-learn'] : []),
        ...(matrix.rows <= Number(values['umap-js-up-to']) ? ['umap-js'] : []),
      ];
      report(
        matrix.rows,
        Object.fromEntries(names.map((name) => [name, run(name, folder, Number(values.judged))])),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

await main();
