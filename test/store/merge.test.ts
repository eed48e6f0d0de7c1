import { describe, expect, it } from 'vitest';
import { isPreprint } from '../../src/text/preprint.js';
import { mergeRecords } from '../../src/store/papers/merge.js';
import { paper } from './helpers.js';

describe('the parts of names', () => {
  const parts = [{ name: 'Ana Ruiz Gil', family: 'Ruiz Gil', given: 'Ana', suffix: '' }];
  const told = paper('a', { authors: ['Ana Ruiz Gil'], extra: { nameParts: parts } });
  const nobody = paper('a', { authors: [] });

  it('come from the record whose authors are taken', () => {
    const other = paper('a', { authors: ['Ana Ruiz Gil', 'Bo Chu'] });
    expect(mergeRecords([told, other]).extra['nameParts']).toBeUndefined();
    expect(mergeRecords([other, told]).extra['nameParts']).toEqual(parts);
    expect(mergeRecords([told, nobody]).extra['nameParts']).toEqual(parts);
    expect(mergeRecords([nobody, told]).extra['nameParts']).toEqual(parts);
  });
});

describe('merging records of different ids', () => {
  const preprint = paper('1901.1', {
    venue: 'arXiv',
    year: 2019,
    doi: '10.48550/arxiv.1901.1',
    ids: { arxiv: '1901.1' },
    labels: ['cs.CL'],
    abstract: 'A long abstract.',
  });
  const published = paper('10.1/x', {
    title: 'The Published Title',
    abstract: '',
    venue: 'Journal',
    year: 2021,
    doi: '10.1/x',
    url: 'https://x',
    sources: ['b.bib'],
  });

  it('takes text from the fullest and place and time from the published, whichever came first', () => {
    for (const records of [
      [preprint, published],
      [published, preprint],
    ]) {
      expect(mergeRecords(records)).toMatchObject({
        id: records[0]!.id,
        title: 'Title of 1901.1',
        abstract: 'A long abstract.',
        venue: 'Journal',
        year: 2021,
        doi: '10.1/x',
        url: 'https://x',
        ids: { arxiv: '1901.1', preprint: '10.48550/arxiv.1901.1' },
        labels: ['cs.CL'],
        sources: records.flatMap((r) => r.sources),
      });
    }
  });

  it('gives a record without an abstract the one of a fuller record', () => {
    const bare = paper('p-1', { title: 'Only a title', abstract: '', authors: ['A B'] });
    expect(mergeRecords([bare, paper('p-2', { year: 1999 })])).toMatchObject({
      id: 'p-1',
      title: 'Title of p-2',
      abstract: 'Abstract of p-2.',
      authors: ['A B'],
      year: 1999,
    });
  });

  it('lets the newer version of one record win before the fullest of different records does', () => {
    const newer = { ...preprint, title: 'Second version', abstract: 'Short.' };
    expect(mergeRecords([preprint, published, newer])).toMatchObject({
      title: 'Second version',
      abstract: 'Short.',
    });
  });

  it('is the record itself when there is one', () => {
    expect(mergeRecords([preprint])).toEqual(preprint);
  });
});

describe('a preprint', () => {
  it.each([
    [{ doi: '10.48550/arxiv.1' }, true],
    [{ doi: '10.1101/2020.01.01.1' }, true],
    [{ doi: '10.1/x', venue: 'arXiv' }, false],
    [{ venue: 'CoRR' }, true],
    [{ venue: 'Journal of Arxivology' }, false],
    [{ ids: { arxiv: '1' } }, true],
    [{ ids: { arxiv: '1' }, venue: 'ACL' }, false],
    [{}, false],
  ])('is told by DOI, venue, then arXiv id: %o', (fields, expected) =>
    expect(isPreprint(paper('x', fields))).toBe(expected),
  );
});

describe('a record read off the pages of a PDF', () => {
  const page = paper('10.1/x', {
    title: 'A titel',
    abstract: 'Of the page.',
    extra: { pdf: { doubts: ['the title'] } },
  });

  it('never replaces what a database says, whichever came first', () => {
    const told = paper('10.1/x', { title: 'A title', abstract: 'Of the journal.' });
    for (const records of [
      [told, page],
      [page, told],
    ]) {
      const { title, abstract, extra } = mergeRecords(records);
      expect([title, abstract, extra]).toEqual(['A title', 'Of the journal.', {}]);
    }
  });

  it('gives the abstract that the database lacks, with its doubts', () => {
    const { title, abstract, extra } = mergeRecords([
      paper('10.1/x', { title: 'A title', abstract: '' }),
      page,
    ]);
    expect([title, abstract, extra]).toEqual(['A title', 'Of the page.', page.extra]);
  });

  it('is weaker than a shorter record of another id', () => {
    const told = paper('p', { title: 'A title', abstract: '' });
    expect(mergeRecords([page, told]).title).toBe('A title');
  });
});
