/** Arithmetic on one number a candidate: scaling, adding up, ordering. */

/** What a list of scores is scaled by: `high` becomes 1, `low` becomes 0. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** From a list, best first: its own best and its own last, so that the two sides of a fusion become comparable. */
export function scaleOf(best: ArrayLike<number>, low?: number): Scale {
  const last = best.length === 0 ? 0 : best[best.length - 1]!;
  return { low: low ?? last, high: best.length === 0 ? 0 : best[0]! };
}

/** Scaled scores. What is below the scale's low end stays at 0: it would not have been in the list. */
export function scaled(scores: Float32Array, scale: Scale): Float32Array {
  const span = scale.high - scale.low;
  if (span <= 0) return scores.map((score) => (score >= scale.high && score > 0 ? 1 : 0));
  return scores.map((score) => Math.max(0, (score - scale.low) / span));
}

/** Σ weight × part, each part one number a candidate. */
export function weightedSum(parts: readonly (readonly [weight: number, values: Float32Array])[], length: number): Float32Array {
  const sum = new Float32Array(length);
  for (const [weight, values] of parts) {
    for (let i = 0; i < length; i++) sum[i]! += weight * values[i]!;
  }
  return sum;
}

/** Positions, highest score first; ties keep the order of the positions (candidates come ordered by id). */
export function orderOf(scores: Float32Array): Int32Array {
  return Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

/** The rank of each position from 1, as `orderOf` orders. */
export function ranksOf(scores: Float32Array): Int32Array {
  const ranks = new Int32Array(scores.length);
  orderOf(scores).forEach((position, i) => (ranks[position] = i + 1));
  return ranks;
}
