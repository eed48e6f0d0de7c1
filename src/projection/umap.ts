/** UMAP (McInnes, Healy and Melville 2018): places for the papers of a fuzzy graph, in any number of dimensions. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FieldmapError } from '../errors.js';
import { seededRandom } from '../math/index.js';
import type { OnProgress, WeightedGraph } from '../types.js';
import { fitCurve, gradientTables } from './curve.js';
import { packComponents } from './pack-components.js';
import { moveRows, type Layout } from './optimise.js';

/** umap-learn's defaults. */
export const MIN_DIST = 0.1;
export const SPREAD = 1;
/** Between parts of the map that no edge joins, times `spread`: as wide as the borders between groups. */
const GAP = 2;
/**
 * The share of epochs in which groups draw together (a pull moves both ends); in the rest papers find their places among
 * their neighbours. Without the first, groups break into pieces far apart; without the second, fewer neighbours are kept.
 */
const ATTRACTION_SHARE = 0.5;

export interface UmapOptions {
  /** Of the result; 2 for a picture, about 5 for clustering. */
  readonly dimensions: number;
  readonly seed: number;
  /** Where the papers are at first: rows × dimensions; see `pcaStart`. Not changed. */
  readonly start: Float32Array;
  /** How near two papers may come, 0 .. spread; default 0.1. Take 0 for clustering. */
  readonly minDist?: number;
  /** The scale of the map; default 1. */
  readonly spread?: number;
  /** Default 500 up to 5,000 papers, 200 above. Time grows with it. */
  readonly epochs?: number;
  /** Papers drawn to keep away from, after each pull; default 5. More spreads the map, keeps more neighbours, costs time. */
  readonly negativeSamples?: number;
  /**
   * For clustering, with 5 dimensions, `minDist` 0 and 3 negative samples: groups draw together to the end, as in
   * the original UMAP (k-means on arXiv-20: v-measure 0.736 as umap-learn's, instead of 0.72), at the cost of
   * neighbours kept in the plane (0.24 instead of 0.28). Default false.
   */
  readonly groups?: boolean;
  readonly onProgress?: OnProgress;
  /** Looked at after each epoch. With `umap` nothing but `onProgress` can abort it: see `umapInTurns`. */
  readonly signal?: AbortSignal;
}

/**
 * Places for the papers of `graph`: rows × dimensions, row by row, centred nowhere in particular, some 10 to 50 across.
 * Never NaN; parts that no edge joins are set side by side. Runs on the calling thread: the same graph,
 * start and seed give the same bytes. Cost: epochs × sum of weights ×
 * (1 + negativeSamples) steps of some 5 ns; 58,919 papers with 15 neighbours each take 3 to 4 s.
 *
 * @throws FieldmapError `usage` when an option is out of range, `internal` when `start` does not fit, `interrupted`.
 */
export function umap(graph: WeightedGraph, options: UmapOptions): Float32Array {
  const epochs = epochsOf(graph, options);
  for (;;) {
    const { done, value } = epochs.next();
    if (done === true) return value;
  }
}

/** The same, but other work gets its turn between epochs, so that `signal` can be aborted and a server answers. */
export async function umapInTurns(graph: WeightedGraph, options: UmapOptions): Promise<Float32Array> {
  const epochs = epochsOf(graph, options);
  for (;;) {
    const { done, value } = epochs.next();
    if (done === true) return value;
    await nextTurn();
  }
}

/** Yields after each epoch. */
function* epochsOf(graph: WeightedGraph, options: UmapOptions): Generator<undefined, Float32Array> {
  checkOptions(graph, options);
  const epochs = options.epochs ?? (graph.rows <= 5000 ? 500 : 200);
  const layout: Omit<Layout, 'bothEnds'> = {
    graph,
    epochs,
    dimensions: options.dimensions,
    seed: options.seed,
    tables: gradientTables(fitCurve(options.minDist ?? MIN_DIST, options.spread ?? SPREAD)),
    negativeSamples: options.negativeSamples ?? 5,
  };
  const drawing = (options.groups ?? false) ? epochs : Math.round(epochs * ATTRACTION_SHARE);
  let places: Float32Array = jittered(options.start, options.seed);
  let moved: Float32Array = new Float32Array(places.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (epoch < drawing) moveRows({ ...layout, bothEnds: true }, epoch, 0, graph.rows, places, places);
    else {
      moveRows({ ...layout, bothEnds: false }, epoch, 0, graph.rows, places, moved);
      [places, moved] = [moved, places];
    }
    options.onProgress?.({ step: 'projection', done: epoch + 1, total: epochs });
    if (options.signal?.aborted) {
      throw new FieldmapError('interrupted', 'Stopped while placing papers.', 'Run the same command again.');
    }
    yield;
  }
  packComponents(graph, places, options.dimensions, GAP * (options.spread ?? SPREAD));
  return places;
}

function checkOptions(graph: WeightedGraph, options: UmapOptions): void {
  const { dimensions, start, minDist = MIN_DIST, spread = SPREAD, epochs = 0, negativeSamples = 0 } = options;
  const wrong = (message: string): never => {
    throw new FieldmapError('usage', message);
  };
  if (!Number.isInteger(dimensions) || dimensions < 1) {
    wrong(`The dimensions of a projection must be a whole number from 1 on, not ${dimensions}.`);
  }
  if (!Number.isInteger(epochs) || epochs < 0) {
    wrong(`The epochs of a projection must be a whole number from 0 on, not ${epochs}.`);
  }
  if (!(spread > 0)) wrong(`spread must be above 0, not ${spread}.`);
  if (!(minDist >= 0 && minDist <= spread))
    wrong(`minDist must be from 0 to spread (${spread}), not ${minDist}.`);
  if (!(negativeSamples >= 0)) wrong(`negativeSamples must be 0 or more, not ${negativeSamples}.`);
  if (start.length !== graph.rows * dimensions) {
    throw new FieldmapError(
      'internal',
      `A start for ${graph.rows} papers in ${dimensions} dimensions needs ` +
        `${graph.rows * dimensions} numbers, not ${start.length}.`,
    );
  }
  const bad = start.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new FieldmapError(
      'internal',
      'The start of a projection holds a value that is no number, at paper ' +
        `${Math.floor(bad / dimensions)}.`,
    );
  }
}

/** Papers that start on the very same spot have no direction in which to part: a little noise gives them one. */
function jittered(start: Float32Array, seed: number): Float32Array {
  const random = seededRandom(seed);
  return start.map((value) => value + (random.float() - 0.5) * 2e-3);
}
