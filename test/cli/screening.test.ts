/** `screen` at a terminal: a made-up one, whose keys are typed ahead. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.js';
import { openLibrary } from '../../src/library/library.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';
import { run, temporaryFolder, type Ran } from '../helpers/cli.js';

const folder = temporaryFolder();
const library = join(folder.path, 'library');
afterAll(() => folder.remove());

const ids = Array.from({ length: 12 }, (_, i) => `p${i}`);

beforeAll(async () => {
  const path = join(folder.path, 'papers.jsonl');
  const lines = ids.map((id, i) => {
    const about = i % 3 === 0 ? 'protein cell' : 'star image';
    return JSON.stringify({ id, title: `${about} ${i * 7919}`, abstract: `A ${about} has ${i * 104729}.` });
  });
  writeFileSync(path, lines.join('\n'));
  expect((await run(library, ['add', path])).code).toBe(0);
});
beforeEach(async () => {
  await run(library, ['mark', ...ids, '--clear']);
  await run(library, ['mark', 'p0', '--include']);
  await run(library, ['mark', 'p1', '--exclude', '--reason', 'no cells']);
});

interface Terminal extends Ran {
  /** What the terminal was set to, in turn. */
  readonly raw: readonly boolean[];
}

/** Types `keys`, each element as one chunk; then the terminal is closed unless it is told to stay. */
async function type(
  keys: readonly string[],
  flags: readonly string[] = [],
  signal?: AbortSignal,
): Promise<Terminal> {
  const raw: boolean[] = [];
  const written = { stdout: '', stderr: '' };
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => raw.push(on) });
  for (const key of keys) stdin.write(key);
  if (signal === undefined) stdin.end();
  const code = await main(['screen', '--library', library, '--no-color', ...flags], {
    stdin,
    stdout: { write: (text) => void (written.stdout += text), isTTY: true, columns: 80 },
    stderr: { write: (text) => void (written.stderr += text) },
    interruptible: () => signal ?? new AbortController().signal,
    open: (given) => openLibrary({ embedder: fakeEmbedder(), ...given }),
  });
  return { code, raw, ...written };
}

const decisions = async (): Promise<Record<string, string>> => {
  const opened = await openLibrary({ dir: library, mode: 'read' });
  const { marks } = await opened.marks();
  await opened.close();
  return Object.fromEntries(
    marks.map(({ id, mark }) => [
      id,
      mark.reason === '' ? mark.decision! : `${mark.decision}: ${mark.reason}`,
    ]),
  );
};
const BEFORE = { p0: 'include', p1: 'exclude: no cells' };
const titles = ({ stdout }: Terminal): string[] =>
  [...stdout.matchAll(/^(?:protein cell|star image) \d+$/gm)].map(([title]) => title);

describe('at a terminal', () => {
  it('keys that mean nothing do nothing, and the terminal is given back', async () => {
    const typed = await type(['z', '\u001b[A', '7', '\u001b', '\r']);
    expect(typed).toMatchObject({ code: 0, stderr: '', raw: [true, false] });
    expect(await decisions()).toEqual(BEFORE);
    expect(titles(typed)).toHaveLength(1);
  });

  it.each([
    ['q', ['q', 'i', 'i']],
    ['Ctrl-C', ['\u0003', 'i', 'i']],
    ['Ctrl-D', ['\u0004', 'i']],
    ['a closed terminal', []],
  ])('%s ends it, and what is typed after it counts for nothing', async (_, keys) => {
    const typed = await type(keys);
    expect(typed).toMatchObject({ code: 0, raw: [true, false] });
    expect(await decisions()).toEqual(BEFORE);
  });

  it('a signal ends it', async () => {
    const stop = new AbortController();
    const typed = type([], [], stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect(await typed).toMatchObject({ raw: [true, false] });
    expect(await decisions()).toEqual(BEFORE);
  });

  it('an order without anything included is refused as elsewhere, and the terminal left as it is', async () => {
    await run(library, ['mark', 'p0', '--clear']);
    const { code, stderr, raw } = await type(['i']);
    expect({ code, raw }).toEqual({ code: 2, raw: [true, false] });
    expect(stderr).toContain('No paper is included yet');
  });

  it('i includes, m is maybe, s skips: likeliest first, and skipped papers do not come again', async () => {
    const typed = await type(['i', 's', 'm', 'q'], ['-n', '2']);
    // p0 is included: the other papers on cells are p3, p6, p9.
    const shown = titles(typed);
    expect(shown).toHaveLength(4);
    expect(new Set(shown).size).toBe(4);
    const now = await decisions();
    expect(Object.values(now).sort()).toEqual(['exclude: no cells', 'include', 'include', 'maybe']);
    expect(typed.stdout).toContain('2 papers decided: 1 included, 1 excluded; 10 left.');
    expect(typed.stdout).toContain('4 papers decided: 2 included, 1 excluded, 1 maybe; 8 left.');
    expect(typed.stdout).toContain('i include · x exclude · m maybe · s skip · u undo · q quit');
  });

  it('x asks why: typed, mended, by its number, none, or not at all', async () => {
    const typed = await type([
      'x',
      'wrong ',
      'agex',
      '\u007f',
      '\r',
      'x',
      '1',
      '\r',
      'x',
      '\r',
      'x',
      'no',
      '\u001b',
      'q',
    ]);
    expect(typed.stdout).toContain('  1  no cells');
    const now = Object.entries(await decisions()).filter(([id]) => !(id in BEFORE));
    expect(now.map(([, said]) => said).sort()).toEqual([
      'exclude',
      'exclude: no cells',
      'exclude: wrong age',
    ]);
    expect(typed.stdout).toContain('not decided');
  });

  it('a reason that cannot be kept is said, and the paper stays', async () => {
    const typed = await type(['x', 'r'.repeat(501), '\r', 'i', 'q']);
    expect(typed.stdout).toContain('has 501 characters; expected at most 500');
    expect(Object.values(await decisions()).sort()).toEqual(['exclude: no cells', 'include', 'include']);
  });

  it('u takes back one after another, also what was skipped, and gives back what was there before', async () => {
    const typed = await type(['i', 's', 'x', 'why', '\r', 'u', 'u', 'u', 'u', 'q'], ['-n', '2']);
    expect(await decisions()).toEqual(BEFORE);
    expect(typed.stdout).toContain('Nothing was decided in this sitting.');
    const shown = titles(typed);
    // The third, then back over the second to the first.
    expect(shown.slice(-2)).toEqual([shown[0], shown[0]]);
  });

  it('goes on to the last paper', async () => {
    const typed = await type(Array<string>(12).fill('i'), ['-n', '3']);
    expect(typed.stdout).toContain('Every paper is decided on.');
    expect(Object.keys(await decisions())).toHaveLength(12);
  });

  it('says when only skipped papers are left', async () => {
    const typed = await type(Array<string>(12).fill('s'));
    expect(typed.stdout).toContain('Only the 10 papers that you skipped are left.');
    expect(await decisions()).toEqual(BEFORE);
  });

  it('prints the list with --json', async () => {
    const { stdout, raw } = await type(['i'], ['--json']);
    expect(JSON.parse(stdout)).toMatchObject({ decided: 2 });
    expect(raw).toEqual([]);
    expect(await decisions()).toEqual(BEFORE);
  });
});

it('prints the list where there is no terminal', async () => {
  const { stdout } = await run(library, ['screen', '-n', '2'], { stdin: 'iii' });
  expect(stdout).toMatch(/^1 {2}protein cell/);
  expect(await decisions()).toEqual(BEFORE);
});
