import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, afterAll, describe, expect, it } from 'vitest';
import { openLibrary, type Input, type Library } from '../../src/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const TABLE = [
  'id\tname\tbroader',
  'A\tAnimals\t',
  'A1\tcat\tA',
  'A2\tdog\tA',
  'S\tSky\t',
  'S1\tstar\tS',
].join('\n');

const paper = (id: string, title: string, year: number): Input => ({
  name: `${id}.jsonl`,
  bytes: Buffer.from(JSON.stringify({ id, title, abstract: `${title}.`, year })),
});
const PAPERS = [
  paper('c1', 'cat cat', 2001),
  paper('c2', 'cat cat', 2002),
  paper('d1', 'dog dog', 2002),
  paper('s1', 'star star', 2003),
];

const folder = temporaryFolder();
let library: Library;
beforeAll(async () => {
  library = await openLibrary({ dir: join(folder.path, 'library'), embedder: fakeEmbedder() });
  await library.add(PAPERS);
});
afterAll(async () => {
  await library.close();
  folder.remove();
});

const found = async (field: string[], year?: number) =>
  (
    await library.ask('cat dog star', {
      filter: { field, ...(year !== undefined && { year: { from: year, to: year } }) },
    })
  ).hits
    .map(({ id }) => id)
    .sort();

describe('fields of papers', () => {
  it('are refused where the library has no vocabulary, with the command that gives it one', async () => {
    await expect(library.fields()).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('map --vocabulary') as string,
    });
    await expect(found(['cat'])).rejects.toMatchObject({ code: 'usage' });
  });

  describe('once there is one', () => {
    beforeAll(async () => {
      const vocabulary = join(folder.path, 'animals.tsv');
      writeFileSync(vocabulary, TABLE);
      await library.map({ out: null, vocabulary });
    });

    it('a name that no entry has is refused with those that share a word', async () => {
      await expect(found(['cat food'])).rejects.toMatchObject({
        code: 'not-found',
        message: 'The vocabulary has no field "cat food"; it has "cat".',
      });
    });

    it('filter by name or id; a broader field has the papers of those below it', async () => {
      expect(await found(['CAT'])).toEqual(['c1', 'c2']);
      expect(await found(['S'])).toEqual(['s1']);
      expect(await found(['Animals'])).toEqual(['c1', 'c2', 'd1']);
      expect(await found(['dog', 'Sky'])).toEqual(['d1', 's1']);
      expect(await found(['Animals'], 2002)).toEqual(['c2', 'd1']);
    });

    it('are counted as the filter counts them, the tree in order', async () => {
      const { papers, fields } = await library.fields();
      expect(papers).toBe(4);
      expect(fields.map(({ id, broader, papers: count, years }) => [id, broader, count, years])).toEqual([
        ['A', null, 3, { 2001: 1, 2002: 2 }],
        ['A1', 'A', 2, { 2001: 1, 2002: 1 }],
        ['A2', 'A', 1, { 2002: 1 }],
        ['S', null, 1, { 2003: 1 }],
        ['S1', 'S', 1, { 2003: 1 }],
      ]);
    });

    it('stand on the map: of each paper, and those of each topic', async () => {
      const map = JSON.parse(Buffer.from(await library.mapJson()).toString()) as {
        papers: { id: string; fields: { id: string; likeness: number }[] }[];
        fields: { id: string; papers: number }[];
      };
      expect(map.papers.map(({ id, fields }) => [id, fields.map((one) => one.id)])).toEqual([
        ['c1', ['A1']],
        ['c2', ['A1']],
        ['d1', ['A2']],
        ['s1', ['S1']],
      ]);
      expect(map.fields.map(({ id }) => id)).toEqual(['A', 'A1', 'A2', 'S', 'S1']);
    });

    it('stand with the paper itself', async () => {
      expect(await library.show('d1', { only: 'paper' })).toMatchObject({
        fields: [{ id: 'A2', name: 'dog', url: null }],
      });
    });

    it('are found anew for papers that are added', async () => {
      await library.add([paper('d2', 'dog dog', 2004)]);
      expect(await found(['dog'])).toEqual(['d1', 'd2']);
    });
  });
});
