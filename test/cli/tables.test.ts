/** Hits and topics as tables, orders, files by their endings, and filters that nothing passes. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { fourPapers } from './four-papers.js';

const { folder, library } = fourPapers();

beforeAll(async () => {
  const { code, stderr } = await run(library, ['map', '--out', join(folder, 'out'), '--topics', '2']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('what is refused', () => {
  it.each([
    [
      ['ask', 'cat', '--columns', 'title,colour'],
      'There is no column "colour"; expected some of rank, score,',
    ],
    [['ask', 'cat', '--columns', ''], 'There is a column without a name'],
    [
      ['ask', 'cat', '--columns', 'title', '--format', 'bib'],
      '--columns goes with --format table or csv, not with bib.',
    ],
    [['ask', 'cat', '--columns', 'title', '--json'], "cannot be used with option '--json'"],
    [['export', '--columns', 'score'], 'There is no column "score"'],
    [['export', '--columns', 'title', '--format', 'ris'], '--columns goes with --format csv, not with ris.'],
    [['ask', 'cat', '--sort', 'colour'], 'Allowed choices are year, author, title.'],
    [
      ['export', '-o', 'papers.docx'],
      'papers.docx has the ending .docx, which names no format; expected .bib,',
    ],
    [['export', '-o', 'papers'], 'papers has no ending, which names no format'],
    [['show', 't1', '--offset', '-1'], 'Expected a whole number of at least 0.'],
  ])('%j', async (argv, said) => {
    const { code, stdout, stderr } = await run(library, argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  it('leaves no file where nothing could be selected', async () => {
    const file = join(folder, 'no', 'refs.bib');
    const { code } = await run(library, ['export', '--topic', 'none', '-o', file]);
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });
});

describe('hits as a table', () => {
  it('has one line a hit, with the sentence that matched', async () => {
    const { stdout } = await run(library, ['ask', 'cat graph', '-n', '2', '--format', 'table']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]!.split(/\s+/).filter(Boolean)).toEqual([
      'rank',
      'score',
      'year',
      'authors',
      'title',
      'sentence',
    ]);
    expect(lines[1]).toMatch(/^ +1 +\d\.\d\d +2020 {2}Ada Lovelace {2}.*Cat graphs/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('has the columns asked for, as text for a spreadsheet too', async () => {
    const argv = ['ask', 'cat graph', '-n', '1', '--columns', 'id, sentence ,id'];
    expect((await run(library, argv)).stdout.split('\n')[0]!.trim()).toMatch(/^id +sentence$/);
    const { stdout } = await run(library, [...argv, '--format', 'csv']);
    const [head, first] = stdout.replace('\ufeff', '').split('\r\n');
    expect(head).toBe('id,fieldmap sentence');
    expect(first).toMatch(/^cats,.*cat/i);
  });

  it('has rank, score and sentence before what every table of papers has', async () => {
    const { stdout } = await run(library, ['similar', 'cats', '-n', '1', '--format', 'csv']);
    expect(stdout.replace('\ufeff', '')).toMatch(
      /^fieldmap rank,fieldmap score,fieldmap sentence,id,title,abstract,/,
    );
  });
});

describe('--sort', () => {
  const ids = async (...argv: string[]): Promise<string[]> =>
    (await run(library, [...argv, '--columns', 'id', '--format', 'csv'])).stdout
      .replace('\ufeff', '')
      .trimEnd()
      .split('\r\n')
      .slice(1);

  it.each([
    ['year', ['stars', 'cells', 'dogs', 'cats']],
    ['author', ['cats', 'stars', 'dogs', 'cells']],
    ['title', ['cats', 'dogs', 'cells', 'stars']],
  ])('%s puts a whole library in order', async (by, order) => {
    expect(await ids('export', '--sort', by)).toEqual(order);
  });

  it('chooses the best first and then puts them in order, ranks kept', async () => {
    const { stdout } = await run(library, ['ask', 'protein dog', '-n', '2', '--sort', 'title', '--json']);
    const { hits } = JSON.parse(stdout) as { hits: { id: string; rank: number }[] };
    const best = JSON.parse((await run(library, ['ask', 'protein dog', '-n', '2', '--json'])).stdout) as {
      hits: { id: string; rank: number }[];
    };
    expect(hits.map(({ id }) => id)).toEqual(['dogs', 'cells']);
    expect([...hits].sort((a, b) => a.rank - b.rank)).toEqual(best.hits);
  });
});

describe('export -o', () => {
  it.each([
    ['refs.bib', /^@/],
    ['refs.RIS', /^TY {2}- /],
    ['refs.json', /^\[/],
    ['refs.csv', /^\ufeffid,title/],
    ['refs.jsonl', /^\{"id"/],
    ['refs.md', /Cat graphs/],
  ])('writes %s in the format of its ending', async (name, begin) => {
    const file = join(folder, 'new', name);
    const { code, stdout, stderr } = await run(library, ['export', '-o', file]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: `Written: ${file}\n` });
    expect(readFileSync(file, 'utf8')).toMatch(begin);
  });

  it('goes by --format where both are given', async () => {
    const file = join(folder, 'refs.txt');
    await run(library, ['export', 'cat', '-n', '1', '-o', file, '--format', 'ris']);
    expect(readFileSync(file, 'utf8').match(/^TY/gm)).toHaveLength(1);
  });
});

describe('a filter that nothing passes', () => {
  it.each([
    ['ask', ['cat']],
    ['similar', ['cats']],
    ['export', []],
    ['export', ['cat']],
  ])('is told by %s %j, with the nearest name', async (verb, args) => {
    const { stderr } = await run(library, [verb, ...args, '--author', 'Lovelase']);
    expect(stderr).toContain('No paper passes the filter.\n');
    expect(stderr).toContain('No paper has the author "Lovelase"; the nearest is "Ada Lovelace".\n');
  });

  it('is told of one value where another lets papers through', async () => {
    const { stderr, stdout } = await run(library, ['export', '--author', 'Turing', '--author', 'Lovelase']);
    expect(stdout).toContain('Dog maps');
    expect(stderr).toBe('No paper has the author "Lovelase"; the nearest is "Ada Lovelace".\n');
  });

  it.each([
    [['--year', '1890..1899'], 'No paper is of 1890..1899; they are of 2020 to 2022.'],
    [['--year', '1899'], 'No paper is of 1899; they are of 2020 to 2022.'],
    [['--marked', 'include'], 'No paper is marked "include".'],
  ])('%j', async (flags, said) => {
    expect((await run(library, ['ask', 'cat', ...flags])).stderr).toContain(said);
  });

  it('names the nearest topic', async () => {
    const { topics } = JSON.parse((await run(library, ['topics', '--json'])).stdout) as {
      topics: { label: string }[];
    };
    const { label } = topics[0]!;
    const { code, stderr } = await run(library, ['ask', 'cat', '--topic', `${label}x`]);
    expect(code).toBe(1);
    expect(stderr).toContain(`; the nearest is "${label}"`);
  });
});

describe('topics', () => {
  it('have heads and pages', async () => {
    const all = await run(library, ['show', 't1', '-n', '100']);
    const [, , , , head, ...rows] = all.stdout.trimEnd().split('\n');
    expect(head).toMatch(/^strength {2}year {2}id +title$/);
    const next = await run(library, ['show', 't1', '-n', '1', '--offset', '1']);
    expect(next.stdout).toContain(rows[1]!.trim().split(/ {2,}/).at(-1)!);
    expect(next.stdout).toContain(`Papers 2 to 2 of ${rows.length}.`);
    expect((await run(library, ['show', 't1', '--offset', '99'])).stdout).toContain('There are no more than');
  });

  it('leave papers out, which are listed and can be asked for', async () => {
    const shown = JSON.parse((await run(library, ['show', 'unplaced', '--json'])).stdout) as {
      kind: string;
      size: number;
      papers: { id: string }[];
    };
    expect(shown.kind).toBe('unplaced');
    const placed = JSON.parse((await run(library, ['topics', '--json'])).stdout) as { unplaced: number };
    expect(shown.size).toBe(placed.unplaced);
    const { stdout } = await run(library, ['export', '--topic', 'unplaced', '--columns', 'id']);
    expect(stdout.replace('\ufeff', '').trimEnd().split('\r\n').slice(1).sort()).toEqual(
      shown.papers.map(({ id }) => id).sort(),
    );
    expect((await run(library, ['show', 'unplaced'])).stdout).toContain('in no topic');
  });
});
