/** A question's vector, moved towards some concepts and away from others. */
import { normalize, row } from '../math/index.js';
import type { Vector } from '../types.js';
import type { Dictionary } from './types.js';

/**
 * How far a wanted concept moves a unit-length question. At 2 the ten best papers have 7 (SciFact) and 4 (CISI) times the
 * concept's spread more of it, at 1 they have 3 and 2; words still count as they did, so that the question stays.
 */
const MORE = 2;
/** How far an unwanted one moves it: further, and the answer would be whatever lies opposite. */
const LESS = 0.6;

/** Rows of the dictionary in `more` and `less`. Of unit length. */
export function steered(
  vector: Vector,
  { atoms }: Dictionary,
  more: readonly number[],
  less: readonly number[],
): Vector {
  const moved = Float32Array.from(vector);
  const move = (k: number, by: number): void =>
    row(atoms, k).forEach((value, j) => (moved[j]! += by * value));
  for (const k of more) move(k, MORE);
  for (const k of less) move(k, -LESS);
  return normalize(moved);
}
