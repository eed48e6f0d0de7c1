/** Concepts of a new dictionary that are concepts of an old one. */
import { products } from './products.js';
import type { Matrix } from '../types.js';

/** Atoms this near one another are the same concept (cosine). */
export const SAME = 0.8;

/** Per row of `atoms`: the row of `before` that it continues, or -1; none is continued twice. The nearest pairs first. */
export function matchAtoms(atoms: Matrix, before: Matrix): Int32Array {
  const pairs: { one: number; other: number; cosine: number }[] = [];
  const found = new Float32Array(before.rows);
  for (let one = 0; one < atoms.rows; one++) {
    products(atoms.data, one, 1, before.data, before.rows, atoms.dimensions, found);
    found.forEach((cosine, other) => {
      if (cosine >= SAME) pairs.push({ one, other, cosine });
    });
  }
  pairs.sort((a, b) => b.cosine - a.cosine || a.one - b.one || a.other - b.other);
  const matched = new Int32Array(atoms.rows).fill(-1);
  const taken = new Set<number>();
  for (const { one, other } of pairs) {
    if (matched[one]! >= 0 || taken.has(other)) continue;
    matched[one] = other;
    taken.add(other);
  }
  return matched;
}
