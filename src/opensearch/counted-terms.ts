/** The terms of a paper as the embedded full-text index counts them, packed for reading and spelt out for the engine. */
import { LEXICAL_DEFAULTS } from '../lexical/index.js';
import { eachTerm, withoutBoilerplate } from '../text/index.js';

export interface TermCount {
  /** Those in the title count `titleWeight` times. */
  occurrences: number;
  /** Bits of `formOf`. */
  forms: number;
}

export interface CountedTerms {
  /** Words, those of the title counted `titleWeight` times. */
  readonly length: number;
  readonly terms: ReadonlyMap<string, TermCount>;
}

export function countTerms({ title, abstract }: { title: string; abstract: string }): CountedTerms {
  const terms = new Map<string, TermCount>();
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

/** One line for the length, then one a term: term, occurrences, forms, a tab between two. */
export function packTerms({ length, terms }: CountedTerms): string {
  const lines = [String(length)];
  for (const [term, { occurrences, forms }] of terms) lines.push(`${term}\t${occurrences}\t${forms}`);
  return Buffer.from(`${lines.join('\n')}\n`).toString('base64');
}

/**
 * The terms of one paper, as packed. A question asks for some dozen terms of each of some hundred papers: looking them
 * up in the text costs less than making a table of it.
 */
export class PackedTerms {
  readonly #text: string;
  readonly length: number;

  constructor(packed: string) {
    this.#text = Buffer.from(packed, 'base64').toString();
    this.length = Number.parseInt(this.#text, 10);
  }

  get(term: string): TermCount | null {
    const head = `\n${term}\t`;
    const at = this.#text.indexOf(head);
    if (at < 0) return null;
    const tab = this.#text.indexOf('\t', at + head.length);
    return {
      occurrences: Number(this.#text.slice(at + head.length, tab)),
      forms: Number.parseInt(this.#text.slice(tab + 1), 10),
    };
  }

  /** All of them. */
  unpack(): CountedTerms {
    const terms = new Map<string, TermCount>();
    for (const line of this.#text.split('\n').slice(1, -1)) {
      const [term, occurrences, forms] = line.split('\t') as [string, string, string];
      terms.set(term, { occurrences: Number(occurrences), forms: Number(forms) });
    }
    return { length: this.length, terms };
  }
}
