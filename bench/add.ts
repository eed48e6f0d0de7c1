/**
 * `add` as a whole (read, tokenise, embed, store, index) beside embedding alone, in turns in one run:
 * `npx tsx bench/add.ts`. Demanded: >= 0.9 of embedding alone. `npx tsx bench/add.ts acl-anthology` adds 58,919
 * abstracts in a new process and prints seconds and peak memory (demanded: <= 700 MB); ten minutes on two cores.
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
else wholeCorpus(process.argv[2]);
rmSync(folder, { recursive: true, force: true });

async function besideEmbedding(): Promise<void> {
  const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
  const { openEmbedder } = (await import(`${DIST}/embed/embedder.js`)) as typeof Embedding;
  const { resolveModel } = (await import(`${DIST}/embed/resolve-model.js`)) as typeof Resolving;
  const lines = gunzipSync(readFileSync(corpusFile('scifact'))).toString().split('\n').slice(0, PAPERS);
  const file = join(folder, 'papers.jsonl');
  writeFileSync(file, lines.join('\n'));
  const papers = lines.map((line, i) => ({ ...(JSON.parse(line) as { title: string; abstract: string }), key: i + 1 }));
  const embedder = openEmbedder(resolveModel('all-MiniLM-L6-v2'), { threads: 2 });
  await embedder.embedPapers(papers.slice(0, 20), { onBatch: () => {} });
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await seconds(() => embedder.embedPapers(papers, { onBatch: () => {} }));
    const library = await openLibrary({ dir: join(folder, `library-${round}`), embedder, threads: 2 });
    const whole = await seconds(() => library.add([{ name: 'papers.jsonl', path: file }]));
    await library.close();
    ratios.push(alone / whole);
    console.log(`embedding alone ${(PAPERS / alone).toFixed(0)}/s, add ${(PAPERS / whole).toFixed(0)}/s, ratio ${(alone / whole).toFixed(3)}`);
  }
  await embedder.close();
  console.log(`median ratio ${median(ratios).toFixed(3)} (demanded: >= 0.9)`);
}

function wholeCorpus(name: string): void {
  const started = performance.now();
  const child = spawnSync(process.execPath, ['-e', `
    process.argv.splice(1, 0, 'fieldmap');
    import(${JSON.stringify(new URL('../dist/cli/bin.js', import.meta.url).href)})
      .then(() => process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS)));
  `, 'add', corpusFile(name), '--library', join(folder, 'library')], { encoding: 'utf8' });
  const peak = Number(/PEAK (\d+)/.exec(child.stderr)?.[1] ?? NaN) / 1000;
  console.log(`${child.stdout.trim()}\n${((performance.now() - started) / 1000).toFixed(0)} s, peak ${peak.toFixed(0)} MB (demanded: <= 700 MB)`);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
