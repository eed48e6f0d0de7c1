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

/** A paper: its vector, and its row in the codes. */
export interface Coded {
  readonly vector: Float32Array;
  readonly row: number;
}

/** Shares of the cosine of `a` and `b`, u and v above. */
export function sharesOf(a: Coded, b: Coded, { mean, atoms }: Dictionary, codes: Codes): Shares {
  const [u, v] = [a.vector, b.vector];
  const n = mean.length;
  const one = partsOf(codes, a.row);
  const other = partsOf(codes, b.row);
  const similarity = dot(u, 0, v, 0, n);
  const common = dot(mean, 0, u, 0, n) + dot(mean, 0, v, 0, n) - dot(mean, 0, mean, 0, n);
  let related = 0;
  for (const [k, ofA] of one) {
    for (const [l, ofB] of other)
      if (k !== l) related += ofA * ofB * dot(row(atoms, k), 0, row(atoms, l), 0, n);
  }
  const shared = [...one]
    .flatMap(([concept, ofA]) => {
      const ofB = other.get(concept);
      return ofB === undefined ? [] : [{ concept, share: ofA * ofB, weights: [ofA, ofB] as const }];
    })
    .sort((one, next) => next.share - one.share || one.concept - next.concept);
  const explained = shared.reduce((sum, { share }) => sum + share, 0) + related;
  return { similarity, common, shared, related, rest: similarity - common - explained };
}

/** Weight by concept of one row, strongest first. */
export function partsOf({ offsets, concepts, weights }: Codes, row: number): Map<number, number> {
  const parts = new Map<number, number>();
  for (let at = offsets[row]!; at < offsets[row + 1]!; at++) parts.set(concepts[at]!, weights[at]!);
  return parts;
}
