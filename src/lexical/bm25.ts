/** The formula, in one place for the index and for whoever explains a score. */

export interface LexicalOptions {
  /** How slowly repetition saturates; 0 counts presence only. */
  readonly k1: number;
  /** How much long papers are discounted, 0 (not) .. 1 (in proportion). */
  readonly b: number;
  /** How many times a word of the title counts. */
  readonly titleWeight: number;
}

export const LEXICAL_DEFAULTS: LexicalOptions = { k1: 1.2, b: 0.75, titleWeight: 2 };

/** Rareness of a term found in `frequency` of `papers` papers; always above 0 (the form of Lucene's BM25Similarity). */
export function inverseFrequency(frequency: number, papers: number): number {
  return Math.log(1 + (papers - frequency + 0.5) / (frequency + 0.5));
}

/**
 * BM25 of one term in one paper (Robertson and Zaragoza 2009), without the constant factor k1 + 1, so that it lies
 * between 0 and the term's inverse frequency. `occurrences` and the lengths count title words `titleWeight` times.
 */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
export function bm25(
  idf: number,
  occurrences: number,
  length: number,
  meanLength: number,
  options: LexicalOptions,
): number {
  const { k1, b } = options;
  return (idf * occurrences) / (occurrences + k1 * (1 - b + (b * length) / meanLength));
}
