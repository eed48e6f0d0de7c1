/** How much of each paper's neighbourhood a picture shows. */
import type { NeighborLists } from '../types.js';
import { nearestPoints } from './nearest-points.js';

export interface Kept {
  /** For each paper the share of its listed neighbours that are among as many nearest on the map, 0..1. */
  readonly shares: Float32Array;
  readonly mean: number;
}

/**
 * Compares the first `k` of each list with the `k` nearest points. A paper without neighbours keeps all of them (1).
 * Ties on the map are broken by chance.
 */
export function neighborsKept(lists: NeighborLists, coordinates: Float32Array, k: number): Kept {
  const reach = Math.min(k, lists.k);
  const shares = new Float32Array(lists.rows).fill(1);
  if (lists.rows === 0) return { shares, mean: 1 };
  const near = nearestPoints(coordinates, coordinates.length / lists.rows, reach);
  const listedBy = new Int32Array(lists.rows).fill(-1);
  let sum = 0;
  for (let i = 0; i < lists.rows; i++) {
    let listed = 0;
    for (let at = i * lists.k; listed < reach && lists.indices[at]! >= 0; at++, listed++) {
      listedBy[lists.indices[at]!] = i;
    }
    let kept = 0;
    for (let j = 0; j < listed; j++) if (listedBy[near[i * reach + j]!] === i) kept++;
    if (listed > 0) shares[i] = kept / listed;
    sum += shares[i]!;
  }
  return { shares, mean: sum / lists.rows };
}
