/** Whether a paper's own words bear out that a concept is in it: a vector may lean towards what the text never says. */
import { terms as stemsOf } from '../text/index.js';
import type { Concept } from './types.js';

export interface PaperWords {
  readonly title: string;
  readonly abstract: string;
}

/** Terms outside the label that a text must have where it has none of the label's: one alone may be there by chance. */
const OTHERS = 2;

/**
 * For one paper: whether it has a term of the concept's label, or two of its other terms. A term is there when the stems
 * of its words stand in a row; of a term with its short form, `deep neural networks (DNN)`, either will do. A paper
 * without an abstract says too little to tell: it bears out all. Cost: a pass over the text, then one for each term.
 */
export function bearsOut({
  title,
  abstract,
}: PaperWords): (concept: Pick<Concept, 'label' | 'terms'>) => boolean {
  if (abstract.trim() === '') return () => true;
  const text = ` ${[title, abstract].map((part) => stemsOf(part).join(' ')).join(' . ')} `;
  const has = (term: string): boolean =>
    formsOf(term).some((form) => {
      const stems = stemsOf(form).join(' ');
      return stems !== '' && text.includes(` ${stems} `);
    });
  return ({ label, terms }) =>
    label.split(', ').some(has) || terms.filter(({ term }) => has(term)).length >= OTHERS;
}

/** `deep neural networks (DNN)`: the long form and the short one. */
function formsOf(term: string): string[] {
  const parts = /^(.+?) \(([^()]+)\)$/.exec(term);
  return parts === null ? [term] : [parts[1]!, parts[2]!];
}
