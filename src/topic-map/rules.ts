/** Topics as rules: a few terms that say which papers are in one. */
import type { TermIndex } from './term-index.js';

/**
 * A paper fits when it has one of the terms of `any`, and one of `and` unless that is empty, and none of `not`. Numbers
 * of terms in the index. Precision and recall are measured on papers that were not looked at to find it, 0..1.
 */
export interface Rule {
  readonly any: readonly number[];
  readonly and: readonly number[];
  readonly not: readonly number[];
  readonly precision: number;
  readonly recall: number;
}

/** Terms in each of the three clauses at most: more would tell better and be read by nobody. */
const LONGEST = { any: 10, and: 8, not: 3 } as const;
/** Terms that are tried for a clause, the most telling first. */
const TRIED = 200;
/** One paper of so many is held back. */
const HELD_BACK = 3;
/** Fewer held-back papers of a topic cannot tell how good a rule is. */
const FEWEST_HELD = 5;
/**
 * What a term is chosen by: the F-measure with recall counting so many times as much as precision, in the first clause
 * and in those that narrow it. Each pair is tried: which is best hangs on how sharp the topic's words are.
 */
const RECALL_WEIGHTS = [[0.6, 0.6], [0.8, 0.8], [1, 0.7], [1, 1], [1.5, 0.6], [1.5, 0.8], [2.2, 0.7]] as const;
/** A further term must raise it by so much. */
const WORTH = 0.002;
/** Of the rules tried that is taken which is nearest to, or furthest above, both of these on the papers looked at. */
const WANTED = { precision: 0.8, recall: 0.55 } as const;

/** Per topic its rule; null where the topic is too small, or no term tells it. `groups[i]` is the topic of paper `i`, or -1. */
export function topicRules(index: TermIndex, groups: Int32Array, count: number): (Rule | null)[] {
  const papers = papersByTerm(index);
  const finder = new RuleFinder(index, papers, groups);
  return Array.from({ length: count }, (_, topic) => finder.find(topic));
}

/** The rule in words, terms as `name` writes them: "plasma and (dust or ion), not tokamak". */
export function ruleText({ any, and, not }: Rule, name: (term: number) => string): string {
  const clause = (terms: readonly number[], alone: boolean): string => {
    const words = terms.map((term) => `"${name(term)}"`).join(' or ');
    return alone || terms.length === 1 ? words : `(${words})`;
  };
  return clause(any, and.length + not.length === 0)
    + (and.length > 0 ? ` and ${clause(and, false)}` : '')
    + (not.length > 0 ? `, not ${clause(not, false)}` : '');
}

interface PapersByTerm {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

function papersByTerm({ count, terms, offsets, texts }: TermIndex): PapersByTerm {
  const starts = new Int32Array(count + 1);
  for (const term of terms) starts[term + 1]!++;
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!;
  const next = starts.slice();
  const rows = new Int32Array(terms.length);
  for (let row = 0; row < texts; row++) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) rows[next[terms[at]!]!++] = row;
  }
  return { offsets: starts, rows };
}

const isHeld = (row: number): boolean => row % HELD_BACK === HELD_BACK - 1;

interface Tried extends Pick<Rule, 'any' | 'and' | 'not'> {
  /** Per paper: whether it fits. */
  readonly fits: Uint8Array;
  /** Of precision and recall on the papers looked at, the one further below what is wanted, as a share of that. */
  readonly worth: number;
}

/** What a clause is made for: `members` papers of the topic were looked at. */
interface Aim {
  readonly topic: number;
  readonly members: number;
  /** How much recall counts beside precision. */
  readonly weight: number;
}

class RuleFinder {
  readonly #index: TermIndex;
  readonly #papers: PapersByTerm;
  readonly #groups: Int32Array;
  /** Per paper: whether the clause being made has one of its terms. */
  readonly #hit: Uint8Array;
  readonly #looked: number;

  constructor(index: TermIndex, papers: PapersByTerm, groups: Int32Array) {
    this.#index = index;
    this.#papers = papers;
    this.#groups = groups;
    this.#hit = new Uint8Array(index.texts);
    this.#looked = groups.filter((_, row) => !isHeld(row)).length;
  }

  find(topic: number): Rule | null {
    const members = this.#groups.reduce((sum, group, row) => sum + Number(group === topic && !isHeld(row)), 0);
    let best: Tried | null = null;
    for (const weights of RECALL_WEIGHTS) {
      const tried = this.#try(topic, members, weights);
      if (tried !== null && (best === null || tried.worth > best.worth)) best = tried;
    }
    return best && this.#measured(topic, best);
  }

  #try(topic: number, members: number, [wide, narrow]: readonly [number, number]): Tried | null {
    const everyone = new Uint8Array(this.#index.texts).fill(1);
    const any = this.#clause({ topic, members, weight: wide }, everyone, LONGEST.any, 'has');
    if (any.terms.length === 0) return null;
    const narrowing = { topic, members, weight: narrow };
    const before = this.#value(narrowing, any.fits);
    const and = this.#clause(narrowing, any.fits, LONGEST.and, 'has', any.terms);
    const both = and.value > before + WORTH ? and : { terms: [] as number[], fits: any.fits, value: before };
    const not = this.#clause(narrowing, both.fits, LONGEST.not, 'lacks', [], both.value);
    const fits = not.terms.length > 0 ? not.fits : both.fits;
    const [inside, outside] = this.#counts(topic, fits);
    const worth = Math.min(inside / (inside + outside) / WANTED.precision, inside / members / WANTED.recall);
    return { any: any.terms, and: both.terms, not: not.terms, fits, worth };
  }

  #value({ topic, members, weight }: Aim, fits: Uint8Array): number {
    const [inside, outside] = this.#counts(topic, fits);
    return valueOf(inside, outside, members, weight);
  }

  /**
   * Adds the term that raises the value of the clause most, until none does. `within`: papers that fit the clauses
   * before; `start`: their value, for a clause that takes papers away.
   */
  #clause(
    { topic, members, weight }: Aim, within: Uint8Array, longest: number, kind: 'has' | 'lacks', taken: readonly number[] = [], start = 0,
  ): { terms: number[]; fits: Uint8Array; value: number } {
    const hit = this.#hit.fill(0);
    const terms: number[] = [];
    const sign = kind === 'has' ? 1 : -1;
    let [inside, outside] = kind === 'has' ? [0, 0] : this.#counts(topic, within);
    let value = start;
    const candidates = this.#candidates(topic, within, kind).filter((term) => !taken.includes(term));
    while (terms.length < longest) {
      let best = -1;
      let greatest = value + WORTH;
      let change: readonly [number, number] = [0, 0];
      for (const term of candidates) {
        if (terms.includes(term)) continue;
        const [more, others] = this.#gain(topic, term, within, hit);
        const would = valueOf(inside + sign * more, outside + sign * others, members, weight);
        if (would > greatest) [best, greatest, change] = [term, would, [more, others]];
      }
      if (best < 0) break;
      terms.push(best);
      value = greatest;
      inside += sign * change[0];
      outside += sign * change[1];
      this.#eachPaper(best, (row) => (hit[row] = 1));
    }
    return { terms, value, fits: within.map((fits, row) => (fits === 1 && (hit[row] === 1) === (kind === 'has') ? 1 : 0)) };
  }

  /** Papers of the topic and others that fit, those held back left out. */
  #counts(topic: number, fits: Uint8Array): [number, number] {
    let inside = 0;
    let outside = 0;
    fits.forEach((one, row) => {
      if (one === 0 || isHeld(row)) return;
      if (this.#groups[row] === topic) inside++;
      else outside++;
    });
    return [inside, outside];
  }

  /** The same, of the papers with a term that none of the clause's terms so far is in. */
  #gain(topic: number, term: number, within: Uint8Array, hit: Uint8Array): [number, number] {
    let inside = 0;
    let outside = 0;
    const { offsets, rows } = this.#papers;
    for (let at = offsets[term]!; at < offsets[term + 1]!; at++) {
      const row = rows[at]!;
      if (within[row] === 0 || hit[row] === 1 || isHeld(row)) continue;
      if (this.#groups[row] === topic) inside++;
      else outside++;
    }
    return [inside, outside];
  }

  /** Terms more frequent in the topic's papers (of the others, for `lacks`) that fit than in all that fit. */
  #candidates(topic: number, within: Uint8Array, kind: 'has' | 'lacks'): number[] {
    const here = new Map<number, number>();
    const all = new Map<number, number>();
    let [m, n] = [0, 0];
    const { offsets, terms } = this.#index;
    within.forEach((fits, row) => {
      if (fits === 0 || isHeld(row)) return;
      n++;
      const wanted = (this.#groups[row] === topic) === (kind === 'has');
      if (wanted) m++;
      for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
        const term = terms[at]!;
        all.set(term, (all.get(term) ?? 0) + 1);
        if (wanted) here.set(term, (here.get(term) ?? 0) + 1);
      }
    });
    const telling = (term: number): number => {
      const share = all.get(term)! / n;
      return (here.get(term)! / m - share) / Math.sqrt(share * (1 - share) + 1 / this.#looked);
    };
    return [...here.keys()].map((term) => ({ term, value: telling(term) })).filter(({ value }) => value > 0)
      .sort((a, b) => b.value - a.value || a.term - b.term).slice(0, TRIED).map(({ term }) => term);
  }

  #eachPaper(term: number, visit: (row: number) => void): void {
    const { offsets, rows } = this.#papers;
    for (let at = offsets[term]!; at < offsets[term + 1]!; at++) visit(rows[at]!);
  }

  /** On the papers held back. */
  #measured(topic: number, { any, and, not, fits }: Tried): Rule | null {
    let [inside, fitting, both] = [0, 0, 0];
    fits.forEach((one, row) => {
      if (!isHeld(row)) return;
      const member = this.#groups[row] === topic;
      if (member) inside++;
      if (one === 1) fitting++;
      if (member && one === 1) both++;
    });
    if (inside < FEWEST_HELD || fitting === 0) return null;
    return { any, and, not, precision: both / fitting, recall: both / inside };
  }
}

/** F-measure of papers that fit: `inside` the topic's own, `outside` others; `members` in all. */
function valueOf(inside: number, outside: number, members: number, weight: number): number {
  if (inside === 0) return 0;
  const precision = inside / (inside + outside);
  const recall = inside / members;
  const square = weight ** 2;
  return ((1 + square) * precision * recall) / (square * precision + recall);
}
