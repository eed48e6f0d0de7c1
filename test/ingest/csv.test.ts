import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failure, read } from './helpers.js';

describe('tables', () => {
  it('without a header are refused, with what a header looks like', async () => {
    expect(await failure(read('1,Maps,2019\n2,Trees,2020\n', { format: 'csv' }))).toMatchObject({
      code: 'input',
      message:
        'test-file, line 1: no header with a column "title" or "abstract" (it begins with "1,Maps,2019").',
      hint: /title, abstract, authors/,
    });
  });

  it('name a quote that is never closed and read the rest', async () => {
    const { papers, skipped } = await read('title,abstract\nA,one\nB,"two\nC,three\nD,four\n');
    expect(papers.map((paper) => paper.title)).toEqual(['A', 'C', 'D']);
    expect(skipped).toEqual([{ line: 3, reason: 'a quote (") is opened and never closed' }]);
  });

  it('name a record with too many fields and one with nothing', async () => {
    const { papers, skipped } = await read('title,abstract\nA,one,two,three\n,\nB,x\n');
    expect(papers.map((paper) => paper.title)).toEqual(['B']);
    expect(skipped).toEqual([
      { line: 2, reason: '4 fields where the header has 2' },
      { line: 3, reason: 'neither title nor abstract' },
    ]);
  });

  it.each([[','], ['\t'], [';'], ['|']])('with %j between the fields are read', async (delimiter) => {
    const rows = [
      ['Title', 'Abstract', 'Author(s)', 'Publication Year'],
      ['"A ""quoted"" title"', '"two\nlines"', '"Lovelace, Ada"', '1843'],
    ];
    const { papers, lines } = await read(rows.map((row) => row.join(delimiter)).join('\r\n'));
    expect(papers).toMatchObject([{ title: 'A "quoted" title', abstract: 'two lines', year: 1843 }]);
    expect(lines).toEqual([2]);
  });

  it('keep columns that no field takes, but for __proto__', async () => {
    const { papers } = await read('title,abstract,rating,__proto__\nA,b,5,x\n');
    expect(papers[0]!.extra).toEqual({ rating: '5' });
  });

  it('give back any text that a writer quotes', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'Z', '"', ',', '\n', ' ', 'é', '\t', ';') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const csv = ['title,abstract', ...rows.map(([a, b]) => `${quote(`t ${a}`)},${quote(`b ${b}`)}`)].join(
          '\n',
        );
        const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();
        const { papers, skipped } = await read(csv);
        expect(skipped).toEqual([]);
        expect(papers.map((paper) => [paper.title, paper.abstract])).toEqual(
          rows.map(([a, b]) => [fold(`t ${a}`), fold(`b ${b}`)]),
        );
      }),
      { numRuns: 100 },
    );
  });
});
