import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../src/types.js';
import { EXPORT_FORMATS } from '../../src/questions/index.js';
import { authorNames, nameOf, NAME_PARTS, partsToKeep, spelled, type Name } from '../../src/text/names.js';
import { readPapers } from '../../src/ingest/read-papers.js';
import { BASE, write } from './papers.js';

/** Markdown is for people: it is not read back. */
const READ_BACK = EXPORT_FORMATS.filter((format) => format !== 'md');

async function read(text: string): Promise<Paper[]> {
  const papers: Paper[] = [];
  for await (const event of readPapers({ name: 'x', bytes: Buffer.from(text) })) {
    if (event.kind !== 'paper') throw new Error(`${JSON.stringify(event)}\n${text.slice(0, 2000)}`);
    papers.push(event.paper);
  }
  return papers;
}

/** What every format holds. */
function essence({ id, title, abstract, authors, year, venue, doi, url, labels, ids }: Paper): unknown {
  return { id, title, abstract, authors, year, venue, doi, url, labels, ids };
}

const PAPERS: Paper[] = [
  {
    ...BASE,
    id: '10.1000/a_b--c',
    title: 'Sparse Maps of DNA & RNA: 100% of {everything}',
    abstract: 'It costs $5 -- or "more"; x_1 ~ y^2 \\ z, a<b & so on.',
    authors: ['Ada Lovelace', 'Martin Luther King, Jr.', 'Arnold van Gennep', 'The Map Consortium', 'Plato'],
    year: 1843,
    venue: 'J. Maps & Charts',
    doi: '10.1000/a_b--c',
    url: 'https://example.org/a_b?x=1&y=%20',
    labels: ['maps', 'DNA, RNA'],
  },
  {
    ...BASE,
    id: 'given-1',
    title: 'Только название',
    authors: ['熊 玮'],
    ids: { openalex: 'W123', arxiv: '1706.03762' },
  },
  {
    ...BASE,
    id: 'x 2',
    title: '=SUM(A1) is not a formula',
    abstract: "-1 is a number. It''s ``quoted''.",
    authors: ['Marks and Spencer Group'],
    labels: ['one, two'],
  },
  {
    ...BASE,
    id: '1706.03762',
    title: 'Attention',
    abstract: 'Two 😀 lines — and عربى.',
    authors: ['A. B. Vaswani'],
    year: 2017,
    venue: 'Proceedings of NeurIPS',
    ids: { arxiv: '1706.03762', pmid: '123456', s2: 'abc', anthology: 'P18-1001' },
  },
  { ...BASE, id: 'no-title', abstract: 'Only an abstract.', authors: [] },
  withNames('names', [
    nameOf('García Márquez', 'Gabriel'),
    nameOf('Barnes and Nobel'),
    nameOf('Smith, Jones, and Partners'),
    nameOf('X', 'Malcolm'),
    nameOf('Scrapy inventors'),
    nameOf('Ortega y Gasset', 'José'),
    nameOf('von und zum Stein', 'Karl'),
    nameOf('Beethoven', 'Ludwig van', 'III'),
  ]),
  withNames('one body', [nameOf('Map Inventors')]),
];

function withNames(id: string, names: readonly Name[]): Paper {
  return {
    ...BASE,
    id,
    title: `On ${id}`,
    authors: names.map(spelled),
    extra: { [NAME_PARTS]: partsToKeep(names) },
  };
}

const namesIn = (papers: readonly Paper[]): unknown =>
  papers.map(({ authors, extra }) => authorNames(authors, extra));

describe('a selection of papers', () => {
  for (const first of READ_BACK) {
    for (const second of READ_BACK) {
      it(`comes back the same through ${first} and then ${second}`, async () => {
        const once = await read(write(PAPERS, first));
        expect(once.map(essence)).toEqual(PAPERS.map(essence));
        expect(namesIn(once)).toEqual(namesIn(PAPERS));
        const twice = await read(write(once, second));
        expect(twice.map(essence)).toEqual(PAPERS.map(essence));
        expect(namesIn(twice)).toEqual(namesIn(PAPERS));
      });
    }
  }

  it.each(READ_BACK)('carries its topic as a keyword in %s, and reading takes it off', async (format) => {
    const text = write(PAPERS, format, 'sparse autoencoders');
    expect(text).toContain('sparse autoencoders');
    expect((await read(text)).map(essence)).toEqual(PAPERS.map(essence));
    expect(
      (await read(text)).every((paper) => !('topic' in paper.extra) && !('fieldmap topic' in paper.extra)),
    ).toBe(true);
  });

  it('comes back the same whatever its texts hold', async () => {
    const char = fc.constantFrom(...'ab Z0{}\\$%&#_~^-\'"`,;:<>=@|()[]é😀ß.\n');
    const text = fc.array(char, { maxLength: 30 }).map((chars) => chars.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...READ_BACK),
        async (texts, format) => {
          // What reading makes of a text is the text: what it leaves alone must come back.
          const papers = await read(
            texts
              .map(([title, abstract], i) => JSON.stringify({ id: `p${i}`, title: `T ${title}`, abstract }))
              .join('\n') + '\n{"id":"last","title":"x"}\n',
          );
          expect((await read(write(papers, format))).map(essence)).toEqual(papers.map(essence));
        },
      ),
      { numRuns: 400 },
    );
  });
});
