/**
 * Asking a library of 58,919 papers: a new process (seconds and peak memory) and within one process (milliseconds).
 * `npx tsx bench/ask.ts [corpus]`. Demanded: cold median <= 0.8 s and <= 450 MB; warm median <= 15 ms, p95 <= 40 ms,
 * and the same with a filter that leaves 1 %.
 */
import { spawnSync } from 'node:child_process';
import type * as Package from '../src/index.js';
import { benchLibrary, DIST, median } from './libraries.js';

const QUESTIONS = [
  'How do language models handle low-resource machine translation?',
  'sentiment analysis of tweets',
  'neural parsing of morphologically rich languages',
  'dialogue state tracking with transformers',
  'faithfulness of abstractive summarization',
  'word sense disambiguation with WordNet',
  'gender bias in word embeddings',
  'question answering over knowledge graphs',
  'end-to-end speech translation',
  'detecting hate speech across languages',
  'coreference resolution for long documents',
  'annotation disagreement among crowd workers',
];

const dir = await benchLibrary(process.argv[2] ?? 'acl-anthology');

const cold = QUESTIONS.slice(0, 7).map((question) => {
  const started = performance.now();
  const child = spawnSync(
    '/usr/bin/env',
    [
      'node',
      '-e',
      `
    process.argv.splice(1, 0, 'fieldmap');
    import(${JSON.stringify(new URL('../dist/cli/bin.js', import.meta.url).href)})
      .then(() => process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS)));
  `,
      'ask',
      question,
      '--library',
      dir,
      '--quiet',
    ],
    { encoding: 'utf8' },
  );
  return {
    seconds: (performance.now() - started) / 1000,
    megabytes: Number(/PEAK (\d+)/.exec(child.stderr)?.[1] ?? NaN) / 1000,
  };
});
console.log(
  `cold: median ${median(cold.map((run) => run.seconds)).toFixed(2)} s, peak ${Math.max(...cold.map((run) => run.megabytes)).toFixed(0)} MB`,
);

const { openLibrary: openBuilt } = (await import(`${DIST}/index.js`)) as typeof Package;
const library = await openBuilt({ dir, mode: 'read' });
await library.ask(QUESTIONS[0]!);
for (const [name, filter] of [
  ['all papers', {}],
  ['1 % of them', { venue: ['semeval'], year: { from: 2016, to: 2019 } }],
] as const) {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (const question of QUESTIONS) {
      const started = performance.now();
      await library.ask(`${question} ${'again '.repeat(round)}`, { filter });
      times.push(performance.now() - started);
    }
  }
  times.sort((a, b) => a - b);
  console.log(
    `warm, ${name}: median ${median(times).toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms`,
  );
}
await library.close();
