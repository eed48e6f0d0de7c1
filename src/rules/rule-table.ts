/** The papers that a rule is found on: which of its terms they have, and how often. */
import type { TermIndex } from '../terms/index.js';

/** Terms of a rule at most: more would tell better and be read by nobody. */
export const LONGEST = 20;
/** One paper of so many is held back. */
const HELD_BACK = 3;

/** Held back: never looked at to find a rule, only to measure it. */
export const isHeld = (row: number): boolean => row % HELD_BACK === HELD_BACK - 1;

/** Per term the papers that have it: `rows[offsets[t] .. offsets[t + 1]]`, and once or twice (or more often). */
export interface Postings {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
  readonly times: Uint8Array;
}

export function postingsOf({ count, terms, offsets, again, texts }: TermIndex): Postings {
  const starts = new Int32Array(count + 1);
  for (const term of terms) starts[term + 1]!++;
  for (let term = 0; term < count; term++) starts[term + 1]! += starts[term]!;
  const next = starts.slice();
  const rows = new Int32Array(terms.length);
  const times = new Uint8Array(terms.length);
  for (let row = 0; row < texts; row++) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
      const to = next[terms[at]!]!++;
      rows[to] = row;
      times[to] = 1 + again[at]!;
    }
  }
  return { offsets: starts, rows, times };
}

/** The papers looked at that have one of the terms added; the others are all alike and only counted. */
export class RuleTable {
  readonly terms: number[] = [];
  /** Per line its paper. */
  readonly papers: number[] = [];
  /** Per line: 1 for a paper of the topic. */
  readonly inside: number[] = [];
  /** Line after line, LONGEST columns: how often the paper has the term, 0 to 2. */
  cells = new Uint8Array(LONGEST << 10);
  /** Papers looked at with none of the terms, and how many of them are the topic's. */
  readonly rest: { papers: number; members: number };
  readonly members: number;
  readonly #postings: Postings;
  readonly #groups: Int32Array;
  readonly #topic: number;
  readonly #lineOf: Int32Array;

  constructor(postings: Postings, groups: Int32Array, topic: number) {
    this.#postings = postings;
    this.#groups = groups;
    this.#topic = topic;
    this.#lineOf = new Int32Array(groups.length).fill(-1);
    this.rest = { papers: 0, members: 0 };
    groups.forEach((group, row) => {
      if (isHeld(row)) return;
      this.rest.papers++;
      if (group === topic) this.rest.members++;
    });
    this.members = this.rest.members;
  }

  add(term: number): void {
    const { offsets, rows, times } = this.#postings;
    const column = this.terms.push(term) - 1;
    for (let at = offsets[term]!; at < offsets[term + 1]!; at++) {
      if (!isHeld(rows[at]!)) this.cells[this.#line(rows[at]!) * LONGEST + column] = times[at]!;
    }
  }

  #line(row: number): number {
    if (this.#lineOf[row]! >= 0) return this.#lineOf[row]!;
    const line = this.papers.push(row) - 1;
    this.#lineOf[row] = line;
    const member = Number(this.#groups[row] === this.#topic);
    this.inside.push(member);
    this.rest.papers--;
    this.rest.members -= member;
    if ((line + 1) * LONGEST > this.cells.length) {
      const larger = new Uint8Array(2 * this.cells.length);
      larger.set(this.cells);
      this.cells = larger;
    }
    return line;
  }
}
