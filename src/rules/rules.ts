/** Topics as rules: terms that count points, and how many points a paper of the topic has. */
import { toPoints } from './rule-points.js';
import { isHeld, postingsOf, type Postings } from './rule-table.js';
import { TermChooser } from './rule-terms.js';
import type { TermIndex } from '../terms/index.js';

/**
 * A paper fits when its points reach `least`: 2 for each term of `two`, 1 for each of `one`, 1 less for each of `less`;
 * for a term that it has more than once, as many again. Numbers of terms in the index, the most telling first.
 * Precision and recall are measured on papers that were not looked at to find it, 0..1.
 */
export interface Rule {
  readonly least: number;
  readonly two: readonly number[];
  readonly one: readonly number[];
  readonly less: readonly number[];
  readonly precision: number;
  readonly recall: number;
}

/** Fewer held-back papers of a topic cannot tell how good a rule is. */
const FEWEST_HELD = 5;

/**
 * Per topic its rule; null where the topic is too small, or no term tells it. `groups[i]` is the topic of paper `i`, or
 * -1. Cost: 0.1 s a topic of 10,000 papers.
 */
export function topicRules(index: TermIndex, groups: Int32Array, count: number): (Rule | null)[] {
  const postings = postingsOf(index);
  const chooser = new TermChooser(index, postings, groups);
  return Array.from({ length: count }, (_, topic) => {
    const chosen = chooser.choose(topic);
    const scored = chosen && toPoints(chosen.table, chosen.weights.ofTerms);
    if (chosen === null || scored === null) return null;
    const worth = (points: number): number[] =>
      chosen.table.terms.filter((_term, column) => scored.points[column] === points);
    return measured(
      { least: scored.least, two: worth(2), one: worth(1), less: worth(-1) },
      postings,
      groups,
      topic,
    );
  });
}

/** The rule in words, terms as `name` writes them: `at least 2 points: 2 for "plasma"; 1 each for "dust", "ion"; −1 for "tokamak"`. */
export function ruleText({ least, two, one, less }: Rule, name: (term: number) => string): string {
  const clause = (points: string, terms: readonly number[]): string[] =>
    terms.length === 0
      ? []
      : [
          `${points} ${terms.length > 1 ? 'each ' : ''}for ${terms.map((term) => `"${name(term)}"`).join(', ')}`,
        ];
  const clauses = [...clause('2', two), ...clause('1', one), ...clause('−1', less)];
  return `at least ${least} point${least === 1 ? '' : 's'}: ${clauses.join('; ')}`;
}

/** On the papers held back. */
function measured(
  rule: Pick<Rule, 'least' | 'two' | 'one' | 'less'>,
  { offsets, rows, times }: Postings,
  groups: Int32Array,
  topic: number,
): Rule | null {
  const points = new Int32Array(groups.length);
  for (const [worth, terms] of [
    [2, rule.two],
    [1, rule.one],
    [-1, rule.less],
  ] as const) {
    for (const term of terms) {
      for (let at = offsets[term]!; at < offsets[term + 1]!; at++) points[rows[at]!]! += worth * times[at]!;
    }
  }
  let [inside, fitting, both] = [0, 0, 0];
  groups.forEach((group, row) => {
    if (!isHeld(row)) return;
    const fits = points[row]! >= rule.least;
    if (group === topic) inside++;
    if (fits) fitting++;
    if (fits && group === topic) both++;
  });
  if (inside < FEWEST_HELD || fitting === 0) return null;
  return { ...rule, precision: both / fitting, recall: both / inside };
}
