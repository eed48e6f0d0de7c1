/** The terms that a topic's rule is made of: logistic regression that takes in one term after the other. */
import { isHeld, LONGEST, RuleTable, type Postings } from './rule-table.js';
import { fitWeights, logitOf, sigmoid, type Weights } from './rule-weights.js';
import type { TermIndex } from '../terms/index.js';

/** Added to a term's curvature: rare terms seem to tell more than they do. 0.8 to 3 gain one topic of twenty. */
const DOUBT = 3;
/** Papers looked at that must have a term. */
const FEWEST = 2;

/** Chooses terms for one topic after the other. */
export class TermChooser {
  readonly #index: TermIndex;
  readonly #postings: Postings;
  readonly #groups: Int32Array;
  /** Per term, over the papers looked at: how many have it, and sums of how often and of its square. */
  readonly #papers: Int32Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;

  constructor(index: TermIndex, postings: Postings, groups: Int32Array) {
    this.#index = index;
    this.#postings = postings;
    this.#groups = groups;
    this.#papers = new Int32Array(index.count);
    this.#sums = new Float64Array(index.count);
    this.#squares = new Float64Array(index.count);
    for (let row = 0; row < index.texts; row++) {
      if (isHeld(row)) continue;
      this.#eachTerm(row, (term, times) => {
        this.#papers[term]!++;
        this.#sums[term]! += times;
        this.#squares[term]! += times ** 2;
      });
    }
  }

  /**
   * Adds up to LONGEST terms to a table: each time that with the greatest score statistic (Rao 1948) beside those
   * there; then all weights are fitted anew. null when no paper, or every one, of those looked at is the topic's.
   */
  choose(topic: number): { table: RuleTable; weights: Weights } | null {
    const table = new RuleTable(this.#postings, this.#groups, topic);
    const { papers, members } = table.rest;
    if (members === 0 || members === papers) return null;
    const inside = this.#insideSums(topic);
    let weights: Weights = { ofTerms: new Float64Array(0), bias: Math.log(members / (papers - members)) };
    while (table.terms.length < LONGEST) {
      const term = this.mostDistinctive(table, weights, inside);
      if (term < 0) break;
      table.add(term);
      weights = fitWeights(table, weights);
    }
    return { table, weights };
  }

  #insideSums(topic: number): Float64Array {
    const sums = new Float64Array(this.#index.count);
    this.#groups.forEach((group, row) => {
      if (group === topic && !isHeld(row)) this.#eachTerm(row, (term, times) => (sums[term]! += times));
    });
    return sums;
  }

  /** Papers without any of the table's terms are equally probable: only the others are gone through one by one. */
  mostDistinctive(table: RuleTable, { ofTerms, bias }: Weights, inside: Float64Array): number {
    const base = sigmoid(bias);
    const spread = base * (1 - base);
    const slopes = inside.map((sum, term) => sum - base * this.#sums[term]!);
    const curvatures = this.#squares.map((sum) => spread * sum);
    table.papers.forEach((row, line) => {
      const p = sigmoid(logitOf(table, line, bias, ofTerms));
      this.#eachTerm(row, (term, times) => {
        slopes[term]! -= times * (p - base);
        curvatures[term]! += times ** 2 * (p * (1 - p) - spread);
      });
    });
    const taken = new Set(table.terms);
    let [best, greatest] = [-1, 0];
    for (let term = 0; term < slopes.length; term++) {
      const statistic = slopes[term]! ** 2 / (curvatures[term]! + DOUBT);
      if (statistic > greatest && this.#papers[term]! >= FEWEST && !taken.has(term))
        [best, greatest] = [term, statistic];
    }
    return best;
  }

  #eachTerm(row: number, visit: (term: number, times: number) => void): void {
    const { offsets, terms, again } = this.#index;
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) visit(terms[at]!, 1 + again[at]!);
  }
}
