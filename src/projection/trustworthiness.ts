/** How far a picture may be trusted: are papers that lie side by side alike? */
import { dots, seededRandom, shuffle } from '../math/index.js';
import type { Matrix } from '../types.js';
import { nearestPoints } from './nearest-points.js';

export interface TrustOptions {
  /** Papers that are judged: all when there are no more, else so many drawn by `seed`. Default 1,000: an error of about 0.002, in a second. */
  readonly sample?: number;
  /** For the drawing; default 42. */
  readonly seed?: number;
}

export interface Trust {
  /** 0..1; 1 when every paper's neighbours on the map are its true neighbours. */
  readonly trustworthiness: number;
  /** Papers judged. Equal to the number of papers when the figure is exact. */
  readonly judged: number;
}

/**
 * Trustworthiness (Venna and Kaski 2001): each of the `k` nearest on the map that is not among the `k` most alike
 * costs as many points as its true rank lies beyond `k`. Papers equally alike share the best of their ranks, so that
 * copies cost nothing. `k` is cut to what the formula allows, below (papers + 1) / 2; 1 for fewer than 4 papers.
 *
 * Above `sample` papers, both the judged papers and those that ranks are counted among are drawn, which leaves the
 * estimate without bias. Cost: judged × counted × columns.
 */
export function trustworthiness(
  matrix: Matrix,
  coordinates: Float32Array,
  k: number,
  options: TrustOptions = {},
): Trust {
  const { rows } = matrix;
  const reach = Math.min(k, Math.ceil((rows + 1) / 2) - 1);
  if (reach < 1 || rows < 4) return { trustworthiness: 1, judged: rows };
  const near = nearestPoints(coordinates, coordinates.length / rows, reach);
  const random = seededRandom(options.seed ?? 42);
  const judged = drawn(rows, options.sample ?? 1000, random);
  const counted = drawn(rows, 2 * (options.sample ?? 1000), random);
  const wide = widened(matrix, counted);
  let cost = 0;
  for (const row of judged)
    cost += costOf(matrix, row, near.subarray(row * reach, (row + 1) * reach), counted, wide);
  const most = (judged.length * reach * (2 * rows - 3 * reach - 1)) / 2;
  return { trustworthiness: Math.max(0, 1 - cost / most), judged: judged.length };
}

function drawn(rows: number, wanted: number, random: ReturnType<typeof seededRandom>): Int32Array {
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  return rows <= wanted ? all : shuffle(all, random).slice(0, wanted).sort();
}

/** The vectors of `rows` in double precision, one after another. */
function widened({ data, dimensions }: Matrix, rows: Int32Array): Float64Array {
  const wide = new Float64Array(rows.length * dimensions);
  rows.forEach((from, to) =>
    wide.set(data.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions),
  );
  return wide;
}

/** The points that the neighbours on the map cost one paper; `wide` are the vectors of `counted`. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function costOf(
  matrix: Matrix,
  row: number,
  near: Int32Array,
  counted: Int32Array,
  wide: Float64Array,
): number {
  const scratch = new Float64Array(matrix.dimensions);
  const shown = new Float64Array(near.length);
  dots(matrix.data, row, widened(matrix, near), scratch, shown);
  const similarities = new Float64Array(counted.length);
  dots(matrix.data, row, wide, scratch, similarities);
  // Nearly all papers are less alike than any that is shown.
  const least = shown.reduce((low, value) => Math.min(low, value), Infinity);
  const nearer = new Float64Array(near.length);
  let others = 0;
  for (let c = 0; c < counted.length; c++) {
    if (counted[c] === row) continue;
    others++;
    const value = similarities[c]!;
    if (value <= least) continue;
    for (let j = 0; j < shown.length; j++) if (value > shown[j]!) nearer[j]!++;
  }
  let cost = 0;
  for (const count of nearer) cost += Math.max(0, (count * (matrix.rows - 1)) / others + 1 - near.length);
  return cost;
}
