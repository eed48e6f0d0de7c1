/**
 * A whole `fieldmap map`, in a process of its own: `npm run build && npx tsx bench/map/whole.ts [--rounds 3]
 * [--only arxiv-20,acl-anthology,arxiv-100k] [--threads 2] [--vectors DIR]`.
 *
 * Time by the clock and by the processor, and peak memory, of making the first map of an embedded library and writing
 * its files. The median of the rounds counts. Libraries are made on the first run and kept under out/bench/ (arxiv-100k:
 * a quarter of an hour). With `--vectors DIR` they are made from vectors that are there already (NAME.f32: one row of
 * little-endian numbers a line of the corpus), in a minute.
 *
 * Wanted: 10,000 papers in 12 s, 58,919 in 70 s and 1.2 GB, 100,000 in 2.2 times the time of 58,919.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { resolveModel } from '../../src/embed/resolve-model.js';
import type { Embedder } from '../../src/embed/embedder.js';
import type * as Package from '../../src/index.js';
import { benchLibrary, corpusFile, DIST, median } from '../libraries.js';

const WANTED: Record<string, string> = {
  'arxiv-20': '12 s',
  'acl-anthology': '70 s, 1.2 GB',
  'arxiv-100k': '2.2 × acl-anthology',
};
const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(WANTED).join(',') },
    threads: { type: 'string' },
    vectors: { type: 'string' },
  },
});

/** Gives the rows of a file in place of what a model would say; papers get no sentences, which a map does not read. */
function ready(file: string): Embedder {
  const bytes = readFileSync(file);
  const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const model = resolveModel('all-MiniLM-L6-v2').info;
  const none = { scales: new Float32Array(0), values: new Int8Array(0), spans: new Uint32Array(0) };
  return {
    model,
    embedPapers: async (papers, options) => {
      for (const { key } of papers) {
        const document = all.slice((key - 1) * model.dimensions, key * model.dimensions);
        options.onBatch([{ key, vectors: { document, truncated: false, sentences: none } }]);
        if (key % 64 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    embedQuery: () => Promise.reject(new Error('no model here')),
    close: () => Promise.resolve(),
  };
}

async function libraryOf(name: string): Promise<string> {
  const file = values.vectors === undefined ? null : join(values.vectors, `${name}.f32`);
  if (file === null || !existsSync(file)) return benchLibrary(name);
  const dir = join(root, 'out', 'bench', `${name}-given`);
  if (existsSync(dir)) return dir;
  const { openLibrary } = (await import(`../${DIST}/index.js`)) as typeof Package;
  const library = await openLibrary({ dir, embedder: ready(file), onNotice: console.error });
  await library.add([{ name: `${name}.jsonl.gz`, path: corpusFile(name) }]);
  await library.close();
  return dir;
}

interface Run {
  readonly wall: number;
  readonly processor: number;
  readonly gigabytes: number;
  readonly said: string;
}

/** The child tells its own resources on its way out. */
const TELL =
  'import { writeSync } from "node:fs"; process.on("exit", () => { const used = process.resourceUsage(); ' +
  'writeSync(2, `\\nUSED ${(used.userCPUTime + used.systemCPUTime) / 1e6} ${used.maxRSS * 1024 / 1e9}\\n`); });';

async function once(dir: string): Promise<Run> {
  const copy = mkdtempSync(join(root, 'out', 'bench', 'run-'));
  try {
    cpSync(dir, join(copy, 'library'), { recursive: true });
    const start = performance.now();
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(TELL)}`,
        join(root, 'dist', 'cli', 'bin.js'),
        'map',
        '--library',
        join(copy, 'library'),
        '--out',
        join(copy, 'files'),
      ],
      {
        maxBuffer: 2 ** 26,
        env: { ...process.env, ...(values.threads !== undefined && { FIELDMAP_THREADS: values.threads }) },
      },
    );
    const wall = (performance.now() - start) / 1000;
    const [, processor, gigabytes] = /USED (\S+) (\S+)/.exec(stderr)!;
    return { wall, processor: Number(processor), gigabytes: Number(gigabytes), said: stdout.split('\n')[0]! };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

console.log('corpus         clock s  processor s  peak GB  wanted');
for (const name of values.only.split(',')) {
  corpusFile(name);
  const dir = await libraryOf(name);
  const runs: Run[] = [];
  for (let round = 0; round < Number(values.rounds); round++) runs.push(await once(dir));
  const middle = (pick: (run: Run) => number): string => median(runs.map(pick)).toFixed(2).padStart(7);
  console.log(
    `${name.padEnd(14)} ${middle((r) => r.wall)}  ${middle((r) => r.processor).padStart(11)}  ${middle((r) => r.gigabytes)}  ${WANTED[name]}`,
  );
  console.log(`               ${runs[0]!.said}`);
}
