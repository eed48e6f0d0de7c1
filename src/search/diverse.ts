/** Maximal marginal relevance (Carbonell and Goldstein 1998): next comes what is good and unlike what came before. */
import { dot } from '../math/index.js';
import type { Matrix } from '../types.js';

/**
 * Positions of `relevance` (highest first is `order`), reordered; `diversity` 0 leaves the order as it is, 1 goes by
 * unlikeness alone after the first. Relevance is scaled to 0..1 over `order`; likeness is the cosine of the rows.
 * Costs `count` × order.length products of rows; picks `count` positions.
 */
export function diversify(
  order: Int32Array,
  relevance: Float32Array,
  vectors: Matrix,
  { diversity, count }: { readonly diversity: number; readonly count: number },
): Int32Array {
  if (order.length === 0 || diversity <= 0) return order.slice(0, count);
  const high = relevance[order[0]!]!;
  const span = high - relevance[order[order.length - 1]!]! || 1;
  const left = Array.from(order);
  const nearestChosen = new Float32Array(relevance.length);
  const chosen: number[] = [];
  while (chosen.length < count && left.length > 0) {
    let best = 0;
    let bestValue = -Infinity;
    left.forEach((position, i) => {
      const worth = 1 - (high - relevance[position]!) / span;
      const value = (1 - diversity) * worth - diversity * nearestChosen[position]!;
      if (value > bestValue) {
        best = i;
        bestValue = value;
      }
    });
    const [picked] = left.splice(best, 1);
    chosen.push(picked!);
    for (const position of left) {
      const d = vectors.dimensions;
      const likeness = dot(vectors.data, position * d, vectors.data, picked! * d, d);
      nearestChosen[position] = Math.max(nearestChosen[position]!, likeness);
    }
  }
  return Int32Array.from(chosen);
}
