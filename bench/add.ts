/**
 * `add` as a whole (read, tokenise, embed, store, index) beside embedding alone, in turns in one run:
 * `npx tsx bench/add.ts`. Demanded: >= 0.9 of embedding alone. `npx tsx bench/add.ts acl-anthology` adds 58,919
 * abstracts in a new process and prints seconds and peak memory (demanded: <= 700 MB); ten minutes on two cores.
 * `npx tsx bench/add.ts again` adds 100,000 papers of arxiv-100k to a library that has them (demanded: <= 8 s, nothing
 * embedded); the vectors are one and the same, made up, since nothing is to be embedded.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type * as Embedding from '../src/embed/embedder.js';
import type * as Resolving from '../src/embed/resolve-model.js';
import type * as Package from '../src/index.js';
import { DIST, corpusFile, median } from './libraries.js';

const ROUNDS = 5;
const PAPERS = 600;

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
if (process.argv[2] === undefined) await besideEmbedding();
else if (process.argv[2] === 'again') await again();
else wholeCorpus(process.argv[2]);
rmSync(folder, { recursive: true, force: true });

async function besideEmbedding(): Promise<void> {
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const { openEmbedder } = (await import(`${DIST}/embed/embedder.js`)) as typeof Embedding;
  const { resolveModel } = (await import(`${DIST}/embed/resolve-model.js`)) as typeof Resolving;
  const lines = gunzipSync(readFileSync(corpusFile('scifact')))
    .toString()
    .split('\n')
    .slice(0, PAPERS);
  const file = join(folder, 'papers.jsonl');
  writeFileSync(file, lines.join('\n'));
  const papers = lines.map((line, i) => ({
    ...(JSON.parse(line) as { title: string; abstract: string }),
    key: i + 1,
  }));
  const embedder = openEmbedder(resolveModel('all-MiniLM-L6-v2'), { threads: 2 });
  await embedder.embedPapers(papers.slice(0, 20), { onBatch: () => {} });
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await seconds(() => embedder.embedPapers(papers, { onBatch: () => {} }));
    const library = await openLibrary({ dir: join(folder, `library-${round}`), embedder, threads: 2 });
    const whole = await seconds(() => library.add([{ name: 'papers.jsonl', path: file }]));
    await library.close();
    ratios.push(alone / whole);
    console.log(
      `embedding alone ${(PAPERS / alone).toFixed(0)}/s, add ${(PAPERS / whole).toFixed(0)}/s, ratio ${(alone / whole).toFixed(3)}`,
    );
  }
  await embedder.close();
  console.log(`median ratio ${median(ratios).toFixed(3)} (demanded: >= 0.9)`);
}

function wholeCorpus(name: string): void {
  const { output, seconds, peak } = addInProcess(corpusFile(name));
  console.log(`${output}\n${seconds.toFixed(0)} s, peak ${peak.toFixed(0)} MB (demanded: <= 700 MB)`);
}

async function again(): Promise<void> {
  const path = corpusFile('arxiv-100k');
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const library = await openLibrary({
    dir: join(folder, 'library'),
    embedder: sameForAll(),
    engine: 'exact',
    onNotice: () => {},
  });
  await library.add([{ name: path, path }]);
  await library.close();
  for (let round = 0; round < 3; round++) {
    const { output, seconds, cpu, peak } = addInProcess(path);
    console.log(
      `${output}\n${seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time, peak ${peak.toFixed(0)} MB (demanded: <= 8 s)`,
    );
  }
}

function sameForAll(): Embedding.Embedder {
  const document = new Float32Array(2).fill(Math.SQRT1_2);
  const sentences = { scales: new Float32Array(0), values: new Int8Array(0), spans: new Uint32Array(0) };
  return {
    model: {
      id: 'made up',
      hash: '0',
      dimensions: 2,
      pooling: 'mean',
      maxTokens: 1,
      queryPrefix: '',
      documentPrefix: '',
      template: '',
    },
    embedQuery: () => Promise.resolve(document),
    embedPapers: (papers, options) => {
      for (const { key } of papers)
        options.onBatch([{ key, vectors: { document, sentences, truncated: false } }]);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

/** Adds a file to the library in a process of its own, as a user would. */
function addInProcess(path: string): { output: string; seconds: number; cpu: number; peak: number } {
  const started = performance.now();
  const child = spawnSync(
    process.execPath,
    [
      '-e',
      `
    process.argv.splice(1, 0, 'fieldmap');
    import(${JSON.stringify(new URL('../dist/cli/bin.js', import.meta.url).href)}).then(() => process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      process.stderr.write('USED ' + (user + system) / 1e6 + ' ' + process.resourceUsage().maxRSS);
    }));
  `,
      'add',
      path,
      '--library',
      join(folder, 'library'),
    ],
    { encoding: 'utf8' },
  );
  const [, cpu, peak] = /USED (\S+) (\d+)/.exec(child.stderr) ?? [];
  return {
    output: child.stdout.trim(),
    seconds: (performance.now() - started) / 1000,
    cpu: Number(cpu),
    peak: Number(peak) / 1000,
  };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
