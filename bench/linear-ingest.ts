/**
 * Looks for inputs on which a reader's work grows faster than the input: no file may hold the program for long.
 *
 *   npx tsx bench/linear-ingest.ts [kilobytes, default 10] [format | all]
 *
 * Each token (and each pair of them) that means something to a reader is repeated in the middle of a fixture of every
 * format, to a length and to four times that length, and both are always compared: by the characters that searches pass
 * over (`test/ingest/counted-steps.ts`), which is the same on every machine, and by processor time where the longer one
 * takes more than 0.3 s, since no count sees a pattern that backtracks. Told are the inputs that cost more than eight
 * times as much (in a square number of steps it would be sixteen).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { FieldmapError } from '../src/errors.js';
import { finish } from '../src/ingest/finish.js';
import { FORMATS, type Format } from '../src/ingest/formats.js';
import { countedSteps } from '../test/ingest/counted-steps.js';
import { EXTRA, TOKENS } from './ingest-inputs.js';

const FIXTURES = new URL('../test/fixtures/', import.meta.url);
const CHUNK = 4096;
const SLOW = 300;
const GROWTH = 8;

async function* pieces(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  for (let at = 0; at < text.length; at += CHUNK) yield text.substring(at, at + CHUNK);
}

interface Cost {
  readonly steps: number;
  /** Of the processor, in milliseconds. */
  readonly time: number;
}

async function costOf(format: Format, text: string): Promise<Cost> {
  const start = process.cpuUsage();
  const steps = await countedSteps(async () => {
    try {
      for await (const item of format.read({ name: 'file', chunks: pieces(text) }))
        if ('draft' in item) finish(item.draft, 'file');
    } catch (error) {
      if (!(error instanceof FieldmapError)) throw error;
    }
  });
  const { user, system } = process.cpuUsage(start);
  return { steps, time: (user + system) / 1000 };
}

function growsTooFast(small: Cost, large: Cost): boolean {
  return large.steps > GROWTH * small.steps || (large.time > SLOW && large.time > GROWTH * small.time);
}

function seedOf(format: Format): string {
  const fixture = readdirSync(FIXTURES, { withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.includes('utf16'))
    .map(({ name }) => readFileSync(new URL(name, FIXTURES), 'utf8').replace(/^\ufeff/, ''))
    .find((text) => format.fits(text.trimStart()));
  return EXTRA[format.name]?.[0] ?? fixture ?? '';
}

const [kilobytes = '10', only = 'all'] = process.argv.slice(2);
const size = Number(kilobytes) * 1000;
const units = [
  ...TOKENS,
  ...TOKENS.flatMap((one) => ['\n', ' ', 'a', ...TOKENS.slice(0, 14)].map((other) => one + other)),
];
let found = 0;
for (const format of FORMATS) {
  if (only !== 'all' && only !== format.name) continue;
  const seed = seedOf(format);
  let slowest = 0;
  let most = 0;
  let compared = 0;
  for (const at of [0.25, 0.6]) {
    const cut = Math.floor(seed.length * at);
    for (const unit of units) {
      const textOf = (length: number): string =>
        seed.slice(0, cut) + unit.repeat(Math.ceil(length / unit.length)) + seed.slice(cut);
      const [small, large] = [await costOf(format, textOf(size)), await costOf(format, textOf(4 * size))];
      compared++;
      slowest = Math.max(slowest, large.time);
      most = Math.max(most, large.steps / small.steps);
      if (!growsTooFast(small, large)) continue;
      found++;
      const told = [small, large]
        .map(({ steps, time }) => `${steps} steps, ${time.toFixed(0)} ms`)
        .join('; ');
      console.log(`${format.name}: ${JSON.stringify(unit)} at ${at}: ${told}`);
    }
  }
  console.log(
    `${format.name.padEnd(18)} ${compared} inputs compared with four times their length: at most ${most.toFixed(1)} times ` +
      `the steps, ${slowest.toFixed(0)} ms for ${4 * Number(kilobytes)} kB`,
  );
}
console.log(found === 0 ? 'all work grows with its input' : `${found} grow faster than their input`);
process.exitCode = found === 0 ? 0 : 1;
