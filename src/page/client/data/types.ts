/** The papers of the page, column by column. */
import type { PageHead } from '../../types.js';
import type { Fields } from './fields.js';
import type { Activations } from './activations.js';

export interface Data {
  readonly head: PageHead;
  readonly count: number;
  /** x and y of each paper, y downwards as on a screen. */
  readonly points: Float32Array;
  /** Number in `head.topics`, -1 for none. */
  readonly topic: Int16Array;
  /** 0 for none. */
  readonly year: Uint16Array;
  readonly texts: Promise<Texts>;
  /** Null in a slim page. */
  readonly abstracts: Promise<Abstracts> | null;
}

export interface Texts {
  readonly id: readonly string[];
  readonly title: readonly string[];
  readonly titleLines: Lines;
  readonly authors: readonly (readonly string[])[];
  readonly venue: readonly string[];
  readonly doi: readonly string[];
  readonly url: readonly string[];
  /** The topic a paper is nearest to, also where it belongs to none; -1 for none. */
  readonly nearest: Int16Array;
  /** Percent of its true nearest papers that are near on the map; 255: not known. */
  readonly trust: Uint8Array;
  readonly neighbors: Neighbors;
  /** Null where the map has no concepts. */
  readonly activations: Activations | null;
  /** Null where the map has no fields. */
  readonly fields: Fields | null;
  readonly numberOf: ReadonlyMap<string, number>;
}

/** Those of paper `i` are at `offsets[i] .. offsets[i + 1]`; similarities in percent. */
export interface Neighbors {
  readonly offsets: Uint32Array;
  readonly papers: Uint32Array;
  readonly similarities: Uint8Array;
}

/** Texts as bytes (UTF-8): that of paper `i` is `bytes[starts[i] .. starts[i + 1] - 1]`; one byte parts two. */
export interface Lines {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
}

export interface Abstracts {
  readonly lines: Lines;
  /** Made from the bytes when asked for: as strings all at once they would take twice the memory. */
  of(paper: number): string;
}
