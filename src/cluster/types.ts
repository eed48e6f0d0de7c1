/** What goes into clustering and what comes out. */
import type { Grouping, Matrix, NeighborLists, OnProgress, WeightedGraph } from '../types.js';

export type Granularity = 'coarse' | 'medium' | 'fine';

export interface ClusterInput {
  /** One unit vector a paper. */
  readonly vectors: Matrix;
  /** The nearest neighbours of each paper (15 by default). */
  readonly lists: NeighborLists;
  /** UMAP's fuzzy graph over the same neighbours. */
  readonly graph: WeightedGraph;
  /** UMAP's embedding of that graph in a few dimensions (5), minimum distance 0: `rows × dimensions`. */
  readonly layout: { readonly data: Float32Array; readonly dimensions: number };
  /**
   * Papers that share a number must share a topic (identical abstracts under different titles); -1 is alone. Papers
   * with the very same vector are joined in any case.
   */
  readonly mustLink?: Int32Array;
  /**
   * Per paper its topic on a standing map (any numbers), -1 for those that came since. These topics are kept and take
   * the new papers in, unless topics found anew divide the papers clearly better; so ids live on.
   */
  readonly standing?: Int32Array;
  /** With them a paper's words have a say in its topic. */
  readonly words?: TermLists;
}

/** Which terms each paper has, without repeats: those of paper `i` are `terms[offsets[i] .. offsets[i + 1]]`. */
export interface TermLists {
  /** How many different terms: they are numbered from 0. */
  readonly count: number;
  readonly terms: Int32Array;
  readonly offsets: Float64Array;
}

export interface ClusterOptions {
  readonly seed: number;
  /** How many topics: about half as many, as many as are stable, about twice as many. Default `medium`. */
  readonly granularity?: Granularity;
  /** Exactly so many topics (fewer when there are fewer distinct papers). Overrides `granularity`. */
  readonly topics?: number;
  /** Smallest topic in papers; smaller ones are given to their neighbours. Default grows with the corpus, from 2. */
  readonly minSize?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** Topics and areas by size, the largest first. */
export interface Clustering extends Grouping {
  readonly stability: Float32Array;
  /** Per topic: mean cosine of its papers with its centre, -1..1. */
  readonly cohesion: Float32Array;
  /** Per topic: 1 - cosine between its centre and the nearest other topic's, 0..2; 1 when it is alone. */
  readonly separation: Float32Array;
}
