/**
 * Flips one bit in the files of a library and looks whether anybody notices: `npx tsx bench/flipped-bits.ts [flips, default
 * 50] [seed, default 1]`. Needs a build.
 *
 * Each flip, in a library of its own, must be seen by `doctor`, or change no answer and no export. An answer refused in
 * words counts as seen; a crash ("this is a bug") never. Bits are drawn from all files alike, by their length.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../src/math/random.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fieldmap-flip-'));
const base = join(folder, 'base');
const library = join(folder, 'library');

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...argv: string[]): Ran {
  const program = [join(root, 'dist/cli/bin.js'), ...argv, '--library', library];
  const options = { encoding: 'utf8', cwd: folder, maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, program, options);
  return { code: status, stdout, stderr };
}

/** Questions of every kind and exports in every format of text: between them they read all that a person has stored. */
const ANSWERS: readonly (readonly string[])[] = [
  ['ask', 'do robots earn trust?', '-n', '50', '--json'],
  ['ask', '"language models" safety', '--mode', 'lexical', '-n', '50', '--json'],
  ['similar', 'sparse autoencoders', '-n', '50', '--json'],
  ['concepts', '--json'],
  ['topics', '--json'],
  ['duplicates', '--json'],
  ['searches', '--json'],
  ['export', '--format', 'jsonl'],
  ['export', '--format', 'bib'],
  ['export', '--format', 'ris'],
  ['export', '--format', 'csv'],
];

function prepare(): void {
  const file = join(folder, 'more.jsonl');
  const same = { title: 'Trust in walking robots of the second kind', authors: ['Ada Lovelace'], year: 2020 };
  const twins = [
    { id: 'a', doi: '10.1/a', ...same },
    { id: 'b', ...same, abstract: 'They walk.', labels: ['robots'] },
  ];
  writeFileSync(file, twins.map((one) => `${JSON.stringify(one)}\n`).join(''));
  for (const argv of [
    ['add', join(root, 'data/daily-papers.txt'), file, '--quiet'],
    ['map', '--quiet'],
    ['concepts', '--quiet'],
    ['ask', 'robots', '--save', 'kept', '--quiet'],
    ['mark', 'a', '--include', '--quiet'],
    ['ask', 'robots', '--quiet'],
  ]) {
    const { code, stderr } = run(...argv);
    if (code !== 0) throw new Error(`fieldmap ${argv.join(' ')} ended with ${code}: ${stderr}`);
  }
  cpSync(library, base, { recursive: true });
}

interface Place {
  readonly file: string;
  readonly byte: number;
  readonly bit: number;
}

function drawn(below: (n: number) => number): Place {
  const files = readdirSync(base, { recursive: true })
    .map(String)
    .filter((file) => statSync(join(base, file)).isFile())
    .sort();
  const sizes = files.map((file) => statSync(join(base, file)).size);
  let at = below(sizes.reduce((sum, size) => sum + size, 0));
  let i = 0;
  while (at >= sizes[i]!) at -= sizes[i++]!;
  return { file: files[i]!, byte: at, bit: below(8) };
}

function flip({ file, byte, bit }: Place): void {
  const bytes = readFileSync(join(library, file));
  bytes[byte]! ^= 1 << bit;
  writeFileSync(join(library, file), bytes);
}

/** `seen`, `harmless`, or what went wrong. */
function outcome(wanted: readonly string[]): string {
  const doctor = run('doctor', '--json');
  if (/this is a bug/.test(doctor.stderr)) return `doctor crashed: ${doctor.stderr}`;
  const checks = doctor.stdout.startsWith('{')
    ? (JSON.parse(doctor.stdout) as { checks: { ok: boolean }[] }).checks
    : [];
  const isSeen = checks.length === 0 || checks.some(({ ok }) => !ok);
  for (const [i, argv] of ANSWERS.entries()) {
    const { code, stdout, stderr } = run(...argv);
    if (/this is a bug/.test(stderr)) return `${argv.join(' ')} crashed: ${stderr}`;
    if (!isSeen && code === 0 && stdout !== wanted[i])
      return `${argv.join(' ')} changed, and doctor saw nothing`;
  }
  return isSeen ? 'seen' : 'harmless';
}

const flips = Number(process.argv[2] ?? 50);
const random = seededRandom(Number(process.argv[3] ?? 1));
prepare();
const wanted = ANSWERS.map((argv) => run(...argv).stdout);
const counts = new Map<string, number>();
for (let i = 0; i < flips; i++) {
  const place = drawn((n) => random.below(n));
  rmSync(library, { recursive: true, force: true });
  cpSync(base, library, { recursive: true });
  flip(place);
  const found = outcome(wanted);
  const kind = found === 'seen' || found === 'harmless' ? found : 'wrong';
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (kind === 'wrong') console.log(`${place.file}, byte ${place.byte}, bit ${place.bit}: ${found}`);
}
rmSync(folder, { recursive: true, force: true });
const told = ['seen', 'harmless', 'wrong'].map((kind) => `${counts.get(kind) ?? 0} ${kind}`).join(', ');
console.log(`${flips} flipped bits: ${told}`);
process.exitCode = (counts.get('wrong') ?? 0) === 0 ? 0 : 1;
