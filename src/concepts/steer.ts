/** A question's vector, moved towards some concepts and away from others. */
import { normalize, row } from '../matrix.js';
import type { Vector } from '../types.js';
import type { Dictionary } from './types.js';

/**
 * How far a concept moves a unit-length question. Weighed in bench/concepts: at 0.4 the ten best papers have three times
 * the concept's spread more of it; more drowns what was asked.
 */
export const STRENGTH = 0.4;

/** Rows of the dictionary in `more` and `less`. Of unit length. */
export function steered(vector: Vector, { atoms }: Dictionary, more: readonly number[], less: readonly number[], strength = STRENGTH): Vector {
  const moved = Float32Array.from(vector);
  const move = (k: number, by: number): void => row(atoms, k).forEach((value, j) => (moved[j]! += by * value));
  for (const k of more) move(k, strength);
  for (const k of less) move(k, -strength);
  return normalize(moved);
}
