/** What neighbours say about a candidate: papers that are alike tend to be relevant to the same questions. */
import { dot } from '../math/index.js';
import type { Matrix } from '../types.js';
import { orderOf } from './fuse.js';
import type { Ranking } from './ranking.js';

/**
 * The best candidates' scores, each mixed with the mean of those of its nearest among them, weighed by cosine (the
 * cluster hypothesis; score regularization, Diaz 2005). The others stay behind them in their order: all their scores
 * are lowered by what it takes.
 */
export function smoothBest(scores: Float32Array, vectors: Matrix, ranking: Ranking): Float32Array {
  const order = orderOf(scores);
  // By position: equal likeness then falls to the candidate with the lower id.
  const best = order.slice(0, ranking.smoothed).sort();
  const smoothed = smooth(
    best,
    scores,
    cosinesAmong(vectors, best),
    ranking.smoothingNeighbors,
    ranking.smoothingShare,
  );
  const lowest = smoothed.reduce((a, b) => Math.min(a, b), Infinity);
  const next = order[ranking.smoothed];
  const lowered = next === undefined ? 0 : Math.max(0, scores[next]! - lowest);
  const made = scores.map((score) => score - lowered);
  best.forEach((position, i) => (made[position] = smoothed[i]!));
  return made;
}

/** The smoothed scores of the positions `best`; `likeness` holds their cosines, best × best. */
export function smooth(
  best: Int32Array,
  scores: Float32Array,
  likeness: Float32Array,
  neighbors: number,
  share: number,
): Float32Array {
  const n = best.length;
  return Float32Array.from(best, (position, i) => {
    let sum = 0;
    let weights = 0;
    for (const j of nearestOf(likeness, n, i, neighbors)) {
      const weight = Math.max(0, likeness[i * n + j]!);
      sum += weight * scores[best[j]!]!;
      weights += weight;
    }
    return weights === 0 ? scores[position]! : (1 - share) * scores[position]! + (share * sum) / weights;
  });
}

/** All cosines of some rows with one another. Costs the square of their number. */
export function cosinesAmong({ data, dimensions }: Matrix, rows: Int32Array): Float32Array {
  const n = rows.length;
  const all = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = dot(data, rows[i]! * dimensions, data, rows[j]! * dimensions, dimensions);
      all[i * n + j] = value;
      all[j * n + i] = value;
    }
  }
  return all;
}

/** The `count` others most like `i`, ties by number: insertion into a short list. */
function nearestOf(likeness: Float32Array, n: number, i: number, count: number): number[] {
  const best: number[] = [];
  for (let j = 0; j < n; j++) {
    if (j === i) continue;
    const value = likeness[i * n + j]!;
    if (best.length === count && value <= likeness[i * n + best[count - 1]!]!) continue;
    let at = best.length;
    while (at > 0 && likeness[i * n + best[at - 1]!]! < value) at--;
    best.splice(at, 0, j);
    if (best.length > count) best.pop();
  }
  return best;
}
