/** How far a picture may be trusted, all of it. */
import type { Matrix, NeighborLists } from '../types.js';
import { neighborsKept } from './neighbors-kept.js';
import { trustworthiness } from './trustworthiness.js';

export interface Judged {
  /** For each paper the share of its nearest papers that are nearest on the map too, 0..1. */
  readonly shares: Float32Array;
  /** Their mean. */
  readonly neighborsKept: number;
  /** 0..1; of a sample drawn by the seed. */
  readonly trustworthiness: number;
}

/** Of places in the plane, by the `k` nearest. Turning, mirroring or scaling the whole of it changes nothing. */
export function judgePlaces(
  vectors: Matrix,
  lists: NeighborLists,
  places: Float32Array,
  { k, seed }: { readonly k: number; readonly seed: number },
): Judged {
  const { shares, mean } = neighborsKept(lists, places, k);
  return {
    shares,
    neighborsKept: mean,
    trustworthiness: trustworthiness(vectors, places, k, { seed }).trustworthiness,
  };
}
