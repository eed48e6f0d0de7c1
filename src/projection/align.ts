/** Turning a new map so that it lies on the old one: north stays north. */
import { FieldmapError } from '../errors.js';

/** Papers on both maps: row `newRows[s]` of the new one is row `oldRows[s]` of the old one. */
export interface SharedRows {
  readonly newRows: Int32Array;
  readonly oldRows: Int32Array;
}

export interface Alignment {
  /** The new map, turned, mirrored, scaled and moved as a whole. */
  readonly coordinates: Float32Array;
  /** Procrustes distance of the shared papers, 0..1: the share of their spread that the alignment does not explain. */
  readonly distance: number;
}

/**
 * The similarity transform (rotation, reflection, scale, shift) of the plane under which the shared papers come
 * nearest to their old places in least squares (Gower 1975). With fewer than 2 shared papers, or all of them on one
 * spot, nothing is turned or scaled, only shifted. In the plane a rotation is a complex number, so the best one and the
 * best after mirroring are sums, without a singular value decomposition.
 */
export function alignTo(
  newCoordinates: Float32Array,
  oldCoordinates: Float32Array,
  shared: SharedRows,
): Alignment {
  const { newRows, oldRows } = shared;
  if (newRows.length !== oldRows.length) {
    throw new FieldmapError(
      'internal',
      `${newRows.length} new rows cannot be paired with ${oldRows.length} old rows.`,
    );
  }
  const from = centreOf(newCoordinates, newRows);
  const to = centreOf(oldCoordinates, oldRows);
  // Sums of conj(new) × old and of new × old, and the spreads.
  const turn = { re: 0, im: 0 };
  const mirror = { re: 0, im: 0 };
  let newSpread = 0;
  let oldSpread = 0;
  for (let s = 0; s < newRows.length; s++) {
    const x = newCoordinates[2 * newRows[s]!]! - from.x;
    const y = newCoordinates[2 * newRows[s]! + 1]! - from.y;
    const u = oldCoordinates[2 * oldRows[s]!]! - to.x;
    const v = oldCoordinates[2 * oldRows[s]! + 1]! - to.y;
    turn.re += x * u + y * v;
    turn.im += x * v - y * u;
    mirror.re += x * u - y * v;
    mirror.im += x * v + y * u;
    newSpread += x * x + y * y;
    oldSpread += u * u + v * v;
  }
  const mirrored = Math.hypot(mirror.re, mirror.im) > Math.hypot(turn.re, turn.im);
  const best = mirrored ? mirror : turn;
  const flat = newSpread === 0 || oldSpread === 0;
  const re = flat ? 1 : best.re / newSpread;
  const im = flat ? 0 : best.im / newSpread;
  const coordinates = new Float32Array(newCoordinates.length);
  for (let at = 0; at < coordinates.length; at += 2) {
    const x = newCoordinates[at]! - from.x;
    const y = (newCoordinates[at + 1]! - from.y) * (mirrored && !flat ? -1 : 1);
    coordinates[at] = re * x - im * y + to.x;
    coordinates[at + 1] = re * y + im * x + to.y;
  }
  const explained = flat ? 0 : (best.re ** 2 + best.im ** 2) / newSpread / oldSpread;
  const distance = newSpread === 0 && oldSpread === 0 ? 0 : Math.max(0, 1 - explained);
  return { coordinates, distance };
}

function centreOf(coordinates: Float32Array, rows: Int32Array): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (const row of rows) {
    x += coordinates[2 * row]!;
    y += coordinates[2 * row + 1]!;
  }
  const count = Math.max(1, rows.length);
  return { x: x / count, y: y / count };
}
