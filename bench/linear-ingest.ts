/**
 * Looks for inputs on which a reader's time grows faster than the input: no file may hold the program for long.
 *
 *   npx tsx bench/linear-ingest.ts [kilobytes, default 100] [format | all]
 *
 * Each token (and each pair of them) that means something to a reader is repeated in the middle of a fixture of every
 * format, to a length and to four times that length. Told are the pairs whose processor time grew by more than eight
 * times and takes more than 0.3 s.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { FieldmapError } from '../src/errors.js';
import { finish } from '../src/ingest/finish.js';
import { FORMATS, type Format } from '../src/ingest/formats.js';
import { EXTRA, TOKENS } from './ingest-inputs.js';

const FIXTURES = new URL('../test/fixtures/', import.meta.url);
const CHUNK = 65_536;
const SLOW = 300;
const GROWTH = 8;

async function* pieces(text: string): AsyncGenerator<string> {
  await Promise.resolve();
  for (let at = 0; at < text.length; at += CHUNK) yield text.slice(at, at + CHUNK);
}

/** Processor time in milliseconds. */
async function timeOf(format: Format, text: string): Promise<number> {
  const start = process.cpuUsage();
  try {
    for await (const item of format.read({ name: 'file', chunks: pieces(text) }))
      if ('draft' in item) finish(item.draft, 'file');
  } catch (error) {
    if (!(error instanceof FieldmapError)) throw error;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const [kilobytes = '100', only = 'all'] = process.argv.slice(2);
const size = Number(kilobytes) * 1000;
let found = 0;
for (const format of FORMATS) {
  if (only !== 'all' && only !== format.name) continue;
  const fixture = readdirSync(FIXTURES, { withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.includes('utf16'))
    .map(({ name }) => readFileSync(new URL(name, FIXTURES), 'utf8').replace(/^\ufeff/, ''))
    .find((text) => format.fits(text.trimStart()));
  const seed = EXTRA[format.name]?.[0] ?? fixture ?? '';
  const units = [
    ...TOKENS,
    ...TOKENS.flatMap((one) => ['\n', ' ', 'a', ...TOKENS.slice(0, 14)].map((other) => one + other)),
  ];
  let slowest = 0;
  let tried = 0;
  for (const at of [0.25, 0.6]) {
    const cut = Math.floor(seed.length * at);
    for (const unit of units) {
      const textOf = (length: number): string =>
        seed.slice(0, cut) + unit.repeat(Math.ceil(length / unit.length)) + seed.slice(cut);
      tried++;
      const small = await timeOf(format, textOf(size));
      slowest = Math.max(slowest, small);
      if (small < SLOW / GROWTH) continue;
      const large = await timeOf(format, textOf(4 * size));
      if (large < SLOW || large < GROWTH * small) continue;
      found++;
      console.log(
        `${format.name}: ${JSON.stringify(unit)} at ${at}: ${small.toFixed(0)} ms, four times as long ${large.toFixed(0)} ms`,
      );
    }
  }
  console.log(
    `${format.name.padEnd(18)} ${tried} inputs, slowest ${slowest.toFixed(0)} ms for ${kilobytes} kB`,
  );
}
console.log(found === 0 ? 'every time grows with its input' : `${found} grow faster than their input`);
process.exitCode = found === 0 ? 0 : 1;
