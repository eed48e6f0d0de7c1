/** Places as they are written into the map: what is judged, stored and shown is one and the same. */
import { round } from '../math/index.js';
import { alignTo, type SharedRows } from './align.js';

/** A standing map that a new one is turned onto. */
export interface North {
  /** x and y of its papers. */
  readonly places: Float32Array;
  readonly shared: SharedRows;
}

const DECIMALS = 4;
/** Turning a map onto itself moves its papers by rounding errors: a place that moved by less than this has not moved. */
const STILL = 2 * 10 ** -DECIMALS;

/**
 * `places` turned, mirrored, scaled and moved onto the standing map, in the four decimals that are written. A map whose
 * papers all lie as before has the very same numbers as before.
 */
export function writtenPlaces(places: Float32Array, north: North | null): Float32Array {
  const turned = north === null ? places : alignTo(places, north.places, north.shared).coordinates;
  const written = turned.map((value) => round(value, DECIMALS));
  if (north === null) return written;
  const { newRows, oldRows } = north.shared;
  newRows.forEach((row, s) => {
    const old = 2 * oldRows[s]!;
    const [x, y] = [north.places[old]!, north.places[old + 1]!];
    if (Math.abs(turned[2 * row]! - x) < STILL && Math.abs(turned[2 * row + 1]! - y) < STILL)
      written.set([x, y], 2 * row);
  });
  return written;
}
