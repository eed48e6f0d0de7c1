/** Papers that come later, on a map that stands. */
import { FieldmapError } from '../errors.js';
import { seededRandom, type Random } from '../math/index.js';
import type { NeighborLists, WeightedGraph } from '../types.js';
import { fitCurve, gradientTables } from './curve.js';
import { neighborStrengths } from './fuzzy-graph.js';
import { moveRows, type Layout } from './optimise.js';
import { MIN_DIST, SPREAD } from './umap.js';

export interface PlaceOptions {
  readonly dimensions: number;
  readonly seed: number;
  /** The places of the papers already on the map: old papers × dimensions. Not changed. */
  readonly standing: Float32Array;
  /** As the map was made with; default 0.1 and 1. */
  readonly minDist?: number;
  readonly spread?: number;
  /** Default 100. */
  readonly epochs?: number;
}

/**
 * Places for the papers of `lists`: first the mean of their neighbours' places weighted by strength, then a few epochs
 * in which they alone move. A neighbour's number below the count of standing papers means one of those; above it, the
 * new papers follow in the order of `lists`. New papers that know only one another start where the first
 * of them is placed, or in the middle of the map. Returns new papers × dimensions.
 *
 * @throws FieldmapError `internal` when a neighbour's number is beyond the last new paper.
 */
export function placeNew(lists: NeighborLists, options: PlaceOptions): Float32Array {
  const { dimensions, standing } = options;
  const old = standing.length / dimensions;
  const beyond = lists.indices.find((target) => target >= old + lists.rows);
  if (beyond !== undefined) {
    throw new FieldmapError(
      'internal',
      `Neighbour ${beyond} of a new paper is neither one of the ${old} standing papers ` +
        `nor one of the ${lists.rows} new.`,
    );
  }
  const strengths = neighborStrengths(lists);
  let places: Float32Array = new Float32Array((old + lists.rows) * dimensions);
  places.set(standing);
  startAmongNeighbors(lists, strengths, places, dimensions);
  const layout: Layout = {
    graph: graphAfter(old, lists, strengths),
    tables: gradientTables(fitCurve(options.minDist ?? MIN_DIST, options.spread ?? SPREAD)),
    dimensions,
    seed: options.seed,
    epochs: options.epochs ?? 100,
    negativeSamples: 5,
    bothEnds: false,
  };
  let moved: Float32Array = places.slice();
  for (let epoch = 0; epoch < layout.epochs; epoch++) {
    moveRows(layout, epoch, old, old + lists.rows, places, moved);
    [places, moved] = [moved, places];
  }
  return places.slice(old * dimensions);
}

/** The lists as a graph in which the standing papers have no edges of their own. */
function graphAfter(old: number, lists: NeighborLists, strengths: Float64Array): WeightedGraph {
  const { rows, k, indices } = lists;
  const offsets = new Int32Array(old + rows + 1);
  const targets = new Int32Array(indices.length);
  const weights = new Float32Array(indices.length);
  let end = 0;
  for (let i = 0; i < rows; i++) {
    for (let at = i * k; at < (i + 1) * k && indices[at]! >= 0; at++) {
      targets[end] = indices[at]!;
      weights[end++] = strengths[at]!;
    }
    offsets[old + i + 1] = end;
  }
  return { rows: old + rows, offsets, targets, weights };
}

/** Puts each new paper on the weighted mean of its neighbours that have a place, in rounds until none is left. */
function startAmongNeighbors(
  lists: NeighborLists,
  strengths: Float64Array,
  places: Float32Array,
  dimensions: number,
): void {
  const { rows, k, indices } = lists;
  const old = places.length / dimensions - rows;
  const placed = new Uint8Array(old + rows).fill(1, 0, old);
  const random = seededRandom(rows);
  let waiting = Array.from({ length: rows }, (_, i) => i);
  while (waiting.length > 0) {
    const left = waiting.filter((i) => {
      const start = (old + i) * dimensions;
      let total = 0;
      for (let at = i * k; at < (i + 1) * k && indices[at]! >= 0; at++) {
        if (placed[indices[at]!] === 0) continue;
        total += strengths[at]!;
        for (let d = 0; d < dimensions; d++)
          places[start + d]! += strengths[at]! * places[indices[at]! * dimensions + d]!;
      }
      if (total === 0) return true;
      for (let d = 0; d < dimensions; d++) places[start + d] = places[start + d]! / total + noise(random);
      placed[old + i] = 1;
      return false;
    });
    // Only new papers that know none but one another are left: one of them begins in the middle.
    if (left.length === waiting.length) {
      const first = left.shift()!;
      putInTheMiddle(places, old, old + first, dimensions);
      placed[old + first] = 1;
    }
    waiting = left;
  }
}

function putInTheMiddle(places: Float32Array, old: number, row: number, dimensions: number): void {
  for (let d = 0; d < dimensions; d++) {
    let sum = 0;
    for (let i = 0; i < old; i++) sum += places[i * dimensions + d]!;
    places[row * dimensions + d] = sum / Math.max(1, old);
  }
}

/** Keeps papers with the same neighbours apart, so that they can part further. */
function noise(random: Random): number {
  return (random.float() - 0.5) * 2e-3;
}
