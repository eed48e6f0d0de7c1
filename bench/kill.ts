/**
 * Kills every command that writes, at random times, and looks at what is left: `npx tsx bench/kill.ts [kills, default 500]`.
 *
 * After each kill `doctor` must find nothing wrong, no paper that was there may be gone, and the same command run again
 * must end well and leave what it leaves when nobody kills it. Needs a build.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../src/math/random.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fieldmap-kill-'));
const base = join(folder, 'base');
const library = join(folder, 'library');
const program = (argv: readonly string[]): string[] => [
  join(root, 'dist/cli/bin.js'),
  ...argv,
  '--library',
  library,
];

/** What is wrong by `doctor`; that papers wait to be embedded is as it should be after a kill. */
function wrongNow(): string[] {
  const { stdout, stderr } = run('doctor', '--json');
  if (!stdout.startsWith('{')) return [`doctor says ${stdout}${stderr}`];
  const { checks } = JSON.parse(stdout) as { checks: { name: string; ok: boolean; detail: string }[] };
  return checks
    .filter(({ ok, detail }) => !ok && !/not embedded yet/.test(detail))
    .map(({ name, detail }) => `doctor says ${name}: ${detail}`);
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...argv: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, program(argv), {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 1 << 28,
  });
  return { code: status, stdout, stderr };
}

function mustRun(...argv: string[]): string {
  const { code, stdout, stderr } = run(...argv);
  if (code !== 0) throw new Error(`fieldmap ${argv.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}

function reset(): void {
  rmSync(library, { recursive: true, force: true });
  rmSync(join(folder, 'out'), { recursive: true, force: true });
  cpSync(base, library, { recursive: true });
}

/** What a person has in the library; not in which order rows came, nor what can be made again. */
const CONTENTS = [
  'SELECT id, title, abstract, year, doi, authors, labels, sources, ids, extra FROM papers ORDER BY id',
  'SELECT p.id, s.name, r.id FROM records r JOIN papers p ON p.key = r.paper JOIN sources s USING (source) ORDER BY 1, 2, 3',
  'SELECT p.id, v.crc FROM document_vectors v JOIN papers p ON p.key = v.paper ORDER BY 1',
  'SELECT p.id, a.topic FROM assignments a JOIN papers p ON p.key = a.paper ORDER BY 1',
  'SELECT id, json FROM topics ORDER BY id',
  'SELECT name, crc FROM documents ORDER BY name',
  'SELECT j.id, p.id FROM joined j JOIN papers p ON p.key = j.paper ORDER BY 1',
  'SELECT a, b FROM apart ORDER BY a, b',
  'SELECT id, decision, reason, star, tags, note FROM marks ORDER BY id',
];

function read(statements: readonly string[]): unknown[][] {
  const db = new Sqlite(join(library, 'fieldmap.sqlite'));
  const rows = statements.flatMap((sql) => db.prepare(sql).raw().all() as unknown[][]);
  db.close();
  return rows;
}

const contents = (): string =>
  createHash('sha256')
    .update(JSON.stringify(read(CONTENTS)))
    .digest('hex');
const ids = (): Set<unknown> => new Set(read(['SELECT id FROM papers']).map(([id]) => id));

const more = join(folder, 'more.jsonl');
const twins = join(folder, 'twins.jsonl');
const line = (paper: object): string => `${JSON.stringify(paper)}\n`;
writeFileSync(
  more,
  Array.from({ length: 120 }, (_, i) =>
    line({
      id: `m${i}`,
      title: `Further work ${i} on robots`,
      abstract: `Robot number ${i} moves. It is trusted.`,
    }),
  ).join(''),
);
const same = { title: 'Trust in walking robots of the second kind', authors: ['Ada Lovelace'], year: 2020 };
writeFileSync(
  twins,
  line({ id: 'a', doi: '10.1/a', ...same }) + line({ id: 'b', ...same, abstract: 'They walk.' }),
);

mustRun('add', join(root, 'data/daily-papers.txt'), twins, '--quiet');
mustRun('map', '--quiet');
mustRun('concepts', '--quiet');
mustRun('ask', 'robots', '--save', 'kept', '--quiet');
const someIds = [...ids()].map(String).sort().slice(-5);
mustRun('mark', someIds[0]!, '--include', '--quiet');
cpSync(library, base, { recursive: true });

/** What is run, and whether papers go by it. */
const COMMANDS: readonly { readonly argv: readonly string[]; readonly removes?: true }[] = [
  { argv: ['add', more] },
  { argv: ['remove', '--source', 'daily-papers.txt'], removes: true },
  { argv: ['duplicates', 'split', 'b'] },
  { argv: ['duplicates', 'join', someIds[0]!, someIds[1]!], removes: true },
  { argv: ['remove', someIds[2]!], removes: true },
  { argv: ['map', '--refit', '--seed', '7'] },
  { argv: ['topics', 'rename', 't1', 'Machines that explain'] },
  { argv: ['concepts', 'learn', '--seed', '7'] },
  { argv: ['mark', ...someIds, '--exclude', '--reason', 'wrong population'] },
  { argv: ['mark', '--from', join(folder, 'marks.json')] },
  { argv: ['ask', 'sparse autoencoders', '--save', 'second'] },
  { argv: ['searches', 'run', 'kept', '--new'] },
  { argv: ['searches', 'remove', 'kept'] },
  { argv: ['doctor', '--repair'] },
];
writeFileSync(
  join(folder, 'marks.json'),
  JSON.stringify({
    name: 'fieldmap-marks',
    version: 1,
    marks: someIds.map((id) => ({ id, decision: 'maybe' })),
  }),
);

async function killed(argv: readonly string[], after: number): Promise<boolean> {
  const child = spawn(process.execPath, program(argv), { cwd: folder, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  const signal = await new Promise<string | null>((resolve) => child.on('exit', (_code, by) => resolve(by)));
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

const kills = Number(process.argv[2] ?? 500);
const random = seededRandom(42);
let faults = 0;
const fault = (argv: readonly string[], text: string): void => {
  faults++;
  console.log(`  ${argv.slice(0, 2).join(' ')}: ${text}`);
};

for (const { argv, removes } of COMMANDS) {
  reset();
  const start = performance.now();
  const plain = run(...argv);
  const takes = performance.now() - start;
  if (plain.code !== 0) {
    fault(argv, `ends with ${plain.code} unkilled: ${plain.stderr.trim()}`);
    continue;
  }
  const wanted = contents();
  reset();
  const before = ids();
  let hit = 0;
  for (let i = 0; i < Math.ceil(kills / COMMANDS.length); i++) {
    reset();
    if (await killed(argv, 20 + random.float() * takes)) hit++;
    for (const said of wrongNow()) fault(argv, said);
    if (!removes) {
      const now = ids();
      const gone = [...before].filter((id) => !now.has(id));
      if (gone.length > 0) fault(argv, `${gone.length} papers are gone: ${String(gone[0])}`);
    }
    const again = run(...argv);
    // What was done before the kill need not be done again: a search that is gone cannot be removed.
    const isDone = again.code !== 0 && /No search is saved|No paper came from|Nothing/i.test(again.stderr);
    if (again.code !== 0 && !isDone) fault(argv, `again: ${again.code} ${again.stderr.trim()}`);
    if (contents() !== wanted) fault(argv, 'another end than unkilled');
    const left = readdirSync(library).filter((name) => /tmp|temp|\.part/i.test(name));
    if (left.length > 0) fault(argv, `left behind: ${left.join(', ')}`);
  }
  console.log(`${argv.slice(0, 2).join(' ').padEnd(24)} ${hit} killed, ${takes.toFixed(0)} ms unkilled`);
}
rmSync(folder, { recursive: true, force: true });
console.log(faults === 0 ? 'nothing lost, nothing damaged' : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
