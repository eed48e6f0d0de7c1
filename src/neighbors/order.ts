/** The order that all engines promise. */
import type { KeyedNeighbors } from './neighbor-index.js';

/** `keys` and their similarities, most similar first, ties by key. */
export function inOrder(keys: Int32Array, similarities: Float32Array): KeyedNeighbors {
  const order = Int32Array.from(keys.keys()).sort((a, b) => similarities[b]! - similarities[a]! || keys[a]! - keys[b]!);
  return {
    keys: order.map((place) => keys[place]!),
    similarities: Float32Array.from(order, (place) => similarities[place]!),
  };
}
