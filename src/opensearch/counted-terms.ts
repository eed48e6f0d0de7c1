/** The terms of a paper as the embedded full-text index counts them, and BM25 with the cluster's statistics. */
import { LEXICAL_DEFAULTS } from '../lexical/index.js';
import { eachTerm, withoutBoilerplate } from '../text/index.js';

export interface CountedTerms {
  /** Words, those of the title counted `titleWeight` times. */
  readonly length: number;
  readonly terms: ReadonlyMap<string, { occurrences: number; forms: number }>;
}

export function countTerms({ title, abstract }: { title: string; abstract: string }): CountedTerms {
  const terms = new Map<string, { occurrences: number; forms: number }>();
  let length = 0;
  const count = (text: string, weight: number): void =>
    eachTerm(text, (term, _word, form) => {
      length += weight;
      const known = terms.get(term);
      if (known === undefined) terms.set(term, { occurrences: weight, forms: form });
      else {
        known.occurrences += weight;
        known.forms |= form;
      }
    });
  count(title, LEXICAL_DEFAULTS.titleWeight);
  count(withoutBoilerplate(abstract), 1);
  return { length, terms };
}

/** What the field of terms is given: each term as often as it counts, a blank between two. */
export function termText({ terms }: CountedTerms): string {
  const words: string[] = [];
  for (const [term, { occurrences }] of terms) for (let i = 0; i < occurrences; i++) words.push(term);
  return words.join(' ');
}
