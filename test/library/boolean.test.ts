/** Boolean questions and plain words that ask for logic, through the library. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary, type Library } from '../../src/library/library.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

const PAPERS = [
  { id: 'a', title: 'Cat graphs', abstract: 'A cat and a graph.', authors: ['Ada Wang'], year: 2015 },
  { id: 'b', title: 'Dog graphs', abstract: 'A dog and a graph.', authors: ['Bo Gould'], year: 2019 },
  { id: 'c', title: 'Cat cells', abstract: 'Cells of a cat. No dog.', authors: ['Ada Wang'], year: 2021 },
];

let root: string;
let library: Library;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'fieldmap-boolean-'));
  library = await openLibrary({ dir: join(root, 'library'), embedder: fakeEmbedder() });
  const bytes = Buffer.from(PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  await library.add([{ name: 'papers.jsonl', bytes }]);
});
afterAll(async () => {
  await library.close();
  rmSync(root, { recursive: true });
});

const ids = async (question: string, options = {}): Promise<string[]> =>
  (await library.ask(question, options)).hits.map(({ id }) => id).sort();
const notes = async (question: string, options = {}): Promise<readonly string[]> =>
  (await library.ask(question, options)).notes;

describe('ask', () => {
  it('says why a question is read as plain words', async () => {
    expect(await notes('(cat OR dog')).toContain(
      'Read as plain words, not as a Boolean question: a bracket is not closed.',
    );
    expect(await ids('(cat OR dog')).toEqual(['a', 'b', 'c']);
  });

  it('says that a question only leaves out', async () => {
    expect(await ids('NOT cat')).toEqual([]);
    expect(await notes('NOT cat')).toEqual([
      'Read as a Boolean question, NOT cat: 1 paper passes. Operators in small letters are words.',
      'The question only says what to leave out: add what to look for.',
    ]);
  });

  it('gives the papers that pass and no others', async () => {
    expect(await ids('cat NOT dog')).toEqual(['a']);
    expect(await ids('(cat OR dog) AND graph*')).toEqual(['a', 'b']);
    expect(await ids('ti:cat')).toEqual(['a', 'c']);
    expect(await ids('ab:dog NOT ti:dog')).toEqual(['c']);
    expect(await ids('au:Wang AND py:>2015')).toEqual(['c']);
    expect(await ids('author:Gould')).toEqual(['b']);
    expect(await ids('cat AND dog', { filter: { year: { from: 2000, to: 2020 } } })).toEqual([]);
    expect(await ids('cat OR dog', { and: ['graph AND py:2019'] })).toEqual(['b']);
  });

  it('says how it was read', async () => {
    expect(await notes('dog AND cat OR graph')).toEqual([
      'Read as a Boolean question, (dog AND cat) OR graph: 3 papers pass, ranked by "dog cat graph". Operators in small letters are words.',
      'AND and OR side by side are read from left to right, as PubMed does: brackets say it otherwise.',
    ]);
    expect(await notes('cat NOT cat')).toEqual([
      'Read as a Boolean question, cat NOT cat: 0 papers pass, ranked by "cat". Operators in small letters are words.',
    ]);
  });

  it.each([
    ['cat but not dog', '"but not dog" was read as words: write -dog instead to leave such papers out.'],
    [
      'cat without neural graphs in cells',
      '"without neural graphs" was read as words: write -"neural graphs" instead to leave such papers out.',
    ],
    ['cat since 2017', '"since 2017" was read as words: --year 2017.. keeps only the papers of those years.'],
    ['cat after 2017', '"after 2017" was read as words: --year 2018.. keeps only the papers of those years.'],
    [
      'cat before 2017',
      '"before 2017" was read as words: --year ..2016 keeps only the papers of those years.',
    ],
    [
      'cat between 2010 and 2015',
      '"between 2010 and 2015" was read as words: --year 2010..2015 keeps only the papers of those years.',
    ],
    [
      'cat; dog',
      'Subjects parted by ";" were read as one question: --and "dog" asks for papers on both, "(…) OR (…)" for papers on either.',
    ],
  ])('says of %j which flag does it', async (question, note) => {
    expect(await notes(question)).toContain(note);
  });

  it.each(['cat graph', 'Gould et al. (2019)', 'graph 2019', 'cat -dog', '"cat without dog"'])(
    'has nothing to say of %j',
    async (question) => {
      expect((await notes(question)).filter((note) => /read as|was read/.test(note))).toEqual([]);
    },
  );
});
