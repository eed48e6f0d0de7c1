import { describe, expect, it } from 'vitest';
import { read } from './helpers.js';

describe('JSON Lines', () => {
  it('names a damaged line and reads the others', async () => {
    const { papers, skipped, lines } = await read(
      '{"title":"A"}\n{"title":\n[1]\nnull\n{}\n\n{"title":"B"}\n',
    );
    expect(papers.map((paper) => paper.title)).toEqual(['A', 'B']);
    expect(lines).toEqual([1, 7]);
    expect(skipped).toEqual([
      { line: 2, reason: expect.stringMatching(/^not valid JSON \(Unexpected end/) as string },
      { line: 3, reason: 'a JSON array where an object is expected' },
      { line: 4, reason: 'null where an object is expected' },
      { line: 5, reason: 'neither title nor abstract' },
    ]);
  });

  it('takes every field', async () => {
    const { papers } = await read(
      `${JSON.stringify({
        id: 'x1',
        title: 'A  title',
        abstract: 'Text.',
        authors: ['Ada Lovelace', 'Turing, Alan'],
        year: 1999,
        venue: 'J. Maps',
        doi: 'https://doi.org/10.1000/ABC',
        url: 'https://example.org/x',
        labels: ['maps'],
        rating: 5,
      })}\n`,
    );
    expect(papers).toEqual([
      {
        id: 'x1',
        title: 'A title',
        abstract: 'Text.',
        authors: ['Ada Lovelace', 'Alan Turing'],
        year: 1999,
        venue: 'J. Maps',
        doi: '10.1000/abc',
        url: 'https://example.org/x',
        labels: ['maps'],
        sources: ['test-file'],
        ids: {},
        extra: { rating: 5 },
      },
    ]);
  });

  it('understands other names and shapes of the same fields', async () => {
    const { papers } = await read(
      [
        {
          paper_id: 7,
          Title: 'A',
          summary: 'S',
          creators: [{ given: 'Ada', family: 'Lovelace' }, { name: 'Turing, Alan' }],
          'publication date': '2019-03-01',
          journal: { name: 'Maps' },
          keywords: 'one; two',
          arxiv_id: '1706.03762v5',
        },
        {
          _id: 'b',
          title: 'B',
          authors: 'Ada Lovelace and Alan Turing',
          published: '2020',
          categories: 'cs.LG stat.ML',
          link: 'https://arxiv.org/abs/cond-mat/0601001v2',
        },
        { title: 'D', authors: 'Lovelace A, Turing AM.' },
        { title: 'C', authors: 'Lovelace, Ada; Turing, Alan', abstract: ['One.', 'Two.'] },
      ]
        .map((record) => JSON.stringify(record))
        .join('\n'),
    );
    expect(papers).toMatchObject([
      {
        id: '7',
        abstract: 'S',
        authors: ['Ada Lovelace', 'Alan Turing'],
        year: 2019,
        venue: 'Maps',
        labels: ['one', 'two'],
        ids: { arxiv: '1706.03762' },
      },
      {
        id: 'b',
        authors: ['Ada Lovelace', 'Alan Turing'],
        year: 2020,
        labels: ['cs.LG', 'stat.ML'],
        ids: { arxiv: 'cond-mat/0601001' },
      },
      { title: 'D', authors: ['A Lovelace', 'AM Turing'] },
      { abstract: 'One. Two.', authors: ['Ada Lovelace', 'Alan Turing'] },
    ]);
  });

  it('parts lines at line feeds alone: strings may hold U+2028', async () => {
    const { papers } = await read('{"title":"A\u2028B"}\n{"title":"C"}\n');
    expect(papers.map((paper) => paper.title)).toEqual(['A B', 'C']);
  });

  it('keeps papers without an abstract or without a title', async () => {
    const { papers } = await read('{"title":"Only a title"}\n{"abstract":"Only an abstract."}\n');
    expect(papers).toMatchObject([{ abstract: '' }, { title: '', abstract: 'Only an abstract.' }]);
  });

  it('takes a text without a title for an abstract when it is as long as one, or called so', async () => {
    const long = 'We map what is known. '.repeat(10).trim();
    const { papers, skipped } = await read(
      ['What is a map?', long].map((text, id) => JSON.stringify({ id, text })).join('\n') +
        '\n{"id":2,"abstract":"Short."}\n{"id":3,"title":"","text":"Short, too."}\n',
    );
    expect(papers.map((paper) => paper.abstract)).toEqual([long, 'Short.', 'Short, too.']);
    expect(skipped).toEqual([
      {
        line: 1,
        reason: 'no title, and a text of 14 characters is no abstract (200 are, or the name "abstract")',
      },
    ]);
  });
});
