/** What is new for saved searches, followed papers and topics; nothing that reaches the floor is left out. */
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { News } from '../../src/library/library.js';
import { run, temporaryFolder } from '../helpers/cli.js';

const WORDS = ['cat graph', 'dog map', 'sparse star', 'protein cell'];

/** Papers of four subjects in turn. */
function papers(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => {
    const n = from + i;
    const words = WORDS[n % 4]!;
    return JSON.stringify({
      id: `p${n}`,
      title: `On the ${words} ${n}`,
      abstract: `We study the ${words}. The ${words} of kind ${n} is measured.`,
      doi: `10.1234/p${n}`,
      authors: ['Ada Lovelace'],
      year: 2020 + (n % 4),
    });
  }).join('\n');
}

let folder: ReturnType<typeof temporaryFolder>;
let library: string;

beforeEach(() => {
  folder = temporaryFolder();
  library = join(folder.path, 'library');
});
afterEach(() => {
  vi.useRealTimers();
  folder.remove();
});

async function add(name: string, from: number, to: number): Promise<void> {
  const file = join(folder.path, name);
  writeFileSync(file, papers(from, to));
  expect((await run(library, ['add', file])).code).toBe(0);
}

async function news(...more: string[]): Promise<News> {
  return JSON.parse((await run(library, ['new', '--json', ...more])).stdout) as News;
}

const idsOf = (found: News, id: string): string[] =>
  found.sections
    .find((section) => section.id === id)!
    .hits.map((hit) => hit.id)
    .sort();

describe('what is refused', () => {
  it('a digest of nothing', async () => {
    await add('a.jsonl', 0, 4);
    const { code, stderr } = await run(library, ['new']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'There is nothing to be news of: no search is saved, no paper is followed, and there is no map.\n',
    );
    expect(stderr).toContain('fieldmap follow ID');
  });

  it.each([
    [['new', '--since', 'yesterday'], 'Expected a day such as 2026-03-31, or LAST.'],
    [['new', '--since', '2026-02-30'], 'Expected a day such as 2026-03-31, or LAST.'],
    [
      ['new', '-o', 'digest.docx'],
      'digest.docx has no ending that names a digest; expected .md, .html, .xml or .atom.',
    ],
    [['new', '--format', 'md', '--json'], 'cannot be used with'],
    [['unfollow'], "missing required argument 'id'"],
  ])('%j', async (argv, said) => {
    await add('a.jsonl', 0, 4);
    const { code, stderr } = await run(library, argv);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it('to follow or unfollow what is not there, and then all stays as it was', async () => {
    await add('a.jsonl', 0, 4);
    expect((await run(library, ['follow', 'p0', 'nothing'])).code).toBe(1);
    expect((await run(library, ['follow'])).stderr).toContain('No paper is followed');
    await run(library, ['follow', 'p0', 'p1']);
    const { code, stderr } = await run(library, ['unfollow', 'p0', 'p2']);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('"p2" is not followed') as string,
    });
    expect((await run(library, ['follow'])).stdout.match(/^p\d/gm)).toEqual(['p0', 'p1']);
  });

  it('to go on with a file that is no feed of fieldmap, and the papers stay new', async () => {
    await add('a.jsonl', 0, 40);
    await run(library, ['ask', 'cat graph', '--save', 'cats']);
    await add('b.jsonl', 40, 44);
    const file = join(folder.path, 'feed.xml');
    writeFileSync(file, '<feed/>');
    const { code, stderr } = await run(library, ['new', '-o', file]);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is no feed that fieldmap wrote') as string,
    });
    expect(readFileSync(file, 'utf8')).toBe('<feed/>');
    expect(idsOf(await news(), 'cats')).toEqual(['p40']);
  });
});

describe('new', () => {
  it('tells of what came in for searches, followed papers and topics, once', async () => {
    await add('a.jsonl', 0, 40);
    await run(library, ['map', '--out', join(folder.path, 'out'), '--topics', '4']);
    await run(library, ['ask', 'cat graph', '--save', 'cats', '-n', '1']);
    await run(library, ['follow', 'p1']);
    expect((await run(library, ['new'])).code).toBe(4);
    await add('b.jsonl', 40, 60);
    const found = await news();
    expect(found).toMatchObject({ since: 'LAST', papers: 20, notes: [] });
    expect(found.found + found.elsewhere.length).toBe(20);
    // Five of each kind came in: -n 1 leaves none of them out.
    expect(idsOf(found, 'cats')).toEqual(['p40', 'p44', 'p48', 'p52', 'p56']);
    expect(idsOf(found, 'p1')).toEqual(['p41', 'p45', 'p49', 'p53', 'p57']);
    const topics = found.sections.filter(({ kind }) => kind === 'topic');
    expect(topics).toHaveLength(4);
    for (const { hits, floor } of topics) {
      expect(new Set(hits.map(({ id }) => Number(id.slice(1)) % 4)).size).toBe(1);
      for (const { score } of hits) expect(score).toBeGreaterThanOrEqual(floor!);
    }
    expect(topics.flatMap(({ hits, below }) => [hits.length, below]).reduce((a, b) => a + b)).toBe(20);
    const again = await run(library, ['new']);
    expect({ code: again.code, stderr: again.stderr }).toEqual({
      code: 4,
      stderr: 'Nothing new since the last digest.\n',
    });
  });

  it('knows papers as new whether or not they are placed on the map yet', async () => {
    await add('a.jsonl', 0, 40);
    await run(library, ['map', '--out', join(folder.path, 'out'), '--topics', '4']);
    await add('b.jsonl', 40, 44);
    const before = (await news('--since', '2000-01-01')).sections.map(({ id, hits }) => [id, hits.length]);
    await run(library, ['map', '--out', join(folder.path, 'out')]);
    const found = await news();
    expect(found.found).toBe(4);
    expect(before.map(([id]) => id)).toEqual(found.sections.map(({ id }) => id));
  });

  it('goes by the day on which papers came, and changes nothing then', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 2, 2, 12) });
    await add('a.jsonl', 0, 40);
    await run(library, ['ask', 'cat graph', '--save', 'cats']);
    vi.setSystemTime(new Date(2026, 2, 9, 12));
    await add('b.jsonl', 40, 44);
    // A day on which nothing new came.
    vi.setSystemTime(new Date(2026, 2, 12, 12));
    await add('b.jsonl', 40, 44);
    vi.setSystemTime(new Date(2026, 2, 16, 12));
    await add('c.jsonl', 44, 48);
    expect(idsOf(await news('--since', '2026-03-16'), 'cats')).toEqual(['p44']);
    expect(idsOf(await news('--since', '2026-03-10'), 'cats')).toEqual(['p44']);
    expect(idsOf(await news('--since', '2026-03-09'), 'cats')).toEqual(['p40', 'p44']);
    expect((await news('--since', '2026-03-17')).papers).toBe(0);
    expect(idsOf(await news(), 'cats')).toEqual(['p40', 'p44']);
  });

  it('has the floor that a saved search was given', async () => {
    await add('a.jsonl', 0, 20);
    await run(library, ['ask', 'cat graph', '--save', 'strict', '--min-score', '1']);
    await run(library, ['ask', 'cat graph', '--save', 'all', '--min-score', '0']);
    await add('b.jsonl', 20, 24);
    const found = await news();
    expect(found.sections.find(({ id }) => id === 'strict')).toMatchObject({ floor: 1, hits: [], below: 4 });
    expect(found.sections.find(({ id }) => id === 'all')!.floor).toBe(0);
  });

  it('says of a followed paper that is gone how to forget it', async () => {
    await add('a.jsonl', 0, 8);
    await run(library, ['follow', 'p3']);
    await run(library, ['remove', 'p3']);
    expect((await news()).notes).toEqual([
      '"On the protein cell 3" is not in the library any more: `fieldmap unfollow p3` forgets it.',
    ]);
    expect((await run(library, ['unfollow', 'p3'])).code).toBe(0);
  });

  it('writes digests and goes on with its feed', async () => {
    await add('a.jsonl', 0, 20);
    await run(library, ['ask', "cat <graph> & dog's star cell", '--save', 'cats', '--min-score', '0']);
    const at = (name: string): string => join(folder.path, 'new', name);
    const argv = ['new', '-o', at('d.md'), '-o', at('d.html'), '-o', at('feed.xml')];
    expect((await run(library, argv)).code).toBe(4);
    expect(existsSync(at('feed.xml'))).toBe(false);
    await add('b.jsonl', 20, 22);
    expect((await run(library, argv)).code).toBe(0);
    const feed = readFileSync(at('feed.xml'), 'utf8');
    await add('c.jsonl', 22, 24);
    expect((await run(library, argv)).code).toBe(0);
    expect(readFileSync(at('d.md'), 'utf8')).toContain(`## Search cats: cat \\<graph\\> & dog's star cell`);
    expect(readFileSync(at('d.md'), 'utf8')).toContain('**On the protein cell 23**');
    expect(readFileSync(at('d.md'), 'utf8')).not.toContain('cell 19');
    expect(readFileSync(at('d.html'), 'utf8')).toContain('cat &lt;graph&gt; &amp; dog&#39;s star cell');
    const after = readFileSync(at('feed.xml'), 'utf8');
    const ids = (text: string): string[] => text.match(/<id>[^<]*<\/id>/g)!;
    expect(ids(after)[0]).toBe(ids(feed)[0]);
    expect(ids(after).slice(-2)).toEqual(ids(feed).slice(-2));
    expect(ids(after).filter((id) => id.includes('paper'))).toHaveLength(4);
    expect(after).toContain('href="https://doi.org/10.1234/p23"');
  });
});

describe('searches run --new', () => {
  it('leaves out nothing that reaches the floor, and a run without --new takes nothing away', async () => {
    await add('a.jsonl', 0, 20);
    await run(library, ['ask', 'cat graph', '--save', 'cats', '-n', '1']);
    await add('b.jsonl', 20, 40);
    await run(library, ['searches', 'run', 'cats']);
    const { stdout, stderr } = await run(library, ['searches', 'run', 'cats', '--new']);
    expect(stdout.match(/^\d {2}On the cat graph/gm)).toHaveLength(5);
    expect(stderr).toMatch(/^15 more papers are new and score below 0\.\d\d\.\n$/);
    expect((await run(library, ['searches', 'run', 'cats', '--new'])).stderr).toBe(
      'Nothing new since the last run.\n',
    );
  });
});

describe('add --watch', () => {
  it('waits for an empty folder', async () => {
    const inbox = join(folder.path, 'inbox');
    mkdirSync(inbox);
    const stop = new AbortController();
    const running = run(library, ['add', inbox, '--watch'], { signal: stop.signal });
    await new Promise((resolve) => setTimeout(resolve, 300));
    writeFileSync(join(inbox, 'a.jsonl'), papers(0, 4));
    await vi.waitFor(
      async () => expect((await run(library, ['status'])).stdout).toContain('papers         4'),
      20_000,
    );
    stop.abort();
    const { code, stderr } = await running;
    expect(code).toBe(0);
    expect(stderr).toContain('There is no file in the folder');
  });
});
