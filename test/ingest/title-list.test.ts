import { describe, expect, it } from 'vitest';
import { isAnotherPaper } from '../../src/duplicates/index.js';
import { mergeRecords } from '../../src/store/papers/merge.js';
import { detect } from '../../src/ingest/detect.js';
import { failure, read } from './helpers.js';

describe('a text that is no list', () => {
  it.each([
    [
      'prose',
      'It was a dark night. Nobody knew why the lamp had gone out.\nThe old man said nothing at all. He waited.\n',
    ],
    [
      'wrapped prose',
      'The first of these lines runs on\nto the second, and that one again\nto a third without any stop at\nall until it ends.\n',
    ],
    ['a program', 'import os\ndef main():\n    return 1\n'],
    ['one title', 'A study of rivers and their banks\n'],
    ['single words', 'alpha\nbeta\ngamma\n'],
    ['a log', '2020-01-01 10:00:00 INFO started=1\n2020-01-01 10:00:01 INFO stopped=1\n'],
  ])('%s', async (_, text) => {
    expect((await failure(read(text))).message).toMatch(/is of no format that fieldmap knows/);
  });

  it('has its overlong line named', async () => {
    const { papers, skipped } = await read(`10.1000/a\n${'x'.repeat(600)}\n`, { format: 'list' });
    expect([papers.length, skipped[0]?.line, skipped[0]?.reason]).toEqual([
      1,
      2,
      expect.stringMatching(/500 characters/),
    ]);
  });
});

describe('a list', () => {
  it('of titles, with bullets, numbers, quotes and blank lines', async () => {
    const { papers, lines } = await read(
      '1. Sparse graphs of river networks\n\n2. “Why do lamps go out? Two studies”\n- Deep learning for tides: a survey\n* 关于河流网络的稀疏图\n',
    );
    expect(papers.map(({ title }) => title)).toEqual([
      'Sparse graphs of river networks',
      'Why do lamps go out? Two studies',
      'Deep learning for tides: a survey',
      '关于河流网络的稀疏图',
    ]);
    expect(lines).toEqual([1, 3, 4, 5]);
    expect(papers.every(({ abstract, extra }) => abstract === '' && extra['listed'] === 'title')).toBe(true);
  });

  it('of identifiers', async () => {
    const { papers } = await read(
      'https://doi.org/10.1000/XYZ.1\ndoi:10.1000/abc\narXiv:2101.00001v2\nhttps://arxiv.org/abs/cond-mat/0601001\nPMID: 123456\nhttps://pubmed.ncbi.nlm.nih.gov/777/\n',
    );
    expect(papers.map(({ id, title }) => [id, title])).toEqual([
      ['10.1000/xyz.1', 'doi:10.1000/xyz.1'],
      ['10.1000/abc', 'doi:10.1000/abc'],
      ['2101.00001', 'arxiv:2101.00001'],
      ['cond-mat/0601001', 'arxiv:cond-mat/0601001'],
      ['pmid:123456', 'pmid:123456'],
      ['pmid:777', 'pmid:777'],
    ]);
  });

  it('of both in one line', async () => {
    const { papers } = await read(
      'Sparse graphs of river networks. doi:10.1000/a\nDeep tides of the sea, 10.1000/b\n',
    );
    expect(papers.map(({ title, doi }) => [title, doi])).toEqual([
      ['Sparse graphs of river networks', '10.1000/a'],
      ['Deep tides of the sea', '10.1000/b'],
    ]);
  });

  it('is not what tables and pasted pages are taken for', () => {
    expect(detect('a', 'title,year\nA b c,2000\n').name).toBe('csv');
    expect(
      detect('a', 'A title of a paper\n\n' + 'A long abstract has many words in it. '.repeat(12)).name,
    ).toBe('pasted');
  });
});

describe('a line of a list and a record of the same paper', () => {
  it('are one paper, the record giving all it says', async () => {
    const [listed] = (await read('10.1000/a\n')).papers;
    const [record] = (
      await read(
        '@article{k, title={Sparse graphs}, author={Doe, Jane}, abstract={We say.}, doi={10.1000/a}}',
      )
    ).papers;
    expect(isAnotherPaper(listed!, { ...record!, id: '10.1000/a' })).toBe(false);
    for (const order of [
      [listed!, { ...record!, id: '10.1000/a' }],
      [{ ...record!, id: '10.1000/a' }, listed!],
    ]) {
      const merged = mergeRecords(order);
      expect([merged.title, merged.abstract, merged.extra['listed']]).toEqual([
        'Sparse graphs',
        'We say.',
        undefined,
      ]);
    }
  });
});
