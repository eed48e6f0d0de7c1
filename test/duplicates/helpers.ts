import { featuresOf } from '../../src/duplicates/features.js';
import { compare, type Verdict } from '../../src/duplicates/compare.js';
import type { Paper } from '../../src/types.js';

/** Two abstracts of some length that share nothing. */
export const ONE_ABSTRACT = Array.from({ length: 60 }, (_, i) => `alpha${i}`).join(' ');
export const OTHER_ABSTRACT = Array.from({ length: 60 }, (_, i) => `omega${i}`).join(' ');

export function paper(fields: Partial<Paper> = {}): Paper {
  return {
    id: 'x',
    title: 'Deep transition networks for sequence labelling of clinical notes',
    abstract: '',
    authors: ['Ana Pérez', 'Wei Zhang'],
    year: 2019,
    venue: null,
    doi: null,
    url: null,
    labels: [],
    sources: ['f'],
    ids: {},
    extra: {},
    ...fields,
  };
}

/** The verdict on a paper and the same with other fields. */
export function verdict(a: Partial<Paper>, b: Partial<Paper>): Verdict {
  return compare(featuresOf(paper(a)), featuresOf(paper({ id: 'y', ...b })));
}
