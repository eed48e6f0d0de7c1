/** `mark`: what is refused, what is kept, and where it shows. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers } from '../cli/four-papers.js';
import { marked, writeMarks, type Mark, type Marks } from '../../src/page/client/marks/marks.js';

const { folder, library, file } = fourPapers();

const markOf = async (id: string): Promise<Mark | undefined> =>
  (JSON.parse((await run(library, ['show', id, '--json'])).stdout) as { mark?: Mark }).mark;
const saved = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const listed = async (...flags: string[]): Promise<string[]> =>
  (await run(library, ['export', '--format', 'jsonl', ...flags])).stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe('mark refuses', () => {
  it.each([
    ['Which papers? Expected either ids, or --query QUESTION, or --from FILE.', ['mark']],
    ['Mark them as what?', ['mark', 'cats']],
    ['These do not go together.', ['mark', 'cats', '--query', 'dog', '--star']],
    ['no other flag goes with it', ['mark', '--from', 'x.json', '--star']],
    ["'--include' cannot be used with option '--exclude'", ['mark', 'cats', '--include', '--exclude']],
    ['--reason says why a decision was made', ['mark', 'cats', '--reason', 'animals']],
    ['The tag "one, two" has a comma in it', ['mark', 'cats', '--tag', 'one, two']],
    ['has a semicolon in it', ['mark', 'cats', '--tag', 'one;two']],
    ['Expected some text.', ['mark', 'cats', '--tag', ' ']],
    ['has 1,000,000 characters; expected at most 20,000.', ['mark', 'cats', '--note', 'n'.repeat(1_000_000)]],
    ['has 501 characters; expected at most 500.', ['mark', 'cats', '--exclude', '--reason', 'r'.repeat(501)]],
    ['Expected one of include, exclude, maybe, unmarked.', ['ask', 'cat', '--marked', 'yes']],
  ])('%# %s', async (message, argv) => {
    const { code, stdout, stderr } = await run(library, argv);
    expect(stderr).toContain(message);
    expect(stderr.length).toBeLessThan(600);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(await markOf('cats')).toBeUndefined();
  });

  it('an unknown id, and then marks nothing', async () => {
    const { code, stderr } = await run(library, ['mark', 'cats', 'zebras', '--include']);
    expect({ code, stderr }).toMatchObject({ code: 1 });
    expect(stderr).toContain('No paper "zebras"');
    expect(await markOf('cats')).toBeUndefined();
  });

  it.each([
    ['nothing.json', null, 'there is no such file'],
    ['text.json', 'not JSON', 'is no file of marks'],
    ['other.json', { name: 'other', version: 1, marks: [] }, 'is no file of marks: expected {"name"'],
    [
      'newer.json',
      { name: 'fieldmap-marks', version: 2, marks: [] },
      'has version 2; this fieldmap reads version 1.',
    ],
  ])('%s', async (name, content, message) => {
    const path = content === null ? join(folder, name) : saved(name, content);
    const { code, stderr } = await run(library, ['mark', '--from', path]);
    expect(stderr).toContain(message);
    expect(code).toBe(1);
  });
});

describe('mark', () => {
  beforeAll(async () => {
    await run(library, [
      'mark',
      'cats',
      '--include',
      '--tag',
      'core',
      '--tag',
      'to read',
      '--note',
      'A fine\nnote',
    ]);
    await run(library, ['mark', 'dog map', '--exclude', '--reason', 'wrong animal', '--star']);
  });

  it('keeps what is said, by id and by part of a title', async () => {
    expect(await markOf('cats')).toEqual({
      decision: 'include',
      reason: '',
      star: false,
      tags: ['core', 'to read'],
      note: 'A fine\nnote',
    });
    expect(await markOf('dogs')).toMatchObject({ decision: 'exclude', reason: 'wrong animal', star: true });
  });

  it('shows it in hits and in show', async () => {
    const { stdout } = await run(library, ['ask', 'dog map', '-n', '1']);
    expect(stdout).toContain('★ · exclude (wrong animal)');
    const shown = await run(library, ['show', 'cats']);
    expect(shown.stdout).toContain('Marked: include · #core · #to read');
    expect(shown.stdout).toContain('Note: A fine note');
    const hits = JSON.parse((await run(library, ['ask', 'star', '--json'])).stdout) as {
      hits: { id: string; mark?: Mark }[];
    };
    expect(hits.hits.find(({ id }) => id === 'stars')).not.toHaveProperty('mark');
  });

  it('filters', async () => {
    expect(await listed('--marked', 'include')).toEqual(['cats']);
    expect(await listed('--marked', 'unmarked')).toEqual(['stars', 'cells']);
    expect(await listed('--marked', 'maybe')).toEqual([]);
    expect(await listed('--marked', 'include', '--marked', 'exclude')).toEqual(['cats', 'dogs']);
    expect(await listed('--tag', 'CORE')).toEqual(['cats']);
    const none = await run(library, ['ask', 'cat', '--tag', 'cores']);
    expect(none.stderr).toContain('No paper has the tag "cores"; the nearest is "core".');
  });

  it('is written into bibliographies as keywords and notes, and into CSV as columns', async () => {
    const out = async (format: string): Promise<string> =>
      (await run(library, ['export', '--format', format])).stdout;
    const bib = await out('bib');
    expect(bib).toContain('keywords = {core; to read; fieldmap: include}');
    expect(bib).toContain('annote = {A fine note}');
    expect(bib).toContain('keywords = {fieldmap: exclude (wrong animal); fieldmap: star}');
    const ris = await out('ris');
    expect(ris).toContain('KW  - core\r\nKW  - to read\r\nKW  - fieldmap: include\r\n');
    expect(ris).toContain('N1  - A fine note\r\n');
    const csv = await out('csv');
    expect(csv).toContain('fieldmap decision,fieldmap reason,fieldmap star,fieldmap tags,fieldmap note');
    expect(csv).toContain(',include,,,"core; to read","A fine\nnote"');
    expect(csv).toContain(',exclude,wrong animal,yes,,');
    expect(await out('md')).toContain('★ exclude (wrong animal)');
  });

  it.each(['csv', 'jsonl', 'ris', 'bib'])('comes back from %s as no part of the paper', async (format) => {
    const { stdout } = await run(library, ['export', '--format', format]);
    const again = join(folder, `again-${format}`);
    await run(again, ['add', '-'], { stdin: stdout });
    const text = (await run(again, ['export', '--format', 'jsonl'])).stdout;
    const papers = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(papers).toHaveLength(4);
    for (const { labels, mark } of papers) {
      expect(mark).toBeUndefined();
      expect((labels as string[]).filter((label) => label.startsWith('fieldmap'))).toEqual([]);
    }
  });

  it('outlives adding the same file again, and a new map', async () => {
    await run(library, ['add', file]);
    expect((await run(library, ['map', '--out', join(folder, 'out')])).code).toBe(0);
    expect(await markOf('cats')).toMatchObject({ decision: 'include', tags: ['core', 'to read'] });
  });

  it('marks the lines of standard input, and says how many decisions it changed', async () => {
    const ran = await run(library, ['mark', '-', '--maybe', '--json'], {
      stdin: 'cats\r\n\n cells \ncats\n',
    });
    const { papers, redecided } = JSON.parse(ran.stdout) as { papers: { id: string }[]; redecided: number };
    expect(papers.map(({ id }) => id)).toEqual(['cats', 'cells']);
    expect(redecided).toBe(1);
    await run(library, ['mark', 'cells', '--clear']);
    expect(await markOf('cells')).toBeUndefined();
  });

  it('marks the hits of a question after showing how many', async () => {
    const { stdout, stderr, code } = await run(library, [
      'mark',
      '--query',
      'star',
      '-n',
      '1',
      '--tag',
      'sky',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('1 hit of "star":\n  1  Sparse stars');
    expect(stdout).toContain('Sparse stars: #sky\n1 paper marked.');
    await run(library, ['mark', 'stars', '--clear']);
  });
});

describe('mark --from', () => {
  it('takes what the page saves; what is empty there stays, what cannot be kept is named', async () => {
    let marks: Marks = new Map();
    marks = marked(marks, 'cats', { decision: 'include', note: 'from the page' });
    marks = marked(marks, 'cells', { star: true, tags: ['biology', 'a, b'] });
    marks = marked(marks, 'stars', { decision: 'exclude', reason: 'too far', tags: ['x'] });
    marks = marked(marks, 'zebras', { star: true });
    await run(library, ['mark', 'cats', '--tag', 'core']);
    const { code, stdout, stderr } = await run(library, [
      'mark',
      '--from',
      saved('marks.json', writeMarks(marks)),
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe('2 papers marked.\n');
    expect(stderr).toContain('cells: The tag "a, b" has a comma in it');
    expect(stderr).toContain('Not in this library: zebras.');
    expect(await markOf('cats')).toMatchObject({ decision: 'include', note: 'from the page' });
    expect((await markOf('cats'))!.tags).toContain('core');
    expect(await markOf('stars')).toMatchObject({ decision: 'exclude', reason: 'too far', tags: ['x'] });
  });

  it('passes over entries of another shape, and keeps the others', async () => {
    const path = saved('odd.json', {
      name: 'fieldmap-marks',
      version: 1,
      marks: [
        null,
        7,
        { id: '' },
        { id: 'cells', decision: 'perhaps' },
        { id: 'cells', note: 'n'.repeat(1e6) },
        { id: 'dogs', star: true },
      ],
    });
    const { stdout } = await run(library, ['mark', '--from', path, '--json']);
    const { marked: papers, skipped } = JSON.parse(stdout) as { marked: number; skipped: string[] };
    expect(papers).toBe(1);
    expect(skipped).toHaveLength(5);
    expect(skipped[4]).toContain('has 1,000,000 characters');
  });
});
