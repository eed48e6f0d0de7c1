/** Logistic regression on a rule's few terms, by Newton's method. */
import { cholesky, solve } from '../math/index.js';
import { LONGEST, type RuleTable } from './rule-table.js';

export interface Weights {
  readonly ofTerms: Float64Array;
  readonly bias: number;
}

/** Penalty on the squares of the weights: a term that only the topic has would weigh ever more. */
const RIDGE = 1;
const STEPS = 6;
/** A step that gains less (nats) was the last. */
const ENOUGH = 0.05;
/** Shortest part of a step that is tried. */
const SHORTEST = 1e-3;

/**
 * The weights that best tell the topic's papers by the table's terms, from `start` on (its last terms may be missing).
 * Steps are halved until they gain. Cost: O(lines × (terms of a paper)²) a step.
 */
export function fitWeights(table: RuleTable, start: Weights): Weights {
  const size = table.terms.length + 1;
  let at = new Float64Array(size);
  at[0] = start.bias;
  at.set(start.ofTerms, 1);
  let loss = lossAt(table, at);
  for (let step = 0; step < STEPS; step++) {
    const direction = newtonStep(table, at);
    let [next, less, part] = [at, loss, 1];
    for (; part > SHORTEST; part /= 2) {
      next = at.map((value, i) => value + part * direction[i]!);
      less = lossAt(table, next);
      if (less < loss) break;
    }
    if (part <= SHORTEST) break;
    const gain = loss - less;
    [at, loss] = [next, less];
    if (gain < ENOUGH) break;
  }
  return { ofTerms: at.slice(1), bias: at[0]! };
}

/** How probable `weights` make it that the paper of a line is the topic's, in logits. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
export function logitOf(
  { cells, terms }: RuleTable,
  line: number,
  bias: number,
  weights: ArrayLike<number>,
  from = 0,
): number {
  let sum = bias;
  for (let column = 0; column < terms.length; column++)
    sum += cells[line * LONGEST + column]! * weights[from + column]!;
  return sum;
}

export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** -log(1 - sigmoid(logit)), without overflow. */
export const softplus = (logit: number): number =>
  logit > 0 ? logit + Math.log1p(Math.exp(-logit)) : Math.log1p(Math.exp(logit));

function lossAt(table: RuleTable, at: Float64Array): number {
  const { rest, inside, papers } = table;
  let loss = rest.papers * softplus(at[0]!) - rest.members * at[0]!;
  for (let i = 1; i < at.length; i++) loss += (RIDGE / 2) * at[i]! ** 2;
  for (let line = 0; line < papers.length; line++) {
    const logit = logitOf(table, line, at[0]!, at, 1);
    loss += softplus(logit) - inside[line]! * logit;
  }
  return loss;
}

function newtonStep(table: RuleTable, at: Float64Array): Float64Array {
  const size = at.length;
  const { rest, inside, papers, cells } = table;
  const curvature = new Float64Array(size * size);
  const slope = new Float64Array(size);
  const base = sigmoid(at[0]!);
  slope[0] = rest.members - rest.papers * base;
  curvature[0] = rest.papers * base * (1 - base) + RIDGE;
  for (let i = 1; i < size; i++) {
    slope[i] = -RIDGE * at[i]!;
    curvature[i * size + i] = RIDGE;
  }
  const there = new Int32Array(size);
  for (let line = 0; line < papers.length; line++) {
    const p = sigmoid(logitOf(table, line, at[0]!, at, 1));
    let n = 1;
    for (let column = 0; column + 1 < size; column++)
      if (cells[line * LONGEST + column]! > 0) there[n++] = column + 1;
    const times = (i: number): number => (i === 0 ? 1 : cells[line * LONGEST + i - 1]!);
    for (let a = 0; a < n; a++) {
      const i = there[a]!;
      slope[i]! += times(i) * (inside[line]! - p);
      for (let b = 0; b <= a; b++)
        curvature[i * size + there[b]!]! += times(i) * times(there[b]!) * p * (1 - p);
    }
  }
  return solve(cholesky(curvature, size), slope);
}
