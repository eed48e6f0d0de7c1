/** Arithmetic on one number a candidate: adding up, scaling, ordering. */

/** The sum of the parts, each one number a candidate. */
export function sumOf(parts: readonly Float32Array[], length: number): Float32Array {
  const sum = new Float32Array(length);
  for (const values of parts) for (let i = 0; i < length; i++) sum[i]! += values[i]!;
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
