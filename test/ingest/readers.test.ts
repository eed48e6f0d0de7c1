import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordBatches } from '../../src/ingest/tables/csv-records.js';
import { parseJson } from '../../src/ingest/json/json-values.js';
import { read } from './helpers.js';

describe('a table without a line of column names', () => {
  it('is refused with the line and the names that are wanted', async () => {
    await expect(read('one,two\n1,2\n', { format: 'csv' })).rejects.toMatchObject({
      message: expect.stringContaining('no header with a column "title" or "abstract"') as string,
      hint: expect.stringContaining('title, abstract, authors') as string,
    });
  });

  it('is not made one by a sentence with the word title in it', async () => {
    await expect(
      read('Notes\n\nThe title, as usual, is long\n1,2,3\n', { format: 'csv' }),
    ).rejects.toMatchObject({
      code: 'input',
    });
  });
});

describe('a table', () => {
  it('may begin with lines about the export (Dimensions)', async () => {
    const { papers, lines } = await read(
      '"About the data: Exported on Mar 03, 2023. Criteria: Text - \'gulls\'."\n\n' +
        'Rank,Publication ID,DOI,Title,Abstract,Source title,PubYear,Authors,Pagination,MeSH terms\n' +
        '500,pub.1,10.5555/dim1,Gulls,We count.,J Gulls,2020,"Smyth, John; Doe, Mary",1-9,Birds; Sea\n',
    );
    expect(papers).toMatchObject([
      { title: 'Gulls', venue: 'J Gulls', authors: ['John Smyth', 'Mary Doe'], labels: ['Birds', 'Sea'] },
    ]);
    expect(lines).toEqual([4]);
  });

  it('may name its delimiter as Excel does', async () => {
    for (const first of ['sep=;', '"sep=;"', 'SEP=;', 'sep=;\nExport of 1 January\n'])
      expect(
        (await read(`${first}\ntitle;year;authors\n"Gulls; a count";2019;Smyth, J\n`)).papers,
      ).toMatchObject([{ title: 'Gulls; a count', year: 2019, authors: ['J Smyth'] }]);
  });

  it('comes from SpringerLink', async () => {
    const { papers } = await read(
      'Item Title,Publication Title,Book Series Title,Journal Volume,Journal Issue,Item DOI,Authors,Publication Year,URL,Content Type\n' +
        '"Gulls, counted","Journal of Springs",,12,3,10.5555/s1,"Jane DoeJohn McDonaldA. Roe",2020,http://link.example/a,Article\n',
    );
    expect(papers).toMatchObject([
      {
        title: 'Gulls, counted',
        venue: 'Journal of Springs',
        doi: '10.5555/s1',
        year: 2020,
        authors: ['Jane Doe', 'John McDonald', 'A. Roe'],
      },
    ]);
  });

  it('comes from Publish or Perish', async () => {
    const { papers } = await read(
      '\ufeffCites,Authors,Title,Year,Source,Publisher,ArticleURL,CitesURL,GSRank,QueryDate,Type,DOI,ISSN,Volume,Issue,StartPage,EndPage,Abstract\n' +
        '9,"J Smyth, MK Doe, A Roe...","[PDF][PDF] Gulls of the sea",2017,"J Gulls",Press,https://x.example/a,https://x.example/c,1,2020-01-01,PDF,,,0,0,0,0,"We count …"\n',
    );
    expect(papers).toMatchObject([
      {
        title: 'Gulls of the sea',
        authors: ['J Smyth', 'MK Doe', 'A Roe'],
        year: 2017,
        venue: 'J Gulls',
        url: 'https://x.example/a',
      },
    ]);
  });

  it('takes time that grows with its length, not with its square', async () => {
    // Counted, not timed: how often the text is searched for a sign from a place on.
    const searched = async (fields: number): Promise<number> => {
      const text = `title,abstract\n${'"a","b",'.repeat(fields)}`;
      let characters = 0;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its text below
      const { indexOf } = String.prototype;
      String.prototype.indexOf = function (this: string, what: string, from = 0): number {
        const found = indexOf.call(this, what, from);
        characters += (found < 0 ? this.length : found) - from;
        return found;
      };
      try {
        async function* chunks(): AsyncGenerator<string> {
          await Promise.resolve();
          yield text;
        }
        for await (const batch of recordBatches({ name: 'x', chunks: chunks() }))
          expect(batch.records.length).toBeGreaterThan(0);
      } finally {
        String.prototype.indexOf = indexOf;
      }
      return characters;
    };
    const once = await searched(2000);
    expect(await searched(4000)).toBeLessThan(2.5 * once);
  });
});

describe('RIS whose TY is not first', () => {
  it('is one record, with its ER or the next record as its end', async () => {
    const { papers, skipped } = await read(
      'DB  - X\nTI  - Gulls\nAB  - We count.\nTY  - JOUR\nAU  - Mare, A. J.\nPY  - 2006\nER  - \n\n' +
        'TI  - Terns\nTY  - BOOK\nAU  - Coe, B.\nER  - \n',
    );
    expect(skipped).toEqual([]);
    expect(papers).toMatchObject([
      { title: 'Gulls', authors: ['A. J. Mare'], year: 2006 },
      { title: 'Terns', authors: ['B. Coe'] },
    ]);
    expect(papers[1]!.extra['ris']).toEqual([
      ['TY', 'BOOK'],
      ['TI', 'Terns'],
      ['AU', 'Coe, B.'],
    ]);
  });

  it('is two where a record without TY and ER stands before one that has both', async () => {
    const { papers, lines } = await read('TI  - Gulls\nAU  - Mare, A.\nTY  - JOUR\nTI  - Terns\nER  - \n', {
      format: 'ris',
    });
    expect(papers.map(({ title, authors }) => [title, authors])).toEqual([
      ['Gulls', ['A. Mare']],
      ['Terns', []],
    ]);
    expect(lines).toEqual([1, 3]);
  });
});

describe('JSON', () => {
  it('with the NaN of Python is read, and a NaN in a text stays', async () => {
    const { papers, skipped } = await read(
      '{"title": "NaN in a \\"NaN\\" text", "year": NaN, "abstract": NaN}\n{"title": "B", "score": -Infinity}\n',
    );
    expect(skipped).toEqual([]);
    expect(papers.map(({ title, year }) => [title, year])).toEqual([
      ['NaN in a "NaN" text', null],
      ['B', null],
    ]);
  });

  it('is read as JSON.parse reads it wherever that succeeds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('that is nested without end costs its own record alone', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    for (const text of [
      `[{"title":"A"},{"title":"B","x":${deep}},{"title":"C","abstract":${deep}},{"title":"D"}]`,
      `{"title":"A"}\n{"title":"B","x":${deep}}\n{"title":"C","authors":${deep}}\n{"title":"D"}\n`,
    ]) {
      const { papers, skipped } = await read(text, { format: 'jsonl' });
      expect(papers.map(({ title }) => title)).toEqual(['A', 'D']);
      expect(skipped.map(({ reason }) => reason)).toEqual(Array(2).fill('nested more than 200 deep'));
    }
  });

  it('of bioRxiv is a collection', async () => {
    const { papers } = await read(
      '{"messages":[{"status":"ok"}],"collection":[{"doi":"10.1101/1","title":"Neurons","authors":"Smyth, J.; Doe, M. K.",' +
        '"date":"2020-01-05","abstract":"We imagine.","server":"bioRxiv"}]}',
    );
    expect(papers).toMatchObject([
      {
        title: 'Neurons',
        authors: ['J. Smyth', 'M. K. Doe'],
        venue: 'bioRxiv',
        year: 2020,
        doi: '10.1101/1',
      },
    ]);
  });
});

describe('theses and reports', () => {
  it('have their university or institution as the venue', async () => {
    const papers = [
      ...(await read('TY  - THES\nTI  - Gulls\nPB  - University of Fiction\nER  - \n')).papers,
      ...(await read('@phdthesis{a, title={Gulls}, school={University of Fiction}}')).papers,
      ...(
        await read(
          '<xml><records><record><ref-type name="Thesis">32</ref-type><titles><title>Gulls</title></titles><publisher>University of Fiction</publisher></record></records></xml>',
        )
      ).papers,
      ...(
        await read(
          '[{"id":"a","type":"thesis","title":"Gulls","publisher":"University of Fiction","issued":{"raw":"2019"}}]',
        )
      ).papers,
    ];
    expect(papers.map(({ venue }) => venue)).toEqual(Array(4).fill('University of Fiction'));
  });
});

it('reads columns and keys that sources have names of their own for', async () => {
  const wos = await read(
    'Publication Type,Authors,Author Full Names,Group Authors,Article Title,Source Title,Publication Year\n' +
      'J,"Doe, M","Doe, Mary (57201234567)",Hen Study Grp,Maps of hens,J MAPS,2019\n',
  );
  expect(wos.papers).toMatchObject([
    { title: 'Maps of hens', authors: ['Mary Doe', 'Hen Study Grp'], venue: 'J MAPS', year: 2019 },
  ]);
  const proquest = await read(
    'Title,Abstract,digitalObjectIdentifier,pubtitle,year\nMaps of hens,We map.,10.5555/q,J,2019\n',
  );
  expect(proquest.papers[0]).toMatchObject({ doi: '10.5555/q', venue: 'J' });
  const dump = await read(
    JSON.stringify({
      id: '1901.00001',
      title: 'Maps of hens',
      authors: 'Mary Doe and A. Roe (Hen College)',
      authors_parsed: [
        ['Doe', 'Mary', ''],
        ['Roe', 'A.', 'Jr'],
      ],
    }),
  );
  expect(dump.papers[0]!.authors).toEqual(['Mary Doe', 'A. Roe, Jr']);
  const preprint = await read(
    JSON.stringify({
      resultList: {
        result: [
          {
            id: 'P',
            source: 'PPR',
            title: 'Maps of hens',
            authorString: 'Doe M.',
            bookOrReportDetails: { publisher: 'bioRxiv' },
          },
        ],
      },
    }),
  );
  expect(preprint.papers[0]).toMatchObject({ venue: 'bioRxiv' });
});

it('a line may hold U+2028: it ends no line of a tagged file', async () => {
  const { papers } = await read('TY  - JOUR\nTI  - Maps\u2028\nAU  - Doe, M\nN1  - a\u2028b\nER  - \n');
  expect(papers).toMatchObject([{ title: 'Maps', authors: ['M Doe'] }]);
});
