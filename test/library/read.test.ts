/** What to read first on a topic, a question and the library; what a topic is about in sentences of its papers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadingList } from '../../src/library/library.js';
import { run, temporaryFolder, type Ran } from '../helpers/cli.js';

const WORDS = ['cat graph', 'dog map', 'sparse star', 'protein cell'];
const PAPERS = Array.from({ length: 40 }, (_, n) => ({
  id: `p${n}`,
  title: `On the ${WORDS[n % 4]} ${n}`,
  abstract: `We study the ${WORDS[n % 4]} at length in this work. The ${WORDS[n % 4]} of kind ${n} is measured once more.`,
  year: 1980 + n,
}));

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const fieldmap = (...argv: string[]): Promise<Ran> => run(library, argv);
const read = async (...argv: string[]): Promise<ReadingList> =>
  JSON.parse((await fieldmap('read', ...argv, '--json')).stdout) as ReadingList;
const subject = (id: string): number => Number(id.slice(1)) % 4;

beforeAll(async () => {
  const file = join(folder.path, 'papers.jsonl');
  writeFileSync(file, PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  await run(library, ['add', file]);
  await run(library, ['map', '--out', join(folder.path, 'out'), '--topics', '4']);
});
afterAll(() => folder.remove());

describe('read', () => {
  it.each([
    [['read', '-n', '0'], 2, 'Expected a whole number from 1 to 50.'],
    [['read', '-n', '51'], 2, 'Expected a whole number from 1 to 50.'],
    [['read', '--topic', 't99'], 1, 'There is no topic "t99"'],
  ])('refuses %j', async (argv, code, said) => {
    const ran = await fieldmap(...argv);
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' });
    expect(ran.stderr).toContain(said);
  });

  it('says when there is nothing to read', async () => {
    const { code, stdout, stderr } = await fieldmap('read', 'cat', '--author', 'Nobody');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('No paper passes the filter.');
  });

  it('covers the library: one of each subject before a second of any', async () => {
    const { of, among, papers } = await read('-n', '4');
    expect({ of, among }).toEqual({ of: 'library', among: 40 });
    expect(papers.map(({ id }) => subject(id)).sort()).toEqual([0, 1, 2, 3]);
    expect(papers.map(({ role }) => role)).toEqual(['central', 'aspect', 'aspect', 'aspect']);
    expect(papers.reduce((sum, { covers }) => sum + covers, 0)).toBe(40);
    for (const { id, sentence } of papers) expect(sentence!.text).toContain(WORDS[subject(id)]!);
  });

  it('keeps to a topic, by id or label, and to a question', async () => {
    const topic = await read('t1');
    expect(topic.of).toBe('topic');
    expect(new Set(topic.papers.map(({ id }) => subject(id))).size).toBe(1);
    expect((await read(topic.title)).papers).toEqual(topic.papers);
    const question = await read('protein cell', '-n', '3');
    expect(question).toMatchObject({ of: 'question', title: 'protein cell' });
    expect(subject(question.papers[0]!.id)).toBe(3);
    expect(await read('protein cell', '-n', '3')).toEqual(question);
  });

  it('adds recent and founding ones on wish, none twice', async () => {
    const { papers } = await read('-n', '2', '--recent', '--founding');
    const years = (role: string): (number | null)[] =>
      papers.filter((one) => one.role === role).map(({ paper }) => paper.year);
    expect(years('recent').length).toBeGreaterThan(0);
    for (const year of years('recent')) expect(year).toBeGreaterThanOrEqual(2017);
    expect(years('founding').length).toBeGreaterThan(0);
    for (const year of years('founding')) expect(year).toBeLessThanOrEqual(1988);
    expect(new Set(papers.map(({ id }) => id)).size).toBe(papers.length);
  });

  it('prints why each is in the list', async () => {
    const { stdout } = await fieldmap('read', 'protein cell', '-n', '2');
    expect(stdout).toMatch(
      /^2 papers to read first, of \d+ papers on “protein cell”:\n\n1 {2}On the protein cell/,
    );
    expect(stdout).toMatch(/central, nearest to \d+ papers? · p\d+\n {3}“.*protein cell.*”/);
  });
});

describe('a topic', () => {
  it('begins with sentences of its papers, each of another one, with its source', async () => {
    const shown = JSON.parse((await fieldmap('topics', 'show', 't1', '--json')).stdout) as {
      about: { paper: string; title: string; text: string }[];
      papers: { id: string }[];
    };
    expect(shown.about.length).toBeGreaterThan(0);
    expect(shown.about.length).toBeLessThanOrEqual(3);
    expect(new Set(shown.about.map(({ paper }) => paper)).size).toBe(shown.about.length);
    for (const { paper, title, text } of shown.about) {
      const own = PAPERS.find(({ id }) => id === paper)!;
      expect(own.title).toBe(title);
      expect(own.abstract).toContain(text);
      expect(shown.papers.map(({ id }) => id)).toContain(paper);
    }
    const { stdout } = await fieldmap('show', 't1');
    expect(stdout).toContain(`“${shown.about[0]!.text}”`);
    expect((await fieldmap('topics', 'show', 'p1')).code).toBe(1);
  });
});
