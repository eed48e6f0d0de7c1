/** The order that all engines promise. */
import type { KeyedNeighbors } from './neighbor-index.js';

/** The `k` most similar of `keys`, most similar first, ties by key. */
export function inOrder(keys: Int32Array, similarities: Float32Array, k: number): KeyedNeighbors {
  const order = Int32Array.from(keys.keys())
    .sort((a, b) => similarities[b]! - similarities[a]! || keys[a]! - keys[b]!)
    .subarray(0, k);
  return {
    keys: order.map((place) => keys[place]!),
    similarities: Float32Array.from(order, (place) => similarities[place]!),
  };
}
