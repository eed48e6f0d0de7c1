/** What the likeness of two vectors is made of. */
import { dot, row } from '../math/index.js';
import type { Codes, Dictionary } from './types.js';

/**
 * With `u` and `v` of unit length, `m` the dictionary's mean, `u - m` = Σ a_k d_k + r and `v - m` = Σ b_k d_k + s
 * (d_k the concepts' directions, r and s what no concept explains):
 *
 *     u · v  =  common  +  Σ_k a_k b_k  +  related  +  rest
 *     common  = m · u + m · v - m · m          what all papers here have in common
 *     a_k b_k                                  what concept k, which both have, adds
 *     related = Σ_(k ≠ l) a_k b_l (d_k · d_l)  concepts of one that are near other ones of the other
 *     rest    = (u - m) · (v - m) - (Σ a_k d_k) · (Σ b_k d_k)
 */
export interface Shares {
  /** u · v, the cosine. */
  readonly similarity: number;
  readonly common: number;
  /** Concepts that both have, the greatest share first. */
  readonly shared: readonly {
    readonly concept: number;
    readonly share: number;
    readonly weights: readonly [number, number];
  }[];
  readonly related: number;
  readonly rest: number;
}

/** Row `i` of `codes` is `u`'s, row `j` `v`'s. */
export function sharesOf(
  u: Float32Array,
  v: Float32Array,
  { mean, atoms }: Dictionary,
  codes: Codes,
  i: number,
  j: number,
): Shares {
  const n = mean.length;
  const one = partsOf(codes, i);
  const other = partsOf(codes, j);
  const similarity = dot(u, 0, v, 0, n);
  const common = dot(mean, 0, u, 0, n) + dot(mean, 0, v, 0, n) - dot(mean, 0, mean, 0, n);
  let related = 0;
  for (const [k, a] of one) {
    for (const [l, b] of other) if (k !== l) related += a * b * dot(row(atoms, k), 0, row(atoms, l), 0, n);
  }
  const shared = [...one]
    .flatMap(([concept, a]) => {
      const b = other.get(concept);
      return b === undefined ? [] : [{ concept, share: a * b, weights: [a, b] as const }];
    })
    .sort((a, b) => b.share - a.share || a.concept - b.concept);
  const explained = shared.reduce((sum, { share }) => sum + share, 0) + related;
  return { similarity, common, shared, related, rest: similarity - common - explained };
}

/** Weight by concept of one row, strongest first. */
export function partsOf({ offsets, concepts, weights }: Codes, row: number): Map<number, number> {
  const parts = new Map<number, number>();
  for (let at = offsets[row]!; at < offsets[row + 1]!; at++) parts.set(concepts[at]!, weights[at]!);
  return parts;
}
