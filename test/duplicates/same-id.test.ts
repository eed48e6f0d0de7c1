import { describe, expect, it } from 'vitest';
import { isAnotherPaper } from '../../src/duplicates/same-id.js';
import type { Paper } from '../../src/types.js';
import { ONE_ABSTRACT, OTHER_ABSTRACT, paper } from './helpers.js';

const isAnother = (a: Partial<Paper>, b: Partial<Paper>): boolean => isAnotherPaper(paper(a), paper(b));
const pages = (value: string): Partial<Paper> => ({ extra: { pages: value } });

describe('isAnotherPaper', () => {
  it.each<[string, Partial<Paper>, Partial<Paper>]>([
    [
      'two chapters with the DOI of their book',
      { doi: '10.5555/book', title: 'Bees of the coast', authors: ['Ada Byron'] },
      { doi: '10.5555/book', title: 'Rivers under the ice', authors: ['Karl Braun'] },
    ],
    [
      'two editorials of a year',
      { title: 'Editorial', venue: 'J Test', ...pages('1-2') },
      { title: 'Editorial', venue: 'J Test', ...pages('101-102') },
    ],
    ['two editions of a book', { year: 1981 }, { year: 2009 }],
    ['a column without author', { authors: [], ...pages('817') }, { authors: [], ...pages('1195') }],
    ['a talk and its article', { year: 2018, venue: 'Congress' }, { year: 2019, venue: 'Journal of Drugs' }],
    ['two rows numbered 1', { id: '1', title: 'Cats and dogs' }, { id: '1', title: 'Quantum wells' }],
    ['one title over two abstracts', { abstract: ONE_ABSTRACT }, { abstract: OTHER_ABSTRACT }],
    [
      'a paper and its erratum under one DOI',
      { doi: '10.5555/a', title: 'Maps of hens' },
      { doi: '10.5555/a', title: 'Erratum: Maps of hens' },
    ],
    [
      'two prefaces of a year',
      { title: 'Preface', venue: 'Book of Hens' },
      { title: 'Preface', venue: 'Atlas of Goats' },
    ],
    [
      'two columns told apart by the issue',
      { title: 'Book review', venue: 'J Test', extra: { issue: '1' } },
      { title: 'Book review', venue: 'J Test', extra: { issue: 4 } },
    ],
    [
      'two reports that begin on page 1',
      { title: 'Report of the board', venue: 'J Test', ...pages('1-4') },
      { title: 'Report of the board', venue: 'J Test', ...pages('1-5') },
    ],
    ['two parts', { title: 'Tides of the moon. Part 1' }, { title: 'Tides of the moon. Part 2' }],
  ])('tells apart %s', (_, a, b) => {
    expect(isAnother(a, b)).toBe(true);
    expect(isAnother(b, a)).toBe(true);
  });

  it.each<[string, Partial<Paper>, Partial<Paper>]>([
    ['the same record', {}, {}],
    ['a record with less', { abstract: ONE_ABSTRACT, venue: 'J Test' }, { authors: [], year: null }],
    [
      'pages written in two ways',
      { venue: 'J Test', ...pages('117-9') },
      { venue: 'J Test', ...pages('117–119') },
    ],
    [
      'an issue and a MEDLINE record, where IS is the ISSN',
      { venue: 'J Test', extra: { issue: '2' } },
      {
        venue: 'J Test',
        extra: {
          nbib: [
            ['IS', '1234-5678'],
            ['IP', '2'],
          ],
        },
      },
    ],
    ['a record without a title', { doi: '10.5555/a' }, { doi: '10.5555/a', title: '', authors: [] }],
    [
      'a corrected title',
      { doi: '10.5555/a' },
      { doi: '10.5555/a', title: 'Deep transitions for labelling' },
    ],
    [
      'a preprint and its article',
      { ids: { arxiv: '1901.00001' }, year: 2019 },
      { year: 2020, venue: 'J Test' },
    ],
  ])('takes for one paper %s', (_, a, b) => {
    expect(isAnother(a, b)).toBe(false);
    expect(isAnother(b, a)).toBe(false);
  });
});
