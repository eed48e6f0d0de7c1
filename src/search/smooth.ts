/** What neighbours say about a candidate: papers that are alike tend to be relevant to the same questions. */
import { dot, normalize } from '../matrix.js';
import type { Matrix, Vector } from '../types.js';

/**
 * Each score mixed with the mean of those of its `count` nearest rows, weighed by cosine ("cluster hypothesis"; score
 * regularization, Diaz 2005). Costs rows² / 2 products.
 */
export function smooth(scores: Float32Array, vectors: Matrix, count: number, share: number): Float32Array {
  const n = scores.length;
  if (count === 0 || share === 0 || n < 2) return scores.slice();
  const likeness = cosines(vectors);
  return scores.map((own, i) => {
    const near = nearestOf(likeness, n, i, count);
    let sum = 0;
    let weights = 0;
    for (const j of near) {
      const weight = Math.max(0, likeness[i * n + j]!);
      sum += weight * scores[j]!;
      weights += weight;
    }
    return weights === 0 ? own : (1 - share) * own + (share * sum) / weights;
  });
}

/** All cosines of rows with rows, rows × rows. */
export function cosines({ data, rows, dimensions }: Matrix): Float32Array {
  const all = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      const value = dot(data, i * dimensions, data, j * dimensions, dimensions);
      all[i * rows + j] = value;
      all[j * rows + i] = value;
    }
  }
  return all;
}

/** The `count` other rows most like row `i`, ties by number: insertion into a short list. */
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

/** The question moved towards the mean of some papers (Rocchio 1971), unit length; `weight` is that of the mean. */
export function moveTowards(question: Vector, vectors: Matrix, positions: Int32Array, weight: number): Vector {
  const moved = question.slice();
  const d = vectors.dimensions;
  for (const position of positions) {
    for (let i = 0; i < d; i++) moved[i]! += (weight * vectors.data[position * d + i]!) / positions.length;
  }
  return normalize(moved);
}
