import { describe, expect, it } from 'vitest';
import { ONE_ABSTRACT, OTHER_ABSTRACT, paper, verdict } from './helpers.js';

const TITLE = paper().title;

describe('what is not the same paper', () => {
  it.each([
    ['nothing in common', {}, { title: 'Another matter altogether', authors: ['Bo Li'] }, 'different'],
    ['one title, other people', {}, { authors: ['Bo Li'] }, 'different'],
    [
      'a general title of one author in two years',
      { title: 'Editorial' },
      { title: 'Editorial', year: 2020 },
      'near',
    ],
    ['parts of a series', { title: `${TITLE}, part I` }, { title: `${TITLE}, part II` }, 'near'],
    ['a translation', {}, { title: 'Redes profundas de transición para notas clínicas' }, 'different'],
    ['two arXiv ids', { ids: { arxiv: '1901.00001' } }, { ids: { arxiv: '1901.00002' } }, 'near'],
    ["two publishers' DOIs", { doi: '10.1/a', venue: 'Lancet' }, { doi: '10.1/b', venue: 'Nature' }, 'near'],
    ['five years between', {}, { year: 2014 }, 'near'],
    [
      'the talk and the article',
      { venue: 'Proceedings of X', year: 2018 },
      { venue: 'Journal of Y', year: 2019 },
      'near',
    ],
    [
      'the talk and the article, other abstracts',
      { venue: 'Proc X', abstract: ONE_ABSTRACT },
      { venue: 'J of Y', abstract: OTHER_ABSTRACT },
      'near',
    ],
    [
      'other pages of the journal',
      { venue: 'J. of Y', extra: { ris: [['SP', '12']] } },
      { venue: 'Journal of Y', extra: { csl: { page: '99-101' } } },
      'near',
    ],
    [
      'a DOI that a whole issue has',
      { doi: '10.1/a', authors: ['Bo Li'] },
      { doi: '10.1/a', title: 'Foreword to the issue' },
      'near',
    ],
    [
      'words changed, no abstract to tell',
      { title: 'Entity coreference in long documents and books' },
      { title: 'Event coreference in long documents and books' },
      'near',
    ],
    [
      'words changed, other abstract',
      { title: 'Entity coreference in long documents', abstract: ONE_ABSTRACT },
      { title: 'Event coreference in long documents', abstract: OTHER_ABSTRACT },
      'different',
    ],
  ] as const)('%s', (_, a, b, kind) => {
    expect(verdict(a, b).kind).toBe(kind);
    expect(verdict(b, a).kind).toBe(kind);
  });
});

describe('what is', () => {
  it.each([
    ['the same record', {}, {}],
    [
      'letter case, marks, initials',
      {},
      { title: `${TITLE.toUpperCase()}.`, authors: ['PEREZ A', 'ZHANG W'] },
    ],
    ['a slip in the title', {}, { title: TITLE.replace('networks', 'netwroks') }],
    ['a slip in the author', {}, { authors: ['Ana Péres'] }],
    ['no year', {}, { year: null }],
    ['a year apart', {}, { year: 2020 }],
    ['no authors and no year', {}, { authors: [], year: null }],
    ['other order of authors', {}, { authors: ['Wei Zhang', 'Ana Pérez'] }],
    ['one DOI', { doi: '10.1/a' }, { doi: '10.1/A', title: TITLE.slice(0, 40), year: null }],
    [
      'one DOI, translated title',
      { doi: '10.1/a' },
      { doi: '10.1/a', title: 'Redes profundas de transición' },
    ],
    ['a DOI with its brackets replaced', { doi: '10.1/1(94)<3:c>2.co;2' }, { doi: '10.1/1_94_3_c_2.co_2' }],
    ['an identifier as id', { id: '2019.acl-main.12' }, { ids: { anthology: '2019.acl-main.12' } }],
    [
      'preprint and published',
      { ids: { arxiv: '1901.00001' }, doi: '10.48550/arxiv.1901.00001', venue: 'arXiv', year: 2017 },
      { doi: '10.1/j', venue: 'Journal of Y', year: 2019 },
    ],
    ['versions of a preprint', { doi: '10.21203/rs.3.rs-1/v1' }, { doi: '10.21203/rs.3.rs-1/v2' }],
    ['the subtitle dropped', { title: `${TITLE}: a study` }, {}],
    [
      'a coined name alone, all authors',
      { title: 'DeepTrans: networks for clinical notes' },
      { title: 'DeepTrans' },
    ],
    [
      'words changed, one abstract',
      { title: 'Entity coreference in long documents', abstract: ONE_ABSTRACT },
      { title: 'Event coreference in long documents', abstract: `${ONE_ABSTRACT} Copyright 2019.` },
    ],
    [
      'an abbreviated journal with two DOIs',
      { doi: '10.1/a', venue: 'J. Vet. Med.', abstract: ONE_ABSTRACT },
      { doi: '10.2/b', venue: 'JOURNAL OF VETERINARY MEDICINE', abstract: ONE_ABSTRACT },
    ],
  ])('%s', (_, a, b) => {
    expect(verdict(a, b).kind).toBe('same');
    expect(verdict(b, a).kind).toBe('same');
  });
});

describe('nothing but title and author', () => {
  const volume = (abstract: string) => ({
    title: 'The Annual Review of Information Science and Technology',
    authors: ['C. A. Cuadra'],
    year: null,
    venue: null,
    abstract,
  });
  const second =
    'This volume is the second in a series of reviews of progress in the field of information science and its technology, for all who work in it and for those who pay for it.';
  const third =
    'Now in its third year, the series of reviews of progress in the field of information science goes on with chapters by other hands, about users, files and machines that were not there before';

  it('is one paper when the abstracts are one, and may be two volumes when they are not', () => {
    expect(verdict(volume(second), volume(second)).kind).toBe('same');
    expect(verdict(volume(second), volume(third)).kind).toBe('near');
    expect(verdict(volume(second), volume('')).kind).toBe('same');
  });
});

describe('evidence', () => {
  it('names the words that make two studies of two titles', () => {
    expect(
      verdict(
        { title: 'Wool prices in Austria since the war' },
        { title: 'Wool prices in Australia since the war' },
      ).evidence.differ,
    ).toEqual(['a word of the title (austria, australia)']);
  });

  it('names what agrees and what differs', () => {
    expect(verdict({ doi: '10.1/a', year: 2018 }, { doi: '10.1/a' }).evidence).toEqual({
      agree: ['doi 10.1/a', 'title', 'authors', 'years 2018 and 2019'],
      differ: [],
    });
    expect(
      verdict(
        { ids: { pmid: '1' }, title: `${TITLE} I` },
        { ids: { pmid: '2' }, title: `${TITLE} II`, year: 1999 },
      ),
    ).toEqual({
      kind: 'different',
      conflict: true,
      evidence: {
        agree: ['authors'],
        differ: ['pmid (1, 2)', 'number or part in the title', 'years 2019 and 1999'],
      },
    });
  });
});
