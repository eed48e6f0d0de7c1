/** UMAP (McInnes, Healy and Melville 2018): places for the papers of a fuzzy graph, in any number of dimensions. */
import { FieldmapError } from '../errors.js';
import { seededRandom } from '../random.js';
import type { OnProgress, WeightedGraph } from '../types.js';
import { fitCurve, gradientTables } from './curve.js';
import { moveRows, type Layout } from './optimise.js';

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
  /** Papers drawn to keep away from, for each whole edge; default 5. */
  readonly negativeSamples?: number;
  readonly onProgress?: OnProgress;
  /** Looked at after each epoch (abort it in `onProgress`, since nothing else runs meanwhile). */
  readonly signal?: AbortSignal;
}

export function umap(graph: WeightedGraph, options: UmapOptions): Float32Array {
  const { dimensions, start } = options;
  if (start.length !== graph.rows * dimensions) {
    throw new FieldmapError('internal', `A start for ${graph.rows} papers in ${dimensions} dimensions needs ` +
      `${graph.rows * dimensions} numbers, not ${start.length}.`);
  }
  const epochs = options.epochs ?? (graph.rows <= 5000 ? 500 : 200);
  const layout: Layout = {
    graph, dimensions, epochs, seed: options.seed,
    tables: gradientTables(fitCurve(options.minDist ?? 0.1, options.spread ?? 1)),
    negativeSamples: options.negativeSamples ?? 5,
  };
  let places: Float32Array = jittered(start, options.seed);
  let moved: Float32Array = new Float32Array(places.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    moveRows(layout, epoch, 0, graph.rows, places, moved);
    [places, moved] = [moved, places];
    options.onProgress?.({ step: 'projection', done: epoch + 1, total: epochs });
    options.signal?.throwIfAborted();
  }
  return places;
}

/** Papers that start on the very same spot have no direction in which to part: a little noise gives them one. */
function jittered(start: Float32Array, seed: number): Float32Array {
  const random = seededRandom(seed);
  return start.map((value) => value + (random.float() - 0.5) * 2e-3);
}
