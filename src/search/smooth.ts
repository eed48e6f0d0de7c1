/** What neighbours say about a candidate: papers that are alike tend to be relevant to the same questions. */
import { dot } from '../math/index.js';
import type { Matrix } from '../types.js';
import { orderOf } from './fuse.js';
import type { Ranking } from './ranking.js';

/**
 * The best candidates' scores, each mixed with the mean of those of its nearest among them (the cluster hypothesis; score
 * regularization, Diaz 2005): papers more alike than `unrelated`, the mean cosine of unrelated papers. The others stay behind them in their order: all their scores are scaled down by what it takes.
 */
export function smoothBest(
  scores: Float32Array,
  vectors: Matrix,
  unrelated: number,
  ranking: Ranking,
): Float32Array {
  const order = orderOf(scores);
  // By position: equal likeness then falls to the candidate with the lower id.
  const best = order.slice(0, ranking.smoothed).sort();
  const smoothed = smooth(
    best,
    scores,
    cosinesAmong(vectors, best).map((cosine) => Math.max(0, cosine - unrelated)),
    ranking,
  );
  const lowest = smoothed.reduce((a, b) => Math.min(a, b), Infinity);
  const next = order[ranking.smoothed];
  const kept = next === undefined || scores[next]! <= lowest ? 1 : lowest / scores[next]!;
  const made = scores.map((score) => kept * score);
  best.forEach((position, i) => (made[position] = smoothed[i]!));
  return made;
}

/** The smoothed scores of the positions `best`; `likeness` holds how alike they are, best × best. */
export function smooth(
  best: Int32Array,
  scores: Float32Array,
  likeness: Float32Array,
  { smoothingNeighbors: neighbors, smoothingShare: share }: Ranking,
): Float32Array {
  const n = best.length;
  return Float32Array.from(best, (position, i) => {
    const near = nearestOf(likeness, n, i, neighbors).filter((j) => likeness[i * n + j]! > 0);
    if (near.length === 0) return scores[position]!;
    const mean = near.reduce((sum, j) => sum + scores[best[j]!]!, 0) / near.length;
    return (1 - share) * scores[position]! + share * mean;
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
