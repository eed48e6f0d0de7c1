/** `cited`: what papers cite and the library lacks, and who cites whom within it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CITATIONS, type Citations } from '../../src/text/index.js';
import { read } from '../ingest/helpers.js';
import { run } from '../helpers/cli.js';

const citationsOf = async (text: string): Promise<(Citations | undefined)[]> =>
  (await read(text)).papers.map(({ extra }) => extra[CITATIONS] as Citations | undefined);

describe('exports with references', () => {
  it('none, of another shape or without meaning are none', async () => {
    const damaged = {
      id: 'https://openalex.org/W1',
      title: 'A',
      referenced_works: [1, null, 'x'],
      cited_by_count: -1,
    };
    expect(await citationsOf(JSON.stringify(damaged))).toEqual([undefined]);
    expect(
      await citationsOf(JSON.stringify({ title: 'A b c', abstract: 'D.', [CITATIONS]: { references: 3 } })),
    ).toEqual([undefined]);
  });

  it('of OpenAlex, Crossref, Semantic Scholar and Scopus', async () => {
    const openalex = {
      id: 'https://openalex.org/W1',
      title: 'A',
      referenced_works: ['https://openalex.org/W2'],
      cited_by_count: 7,
    };
    const crossref = {
      DOI: '10.1/a',
      title: ['A'],
      'is-referenced-by-count': 3,
      reference: [
        { key: '1', DOI: '10.1000/B', 'article-title': 'On b', year: '1999' },
        { key: '2', unstructured: 'Doe J. A book of rivers. 2001.' },
        { key: '3' },
      ],
    };
    const s2 = {
      paperId: 'a'.repeat(40),
      title: 'A',
      citationCount: 0,
      references: [
        { paperId: 'b'.repeat(40), title: 'On b', year: 1999, externalIds: { ArXiv: '1901.00001' } },
        { paperId: 'c'.repeat(40), title: 'On c' },
        { paperId: null, title: 'A title without a number' },
      ],
    };
    const scopus =
      'Authors,Title,Year,Source title,Cited by,DOI,Abstract,References,EID\n' +
      '"Doe J.","A","2020","J","12","10.1/a","We.","Roe R., Poe E., On the banks of rivers, J. Rivers, 12, pp. 3-4, (2019); ' +
      'Doe, J., Streams of northern lands (2011) J. Streams, 1, p. 2",2-s2.0-1\n';
    const [one, two, three, four] = [
      ...(await citationsOf(JSON.stringify(openalex))),
      ...(await citationsOf(JSON.stringify(crossref))),
      ...(await citationsOf(JSON.stringify(s2))),
      ...(await citationsOf(scopus)),
    ];
    expect(one).toEqual({ references: [{ id: 'openalex:w2', text: '', year: null }], citedBy: 7 });
    expect(two).toEqual({
      references: [
        { id: 'doi:10.1000/b', text: 'On b', year: 1999 },
        { id: null, text: 'Doe J. A book of rivers. 2001.', year: null },
      ],
      citedBy: 3,
    });
    expect(three).toEqual({
      references: [
        { id: 'arxiv:1901.00001', text: 'On b', year: 1999 },
        { id: `s2:${'c'.repeat(40)}`, text: 'On c', year: null },
        { id: null, text: 'A title without a number', year: null },
      ],
      citedBy: 0,
    });
    expect(four).toEqual({
      references: [
        { id: null, text: 'On the banks of rivers', year: 2019 },
        { id: null, text: 'Streams of northern lands', year: 2011 },
      ],
      citedBy: 12,
    });
  });
});

describe('cited', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldmap-cited-'));
  const library = join(folder, 'library');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const work = (id: string, title: string, references: object[]): string =>
    JSON.stringify({
      DOI: `10.1000/${id}`,
      title: [title],
      abstract: `About ${title} and its neighbours, at some length.`,
      'is-referenced-by-count': 1,
      reference: references,
    });
  beforeAll(async () => {
    const file = join(folder, 'works.jsonl');
    const far = { DOI: '10.1000/FAR', 'article-title': 'A work far away', year: '1990' };
    writeFileSync(
      file,
      [
        work('a', 'Rivers of the northern lands', [far, { DOI: '10.1000/b' }, { DOI: '10.1000/far' }]),
        work('b', 'Lakes of the southern hills', [far, { 'article-title': 'Rivers of the Northern Lands' }]),
        work('c', 'Seas between the islands', [{ DOI: '10.1000/once', 'article-title': 'Cited once only' }]),
      ].join('\n'),
    );
    expect((await run(library, ['add', file])).code).toBe(0);
  });

  it('refuses a number that is none, and says where references come from when there are none', async () => {
    expect((await run(library, ['cited', '-n', 'x'])).code).toBe(2);
    const other = join(folder, 'other');
    const file = join(folder, 'a.bib');
    writeFileSync(file, '@article{k, title={Sparse graphs}, abstract={We say.}}');
    await run(other, ['add', file]);
    const { code, stdout } = await run(other, ['cited']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('Of none of the 1 paper references are known.'),
    ]);
  });

  it('lists what is cited most and not there, each paper counted once', async () => {
    const { stdout } = await run(library, ['cited', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      papers: 3,
      withReferences: 3,
      inside: 2,
      outside: 2,
      missing: [
        { id: 'doi:10.1000/far', title: 'A work far away', year: 1990, citedBy: 2 },
        { id: 'doi:10.1000/once', title: 'Cited once only', year: null, citedBy: 1 },
      ],
    });
    expect((await run(library, ['cited', '-n', '1'])).stdout).toContain(
      '2  A work far away (1990) doi:10.1000/far',
    );
  });

  it('has the edges in GraphML, and nothing of it in the papers', async () => {
    const out = join(folder, 'out');
    expect((await run(library, ['map', '--out', out, '--graphml'])).code).toBe(0);
    const edges = [
      ...readFileSync(join(out, 'neighbors.graphml'), 'utf8').matchAll(
        /<edge source="([^"]+)" target="([^"]+)" directed="true"><data key="kind">cites</g,
      ),
    ].map(([, from, to]) => `${from} ${to}`);
    expect(edges).toEqual(['10.1000/a 10.1000/b', '10.1000/b 10.1000/a']);
    expect((await run(library, ['show', '10.1000/a', '--json'])).stdout).not.toContain(CITATIONS);
  });
});
