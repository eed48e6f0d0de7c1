/**
 * Screening replayed on finished reviews: `npx tsx bench/screening.ts [review …]`, after a build. Begins with one
 * included and one excluded paper, three seeds. Demanded: work saved over random order at 95 % recall >= 0.45 on
 * average; a round over 2,000 papers <= 0.3 s (a new process, with its marks, is `cold`).
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Package from '../src/index.js';
import { benchLibrary, corpusFile, DIST, median } from './libraries.js';

const REVIEWS = ['adhd', 'atypicalantipsychotics', 'estrogens', 'nsaids', 'triptans', 'nagtegaal-2019'];
const SEEDS = [1, 2, 3];
const LARGEST = 'nagtegaal-2019';

const { openLibrary } = (await import(`${DIST}/index.js`)) as typeof Package;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const includedFile = (name: string): string =>
  join(dirname(corpusFile(`screening/${name}`)), 'included.json');

const given = process.argv.slice(2);
const means: number[] = [];
for (const name of given.length > 0 ? given : REVIEWS) {
  const dir = await benchLibrary(`screening/${name}`);
  const saved: number[] = [];
  let line = '';
  for (const seed of SEEDS) {
    const library = await openLibrary({ dir, mode: 'read', seed });
    const { papers, included, readFor95, workSaved } = await library.simulateScreening(includedFile(name));
    await library.close();
    saved.push(workSaved);
    line = `${papers} papers, ${included} included`;
    console.log(`${name}, seed ${seed}: 95 % after ${readFor95}, work saved ${workSaved.toFixed(3)}`);
  }
  means.push(mean(saved));
  console.log(`${name}, ${line}: ${mean(saved).toFixed(3)}`);
}
console.log(`mean of ${means.length} reviews: ${mean(means).toFixed(3)}`);
if (given.length === 0 || given.includes(LARGEST)) await timeRounds();

/** Rounds over the largest review, half of it decided on. */
async function timeRounds(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldmap-bench-'));
  try {
    cpSync(await benchLibrary(`screening/${LARGEST}`), dir, { recursive: true });
    const library = await openLibrary({ dir, mode: 'write' });
    const included = JSON.parse(readFileSync(includedFile(LARGEST), 'utf8')) as string[];
    const ids: string[] = [];
    for await (const piece of library.export({ format: 'jsonl' }))
      if (piece !== '') ids.push((JSON.parse(piece) as { id: string }).id);
    const half = ids.filter((_, i) => i % 2 === 0);
    const isIn = new Set(included);
    await library.mark(
      half.filter((id) => isIn.has(id)),
      { decision: 'include' },
    );
    await library.mark(
      half.filter((id) => !isIn.has(id)),
      { decision: 'exclude' },
    );
    const times: number[] = [];
    for (let round = 0; round < 8; round++) {
      const started = performance.now();
      await library.screen();
      times.push(performance.now() - started);
    }
    await library.close();
    console.log(
      `a round over ${ids.length} papers, ${half.length} decided: the first ${times[0]!.toFixed(0)} ms, then median ${median(times.slice(1)).toFixed(0)} ms`,
    );
    const bin = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
    const cold = SEEDS.map(() => {
      const started = performance.now();
      spawnSync(process.execPath, [bin, 'screen', '--library', dir], { encoding: 'utf8' });
      return performance.now() - started;
    });
    console.log(`cold, a process: median ${median(cold).toFixed(0)} ms`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
