/** The terms by which the papers of a concept are told from the others. */

/** Which terms are in which paper: the terms of row `i`, without repeats, are `terms[offsets[i] .. offsets[i + 1]]`. */
export interface PaperTerms {
  /** How many different terms. */
  readonly count: number;
  readonly terms: Int32Array;
  readonly offsets: Float64Array | Int32Array;
}

export interface DistinctiveTerm {
  readonly term: number;
  /** Logarithm of how many times as frequent it is in the concept's papers as everywhere, shrunk towards 0 where those are few. */
  readonly weight: number;
}

/** Papers that a term's frequency in the concept is shrunk by towards its frequency everywhere. */
const SHRINK = 3;
/** Added to the variance of a frequency, so that a term of one or two papers is no surprise (papers). */
const NOISE = 0.3;

/** Chooses terms for one concept after another over the same papers. */
export class DistinctiveTerms {
  readonly #papers: PaperTerms;
  /** Per term: papers that count and have it. */
  readonly #everywhere: Int32Array;
  readonly #counting: number;
  readonly #weights: Float64Array;

  /** `counts(row)`: whether a paper may be looked at. */
  constructor(papers: PaperTerms, counts: (row: number) => boolean) {
    this.#papers = papers;
    this.#everywhere = new Int32Array(papers.count);
    this.#weights = new Float64Array(papers.count);
    let counting = 0;
    for (let row = 0; row + 1 < papers.offsets.length; row++) {
      if (!counts(row)) continue;
      counting++;
      for (let at = papers.offsets[row]!; at < papers.offsets[row + 1]!; at++)
        this.#everywhere[papers.terms[at]!]!++;
    }
    this.#counting = counting;
  }

  /**
   * The `wanted` terms whose frequency in `rows` (each with its strength) is the most standard errors above that
   * everywhere, those of `named` first. Best first.
   */
  of(rows: Int32Array, strengths: Float32Array, named: readonly number[], wanted: number): DistinctiveTerm[] {
    const sums = new Map<number, number>();
    let all = 0;
    rows.forEach((row, n) => {
      all += strengths[n]!;
      for (let at = this.#papers.offsets[row]!; at < this.#papers.offsets[row + 1]!; at++) {
        const term = this.#papers.terms[at]!;
        sums.set(term, (sums.get(term) ?? 0) + strengths[n]!);
      }
    });
    const m = rows.length;
    const found = [...sums].map(([term, sum]) => {
      const here = sum / all;
      const there = this.#everywhere[term]! / this.#counting;
      const errors = (here - there) / Math.sqrt((there * (1 - there) + NOISE) / m);
      return {
        term,
        errors: named.includes(term) ? Infinity : errors,
        weight: Math.log((here * m + SHRINK * there) / (m + SHRINK) / there),
      };
    });
    return found
      .filter(({ errors, weight }) => errors > 0 && weight > 0)
      .sort((a, b) => (a.errors === b.errors ? b.weight - a.weight || a.term - b.term : b.errors - a.errors))
      .slice(0, wanted)
      .map(({ term, weight }) => ({ term, weight }));
  }

  /** Per row: the sum of the weights of the `terms` that it has. */
  scores(terms: readonly DistinctiveTerm[], rows: Int32Array): Float64Array {
    for (const { term, weight } of terms) this.#weights[term] = weight;
    const scores = Float64Array.from(rows, (row) => {
      let sum = 0;
      for (let at = this.#papers.offsets[row]!; at < this.#papers.offsets[row + 1]!; at++)
        sum += this.#weights[this.#papers.terms[at]!]!;
      return sum;
    });
    for (const { term } of terms) this.#weights[term] = 0;
    return scores;
  }
}
