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
    ['two parts', { title: 'Tides of the moon. Part 1' }, { title: 'Tides of the moon. Part 2' }],
  ])('tells apart %s', (_, a, b) => {
    expect(isAnother(a, b)).toBe(true);
    expect(isAnother(b, a)).toBe(true);
  });

  it.each<[string, Partial<Paper>, Partial<Paper>]>([
    ['the same record', {}, {}],
    ['a record with less', { abstract: ONE_ABSTRACT, venue: 'J Test' }, { authors: [], year: null }],
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
