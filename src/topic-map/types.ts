/** What goes into a topic map and what its parts hand to one another. */
import type { Grouping, Matrix, NeighborLists, Paper, Term } from '../types.js';
import type { Made, MapTopic, TopicMap } from './schema.js';

/** What labels are made from: one paper's words. */
export interface Text {
  readonly title: string;
  readonly abstract: string;
}

/** How faithful the picture is: what `projection` measures. */
export interface PlaceQuality {
  /** Per paper: share of its true nearest papers kept in 2-D, 0..1; null where there are none. */
  readonly placeTrust: Float32Array | null;
  readonly trustworthiness: number | null;
  readonly neighborsKept: number | null;
  /** How many nearest papers the measures look at. */
  readonly neighbors: number;
}

/** What a person changed by hand; kept by the library, survives refits. */
export interface TopicEdits {
  /** Label by topic id. */
  readonly names: Readonly<Record<string, string>>;
  /** Topics joined into another, in the order in which that was asked for. */
  readonly merges: readonly TopicMerge[];
}

export interface TopicMerge {
  readonly into: string;
  readonly from: readonly string[];
}

export const NO_EDITS: TopicEdits = { names: {}, merges: [] };

/** Everything a topic map is built from. Row `i` of each part is paper `i`. */
export interface MapInput {
  readonly title: string;
  readonly made: Omit<Made, 'sentence' | 'papers'>;
  readonly papers: readonly Paper[];
  readonly vectors: Matrix;
  readonly lists: NeighborLists;
  /** x and y of each paper, `rows × 2`. */
  readonly points: Float32Array;
  readonly grouping: Grouping;
  readonly quality: PlaceQuality;
  /** The standing map: its ids, and where they still fit its labels, are kept. */
  readonly previous: TopicMap | null;
  /**
   * `refit`: topics are new and get the ids of the old ones they overlap. `extend`: topics are those of `previous`
   * in its order (areas left out), as `extendTopics` gives them; ids and labels stay as they are. `relabel`: as either,
   * but all labels not given by a person are made anew.
   */
  readonly mode: 'refit' | 'extend' | 'relabel';
  readonly edits: TopicEdits;
}

/** Where a label comes from: a vocabulary's name, the papers' own terms, a language model, or a person. */
export type LabelSource = MapTopic['labelSource'];

export interface TopicLabel {
  readonly label: string;
  readonly source: LabelSource;
  /** Names of the vocabulary that fit as well: a standing label that is one of them is kept. */
  readonly also?: readonly string[];
  /** Ten at most, best first. */
  readonly terms: readonly Term[];
}

export interface Labels {
  readonly topics: readonly TopicLabel[];
  readonly areas: readonly TopicLabel[];
  /** What all papers are about, in a vocabulary's words; null when they have no field in common. */
  readonly about?: string | null;
}
