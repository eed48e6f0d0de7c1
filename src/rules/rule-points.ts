/** Weights of terms rounded to a few points, so that a reader can count them. */
import { LONGEST, type RuleTable } from './rule-table.js';
import { sigmoid, softplus } from './rule-weights.js';

/** What a term can count. */
export const POINTS = [2, 1, -1] as const;
/** A term must make the papers looked at so much more probable (nats): less, and chance brings it in. */
const COST = 6;
/** The largest weights become the largest points, times these. */
const SCALES = [0.8, 1, 1.3, 1.7, 2.2];
const LARGEST = 4;
const ROUNDS = 60;
/** Of all least sums of points that is taken which comes nearest to, or furthest above, both of these. */
const WANTED = { precision: 0.8, recall: 0.55 } as const;
/** A little of what both have counts beside the one further below. */
const BOTH = 0.1;
/** Papers of other topics that a rule is thought to let in beside those seen. */
const UNSEEN = 3;

/** Points per term of the table (0: left out), and how many a paper needs. */
export interface Scored {
  readonly points: readonly number[];
  readonly least: number;
}

/**
 * Rounds the weights at several scales, then changes one term's points after the other for as long as the papers
 * looked at become more probable by it (after FasterRisk, Liu et al. 2022, with one refit scale and offset for all).
 * A term never changes its sign. null when no term is worth its cost.
 */
export function toPoints(table: RuleTable, weights: Float64Array): Scored | null {
  const scores = new Scores(table);
  const largest =
    Math.max(...POINTS) /
    mean(
      [...weights]
        .map(Math.abs)
        .sort((a, b) => b - a)
        .slice(0, LARGEST),
    );
  let best: number[] = [];
  let loss = Infinity;
  for (const scale of SCALES) {
    const points = [...weights].map((weight) => nearest(weight * scale * largest));
    scores.set(points);
    const would = scores.loss() + COST * count(points);
    if (would < loss) [best, loss] = [points, would];
  }
  scores.set(best);
  for (let round = 0; round < ROUNDS; round++) {
    const change = bestChange(scores, weights, best, loss);
    if (change === null) break;
    scores.move(change.column, change.points - best[change.column]!);
    best[change.column] = change.points;
    loss = change.loss;
  }
  return best.some((one) => one > 0) ? { points: best, least: leastOf(scores, table.members) } : null;
}

function bestChange(
  scores: Scores,
  weights: Float64Array,
  points: readonly number[],
  loss: number,
): { column: number; points: number; loss: number } | null {
  let best: { column: number; points: number; loss: number } | null = null;
  points.forEach((now, column) => {
    for (const other of [0, ...POINTS]) {
      if (other === now || other * weights[column]! < 0) continue;
      scores.move(column, other - now);
      const would = scores.loss() + COST * (count(points) - Number(now !== 0) + Number(other !== 0));
      scores.move(column, now - other);
      if (would < (best?.loss ?? loss) - 1e-6) best = { column, points: other, loss: would };
    }
  });
  return best;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const count = (points: readonly number[]): number => points.filter((one) => one !== 0).length;
const nearest = (value: number): number =>
  [0, ...POINTS].reduce((best, one) => (Math.abs(one - value) < Math.abs(best - value) ? one : best));

/** From the highest sum of points down: the one at which precision and recall together are best. */
function leastOf(scores: Scores, members: number): number {
  let [inside, all, best, least] = [0, 0, -1, 1];
  for (const { score, papers, members: more } of scores.counted().reverse()) {
    inside += more;
    all += papers;
    const shares = [inside / (all + UNSEEN) / WANTED.precision, inside / members / WANTED.recall] as const;
    const worth = Math.min(...shares) + BOTH * (shares[0] + shares[1]);
    // A paper with none of the terms has no points: it never fits.
    if (score > 0 && worth > best) [best, least] = [worth, score];
  }
  return least;
}

interface Count {
  readonly score: number;
  readonly papers: number;
  readonly members: number;
}

/** The sum of points of each paper of a table. */
class Scores {
  readonly #table: RuleTable;
  readonly #sums: Int32Array;
  /** Farthest from 0 that a sum can be. */
  readonly #farthest: number;

  constructor(table: RuleTable) {
    this.#table = table;
    this.#sums = new Int32Array(table.papers.length);
    this.#farthest = 2 * Math.max(...POINTS) * table.terms.length;
  }

  set(points: readonly number[]): void {
    this.#sums.fill(0);
    points.forEach((one, column) => this.move(column, one));
  }

  /** Gives `more` points for the term of a column. */
  move(column: number, more: number): void {
    const { cells } = this.#table;
    for (let line = 0; line < this.#sums.length; line++)
      this.#sums[line]! += more * cells[line * LONGEST + column]!;
  }

  /** Papers and the topic's papers by sum of points, lowest first. */
  counted(): Count[] {
    const { rest, inside } = this.#table;
    const papers = new Int32Array(2 * this.#farthest + 1);
    const members = new Int32Array(papers.length);
    papers[this.#farthest] = rest.papers;
    members[this.#farthest] = rest.members;
    this.#sums.forEach((sum, line) => {
      papers[sum + this.#farthest]!++;
      members[sum + this.#farthest]! += inside[line]!;
    });
    return [...papers.keys()]
      .filter((at) => papers[at]! > 0)
      .map((at) => ({ score: at - this.#farthest, papers: papers[at]!, members: members[at]! }));
  }

  /** Minus the logarithm of how probable the papers' topics are when scale and offset of the points fit best. */
  loss(): number {
    const counts = this.counted();
    const all = counts.reduce((sum, { papers }) => sum + papers, 0);
    const inside = counts.reduce((sum, { members }) => sum + members, 0);
    let [scale, offset, loss] = [1, Math.log(inside / (all - inside)) - 0.5, Infinity];
    for (let step = 0; step < 30; step++) {
      const now = counts.reduce(
        (sum, { score, papers, members }) =>
          sum + papers * softplus(scale * score + offset) - members * (scale * score + offset),
        0,
      );
      if (now > loss - 1e-3 && step > 3) return Math.min(now, loss);
      loss = now;
      const [more, higher] = newtonStep(counts, scale, offset);
      // Far from the best a whole step leads further away.
      const shorter = Math.max(1, Math.abs(more) / 1.5, Math.abs(higher) / 3);
      scale += more / shorter;
      offset += higher / shorter;
    }
    return loss;
  }
}

/** How scale and offset change in one step of Newton's method. */
function newtonStep(counts: readonly Count[], scale: number, offset: number): [number, number] {
  let [g0, g1, h00, h01, h11] = [0, 0, 1e-6, 0, 1e-6];
  for (const { score, papers, members } of counts) {
    const p = sigmoid(scale * score + offset);
    const rest = members - papers * p;
    const spread = papers * p * (1 - p);
    g0 += rest;
    g1 += rest * score;
    h00 += spread;
    h01 += spread * score;
    h11 += spread * score ** 2;
  }
  const determinant = h00 * h11 - h01 ** 2;
  return [(h00 * g1 - h01 * g0) / determinant, (h11 * g0 - h01 * g1) / determinant];
}
