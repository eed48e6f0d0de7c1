/**
 * Feeds damaged files to every reader: no crash, no hang (more than 1 s of processor time a file), no memory without end.
 *
 *   npx tsx bench/fuzz-ingest.ts [N a parser, default 2000] [parser | all] [seed, default 1]
 *
 * What is damaged: the files of test/fixtures, cut, flipped, doubled, spliced with each other, sprinkled with the
 * characters that mean something to the parser. Demanded: 100,000 a parser.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { FieldmapError } from '../src/errors.js';
import { finish } from '../src/ingest/finish.js';
import { FORMATS, type Format } from '../src/ingest/formats.js';
import { readPapers } from '../src/ingest/read-papers.js';
import { seededRandom, type Random } from '../src/math/random.js';
import { EXTRA, TOKENS } from './ingest-inputs.js';

const FIXTURES = new URL('../test/fixtures/', import.meta.url);
function mutate(text: string, others: readonly string[], random: Random): string {
  let out = text;
  for (let i = 1 + random.below(6); i > 0; i--) {
    const at = random.below(out.length + 1);
    const length = random.below(Math.min(out.length - at, 200) + 1);
    switch (random.below(8)) {
      case 0:
        out = out.slice(0, at) + out.slice(at + length);
        break;
      case 1:
        out = out.slice(0, at) + TOKENS[random.below(TOKENS.length)]! + out.slice(at);
        break;
      case 2:
        out =
          out.slice(0, at) +
          TOKENS[random.below(TOKENS.length)]!.repeat(1 + random.below(300)) +
          out.slice(at);
        break;
      case 3:
        out = out.slice(0, at) + out.slice(at, at + length).repeat(2 + random.below(4)) + out.slice(at);
        break;
      case 4:
        out = out.slice(0, at);
        break;
      case 5:
        out = out.slice(0, at) + String.fromCharCode(random.below(0x2100)) + out.slice(at + 1);
        break;
      case 6: {
        const other = others[random.below(others.length)]!;
        const from = random.below(other.length);
        out = out.slice(0, at) + other.slice(from, from + length * 2) + out.slice(at);
        break;
      }
      default:
        out = out.slice(at) + out.slice(0, at);
    }
    if (out.length > 50_000) out = out.slice(0, 50_000);
  }
  return out;
}

async function* pieces(text: string, random: Random): AsyncGenerator<string> {
  await Promise.resolve();
  const at = random.below(text.length + 1);
  if (at > 0) yield text.slice(0, at);
  if (at < text.length) yield text.slice(at);
}

async function run(format: Format, text: string, random: Random): Promise<void> {
  try {
    for await (const item of format.read({ name: 'fuzz', chunks: pieces(text, random) }))
      if ('draft' in item) check(finish(item.draft, 'fuzz'));
  } catch (error) {
    if (!(error instanceof FieldmapError)) throw error;
  }
}

function check(paper: ReturnType<typeof finish>): void {
  if (typeof paper === 'string') return;
  const ok =
    paper.id !== '' &&
    (paper.title !== '' || paper.abstract !== '') &&
    paper.authors.every((name) => name !== '') &&
    (paper.year === null || Number.isInteger(paper.year)) &&
    JSON.stringify(paper.extra) !== undefined;
  if (!ok) throw new Error(`not a paper: ${JSON.stringify(paper).slice(0, 300)}`);
}

/** The way in: encodings, gzip, zip and the format found. */
async function runBytes(bytes: Buffer): Promise<void> {
  try {
    for await (const event of readPapers({ name: 'fuzz', bytes }))
      if (event.kind === 'paper') check(event.paper);
  } catch (error) {
    if (!(error instanceof FieldmapError)) throw error;
  }
}

const ENCODINGS = ['utf8', 'latin1', 'utf16le'] as const;

const [count = '2000', only = 'all', seedText = '1'] = process.argv.slice(2);
const seed = Number(seedText);
const texts = new Map<string, string[]>(
  FORMATS.map((format) => [format.name, [...(EXTRA[format.name] ?? [])]]),
);
for (const name of readdirSync(FIXTURES, { withFileTypes: true })
  .filter((one) => one.isFile())
  .map((one) => one.name)) {
  const text = readFileSync(new URL(name, FIXTURES), name.includes('utf16') ? 'utf16le' : 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  const format = FORMATS.find((one) => one.fits(text.trimStart()));
  if (format !== undefined) texts.get(format.name)!.push(text);
}
const all = [...texts.values()].flat();

let failures = 0;
async function target(
  name: string,
  seeds: readonly string[],
  one: (text: string, random: Random) => Promise<void>,
): Promise<void> {
  const random = seededRandom(seed);
  const began = performance.now();
  let slowest = 0;
  for (let i = 0; i < Number(count); i++) {
    const text = mutate(seeds[random.below(seeds.length)]!, all, random);
    // Processor time: a busy machine is no hang.
    const start = process.cpuUsage();
    try {
      await one(text, random);
    } catch (error) {
      if (failures++ < 5)
        console.log(
          `${name} #${i} failed: ${error instanceof Error ? error.stack : String(error)}\n${JSON.stringify(text).slice(0, 1500)}`,
        );
    }
    const used = process.cpuUsage(start);
    const took = (used.user + used.system) / 1000;
    if (took > 1000 && failures++ < 5)
      console.log(`${name} #${i} took ${Math.round(took)} ms\n${JSON.stringify(text).slice(0, 1500)}`);
    slowest = Math.max(slowest, took);
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${name.padEnd(18)} ${count.padStart(7)} inputs  ${seconds.toFixed(1).padStart(6)} s  slowest ${slowest.toFixed(0).padStart(4)} ms  ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
}

for (const format of FORMATS) {
  if (only === 'all' || only === format.name)
    await target(format.name, texts.get(format.name)!, (text, random) => run(format, text, random));
}
if (only === 'all' || only === 'bytes') {
  await target('bytes', all, (text, random) => runBytes(Buffer.from(text, ENCODINGS[random.below(3)])));
}
console.log(failures === 0 ? 'no crash, no hang' : `${failures} failures`);
process.exitCode = failures === 0 ? 0 : 1;
