/** Several maps beside one another, what is refused, and what can be taken back. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cpSync, rmSync } from 'node:fs';
import { run, temporaryFolder, type Ran } from '../helpers/cli.js';

const WORDS = ['cat graph', 'dog map', 'sparse star', 'protein cell'];

function papers(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => {
    const words = WORDS[(from + i) % 4]!;
    return JSON.stringify({
      id: `p${from + i}`,
      title: `On the ${words} ${from + i}`,
      abstract: `We study the ${words}. The ${words} of kind ${from + i} is measured.`,
    });
  }).join('\n');
}

const folder = temporaryFolder();
const made = join(folder.path, 'made');
const library = join(folder.path, 'library');
const out = join(folder.path, 'out');

const fieldmap = (...argv: string[]): Promise<Ran> => run(library, argv);
const json = async <T>(...argv: string[]): Promise<T> =>
  JSON.parse((await fieldmap(...argv, '--json')).stdout) as T;
const mapFile = (dir = out): string => readFileSync(join(dir, 'topic-map.json'), 'utf8');

interface Topics {
  readonly topics: readonly { readonly id: string; readonly label: string; readonly size: number }[];
}

beforeAll(async () => {
  const file = join(folder.path, 'papers.jsonl');
  writeFileSync(file, papers(0, 40));
  await run(made, ['add', file]);
  const { code } = await run(made, ['map', '--out', out, '--topics', '4']);
  expect(code).toBe(0);
});
beforeEach(() => {
  rmSync(library, { recursive: true, force: true });
  cpSync(made, library, { recursive: true });
});
afterAll(() => folder.remove());

describe('what is refused', () => {
  it.each([
    [['map', '--name', 'out/trial'], 2, '"out/trial" is a path, and a map has a name, such as "trial".'],
    [['map', '--name', '../trial'], 2, 'is a path'],
    [['map', '--name', 'C:\\maps'], 2, 'is a path'],
    [['map', '--name', 'trial.json'], 2, 'is a path'],
    [['map', '--name', ' '], 2, 'Expected 1 to 200 characters.'],
    [['map', '--name', '*'], 2, '"*" is no name for a map.'],
    [['topics', '--map', 'trial'], 1, 'There is no map "trial"; there is "main".'],
    [['ask', 'cat', '--map', 'out/trial'], 2, 'is a path'],
    [['maps', 'use', 'trial'], 1, 'There is no map "trial"; there is "main".'],
    [['maps', 'remove', 'main'], 2, '"main" is the map that the library goes by.'],
    [['maps', 'load', 'nothing.json', '--name', 'again'], 1, 'nothing.json'],
    [['maps', 'load', 'nothing.json', '--name', 'main'], 2, 'There is a map "main" already.'],
    [['maps', 'load', 'nothing.json'], 2, "required option '--name <name>' not specified"],
    [['topics', 'undo'], 1, 'There is nothing to undo'],
  ])('%j', async (argv, code, said) => {
    const ran = await fieldmap(...argv);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
    expect(ran.stderr).toContain(said);
    expect((await json<{ maps: object[] }>('maps')).maps).toHaveLength(1);
  });

  it('another map in place of the standing one, unless it is asked for', async () => {
    const before = await json<Topics>('topics');
    for (const flags of [
      ['--topics', '2'],
      ['--granularity', 'fine'],
      ['--seed', '7'],
    ]) {
      const { code, stderr } = await fieldmap('map', '--out', join(folder.path, 'other'), ...flags);
      expect(code).toBe(2);
      expect(stderr).toContain('would put another one in its place.');
      expect(stderr).toContain('--name trial');
    }
    expect((await fieldmap('map', '--topics', '2', '--out', out)).stderr).toContain(
      'The standing map was made with topics 4; topics 2 would put another one in its place.',
    );
    expect(existsSync(join(folder.path, 'other'))).toBe(false);
    expect(await json<Topics>('topics')).toEqual(before);
    // The settings that it was made with are its own.
    expect((await fieldmap('map', '--topics', '4', '--out', out)).code).toBe(0);
  });

  it('a map of other papers', async () => {
    const other = join(folder.path, 'other-library');
    const file = join(folder.path, 'other.jsonl');
    writeFileSync(file, papers(100, 120));
    await run(other, ['add', file]);
    await run(other, ['map', '--out', join(folder.path, 'other-out')]);
    const { code, stderr } = await fieldmap(
      'maps',
      'load',
      join(folder.path, 'other-out/topic-map.json'),
      '--name',
      'x',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('is a map of other papers: none of its 20 is in the library.');
  });
});

describe('a second map', () => {
  it('stands beside the first, is read by its name, and can take its place', async () => {
    const main = mapFile();
    const trial = join(folder.path, 'trial');
    expect((await fieldmap('map', '--name', 'trial', '--topics', '2', '--out', trial)).code).toBe(0);
    expect((await json<Topics>('topics')).topics).toHaveLength(4);
    expect((await json<Topics>('topics', '--map', 'trial')).topics).toHaveLength(2);
    expect(await json('maps')).toMatchObject({
      maps: [
        { name: 'main', papers: 40, topics: 4, current: true },
        { name: 'trial', papers: 40, topics: 2, current: false },
      ],
    });
    // Names and merges are each map's own.
    await fieldmap('topics', 'rename', 't1', 'Mine', '--map', 'trial');
    expect((await json<Topics>('topics')).topics.map(({ label }) => label)).not.toContain('Mine');
    const size = (await json<Topics>('topics', '--map', 'trial')).topics.find(
      ({ label }) => label === 'Mine',
    )!.size;
    const { stdout } = await fieldmap('export', '--topic', 'Mine', '--map', 'trial', '--columns', 'id');
    expect(stdout.trimEnd().split('\r\n')).toHaveLength(size + 1);
    expect((await fieldmap('export', '--topic', 'Mine')).code).toBe(1);

    expect((await fieldmap('maps', 'use', 'trial')).code).toBe(0);
    expect((await json<Topics>('topics')).topics).toHaveLength(2);
    expect((await json<Topics>('topics', '--map', 'main')).topics).toHaveLength(4);
    await fieldmap('map', '--name', 'main', '--out', out);
    expect(mapFile() === main).toBe(true);
    expect((await fieldmap('maps', 'remove', 'main')).code).toBe(0);
    expect((await fieldmap('topics', '--map', 'main')).code).toBe(1);
  });

  it('is what the library goes by when it is the first', async () => {
    const fresh = join(folder.path, 'fresh');
    await run(fresh, ['add', join(folder.path, 'papers.jsonl')]);
    await run(fresh, ['map', '--name', 'trial', '--out', join(folder.path, 'fresh-out')]);
    expect((await run(fresh, ['topics'])).code).toBe(0);
  });
});

describe('topics undo', () => {
  it('takes back renames, merges and refits, the last one first, to the byte where no id was given since', async () => {
    const before = mapFile();
    await fieldmap('topics', 'rename', 't1', 'Mine');
    await fieldmap('topics', 'merge', 't1', 't2');
    expect((await json<Topics>('topics')).topics).toHaveLength(3);
    await fieldmap('map', '--refit', '--topics', '2', '--out', join(folder.path, 'undo'));
    expect((await json<Topics>('topics')).topics.length).toBeLessThan(3);

    expect((await fieldmap('topics', 'undo')).stdout).toBe(
      'Taken back: the refit. Run `fieldmap map` to write the files anew.\n',
    );
    const merged = await json<Topics>('topics');
    expect(merged.topics.find(({ id }) => id === 't1')!.label).toBe('Mine');
    expect(merged.topics).toHaveLength(3);
    expect((await fieldmap('topics', 'undo')).stdout).toContain('Taken back: the merge of t2 into t1.');
    expect((await fieldmap('topics', 'undo')).stdout).toContain('Taken back: the name "Mine" of t1.');
    await fieldmap('map', '--out', join(folder.path, 'undo'));
    const after = JSON.parse(mapFile(join(folder.path, 'undo'))) as { nextIds: object };
    expect({ ...after, nextIds: null }).toEqual({ ...(JSON.parse(before) as object), nextIds: null });
    expect((await fieldmap('topics', 'undo')).code).toBe(1);
    // A refit afterwards does not bring back what was taken back.
    await fieldmap('map', '--refit', '--topics', '4', '--out', join(folder.path, 'undo'));
    expect((await json<Topics>('topics')).topics.map(({ label }) => label)).not.toContain('Mine');
  });

  it('gives no id twice', async () => {
    const next = async (): Promise<number> => {
      await fieldmap('map', '--out', join(folder.path, 'ids'));
      return (JSON.parse(mapFile(join(folder.path, 'ids'))) as { nextIds: { topic: number } }).nextIds.topic;
    };
    await fieldmap('map', '--refit', '--topics', '8', '--out', join(folder.path, 'ids'));
    const given = await next();
    await fieldmap('topics', 'undo');
    expect(await next()).toBe(given);
  });

  it('says how many papers came since', async () => {
    await fieldmap('topics', 'rename', 't1', 'Mine');
    const file = join(folder.path, 'more.jsonl');
    writeFileSync(file, papers(40, 42));
    await fieldmap('add', file);
    await fieldmap('map', '--out', join(folder.path, 'more'));
    expect((await fieldmap('topics', 'undo')).stdout).toBe(
      'Taken back: the name "Mine" of t1. 2 papers that came since are not on the map: run `fieldmap map` to write the files anew.\n',
    );
    await fieldmap('map', '--out', join(folder.path, 'more'));
    expect((await json<{ maps: { papers: number }[] }>('maps')).maps[0]!.papers).toBe(42);
  });

  it('forgets all but the last five steps', async () => {
    for (let i = 0; i < 7; i++) await fieldmap('topics', 'rename', 't1', `Name ${i}`);
    let steps = 0;
    while ((await fieldmap('topics', 'undo')).code === 0) steps++;
    expect(steps).toBe(5);
    expect((await json<Topics>('topics')).topics.find(({ id }) => id === 't1')!.label).toBe('Name 1');
  });
});

describe('to make a map again', () => {
  it('the command of the page gives the same bytes', async () => {
    const again = join(folder.path, 'again');
    await fieldmap(
      'map',
      '--name',
      'again',
      '--seed',
      '42',
      '--topics',
      '4',
      '--title',
      'made',
      '--out',
      again,
    );
    expect(mapFile(again) === mapFile()).toBe(true);
  });

  it('one that grew says so, and its file gives it', async () => {
    const file = join(folder.path, 'more.jsonl');
    writeFileSync(file, papers(40, 44));
    await fieldmap('add', file);
    const grown = join(folder.path, 'grown');
    await fieldmap('map', '--out', grown);
    expect(JSON.parse(mapFile(grown))).toMatchObject({ made: { placed: 4, continued: true } });
    expect((await fieldmap('maps', 'load', join(grown, 'topic-map.json'), '--name', 'again')).stdout).toBe(
      '"again" has 44 papers in 4 topics.\n',
    );
    const again = join(folder.path, 'grown-again');
    await fieldmap('map', '--name', 'again', '--out', again);
    expect(mapFile(again) === mapFile(grown)).toBe(true);
  });
});
