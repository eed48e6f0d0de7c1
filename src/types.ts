/**
 * The nouns. The command line, the library, the HTTP API, the MCP tools and the JSON files use these names.
 * This file imports nothing.
 */

/** One paper. Text fields are plain text (no markup), Unicode NFC, white space folded. */
export interface Paper {
  /** Stable: the given id, else the DOI, the arXiv id, or a hash of normalised title and first author. */
  readonly id: string;
  /** May be empty only when `abstract` is not. */
  readonly title: string;
  /** Empty when the source had none. */
  readonly abstract: string;
  /** As written on the paper, "Given Family" where the source tells the two apart. */
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly venue: string | null;
  /** Lower case, without resolver (`10.1000/xyz`). */
  readonly doi: string | null;
  readonly url: string | null;
  readonly labels: readonly string[];
  /** Names of the files (or `-`) it was read from, in the order they were added, without repeats. */
  readonly sources: readonly string[];
  /** Other identifiers by scheme: `arxiv`, `pmid`, `openalex`, `anthology`, `s2`, … */
  readonly ids: Readonly<Record<string, string>>;
  /**
   * What the source said and no field above holds; kept so that export gives it back. JSON values only. `nameParts` holds
   * family name, given name and suffix of the authors in whose names they could not be guessed.
   */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A unit-length embedding; its length is the model's `dimensions`. */
export type Vector = Float32Array;

/** `rows` vectors of `dimensions` numbers each in one array, row by row. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly dimensions: number;
}

/**
 * One vector a sentence, 8-bit: number `i` of sentence `s` is `values[s * dimensions + i] * scales[s]`.
 * The title is sentence 0 when it is not empty.
 */
export interface SentenceVectors {
  readonly scales: Float32Array;
  readonly values: Int8Array;
  /** Start and end of each sentence in characters (UTF-16 units) of `title + '\n' + abstract`; length 2 × sentences. */
  readonly spans: Uint32Array;
}

/** What the model makes of one paper. */
export interface PaperVectors {
  readonly document: Vector;
  readonly sentences: SentenceVectors;
  /** True when the text was not read to its end. */
  readonly truncated: boolean;
}

/** The handle of a paper inside one library: a positive integer that is never used again for another paper. */
export type PaperKey = number;

/** Another paper and how near it is. `similarity` is the cosine, -1..1. */
export interface Neighbor {
  readonly id: string;
  readonly similarity: number;
}

/** The sentence of a paper that matched best. */
export interface MatchedSentence {
  readonly text: string;
  /** `title` or `abstract`, and where in that field (UTF-16 units). */
  readonly field: 'title' | 'abstract';
  readonly start: number;
  readonly end: number;
  /** Cosine with the question, -1..1; null when the match is by words only. */
  readonly similarity: number | null;
}

/** One answer. */
export interface Hit {
  readonly id: string;
  readonly title: string;
  /** From 1. */
  readonly rank: number;
  /**
   * 0..1: 1 for the paper that was asked for, or as good a match as can be expected; 0 for what is no more like the
   * question than any two papers here are alike.
   */
  readonly score: number;
  /** Why it is the paper that was asked for; absent for one that is like it. */
  readonly exact?: 'identifier' | 'title' | 'phrase' | 'author';
  /** What was measured: BM25 (`lexical`), cosines of paper (`dense`) and best sentence; null where it is not known. */
  readonly scores: Readonly<Record<string, number | null>>;
  readonly sentence: MatchedSentence | null;
  readonly paper: Paper;
  /** Absent where nothing was decided or noted. */
  readonly mark?: Mark;
}

/** What a person has decided of a paper and noted about it. */
export interface Mark {
  readonly decision: 'include' | 'exclude' | 'maybe' | null;
  /** Of the decision: what a flow diagram counts. */
  readonly reason: string;
  readonly star: boolean;
  /** Without commas and semicolons. */
  readonly tags: readonly string[];
  readonly note: string;
}

/** A place on the map. Unitless; near means alike. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Term {
  readonly term: string;
  /** Share of the topic's term weight, 0..1. */
  readonly weight: number;
}

/** A group of papers with a name. An area is a topic that is the parent of others. */
export interface Topic {
  /** Stable over refits. */
  readonly id: string;
  readonly label: string;
  /** Best first. */
  readonly terms: readonly Term[];
  readonly size: number;
  /** Ids of the papers that stand for it, the most central first. */
  readonly exemplars: readonly string[];
  readonly parent: string | null;
}

/** The model a library is pinned to: everything that changes a vector. */
export interface ModelInfo {
  readonly id: string;
  /** sha256 of the ONNX file, hex. */
  readonly hash: string;
  readonly dimensions: number;
  /** Of papers, and of questions where `queryPooling` says nothing else. */
  readonly pooling: 'mean' | 'first';
  readonly queryPooling?: 'mean' | 'first';
  /** What follows pooling, where that is more than unit length. */
  readonly head?: string;
  /** Longest input, special tokens counted. */
  readonly maxTokens: number;
  readonly queryPrefix: string;
  readonly documentPrefix: string;
  /** How title and abstract become one text. */
  readonly template: string;
}

/** A step that takes time says how far it is. `total` is 0 when unknown. */
export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export type OnProgress = (progress: Progress) => void;

/**
 * The `k` nearest neighbours of each of `rows` vectors, the vector itself left out, nearest first, ties by row number.
 * Neighbour `j` of row `i` is at `i * k + j`; where there are fewer than `k`, index -1 and similarity 0 fill the rest.
 */
export interface NeighborLists {
  readonly rows: number;
  readonly k: number;
  readonly indices: Int32Array;
  /** Cosines, -1..1. */
  readonly similarities: Float32Array;
}

/** A symmetric weighted graph in compressed rows: the edges of row `i` are at `offsets[i] .. offsets[i + 1]`. */
export interface WeightedGraph {
  readonly rows: number;
  /** Length `rows + 1`. */
  readonly offsets: Int32Array;
  /** Ascending within a row. */
  readonly targets: Int32Array;
  /** 0..1. */
  readonly weights: Float32Array;
}

/** Which paper belongs where. Topics are numbered 0 .. count - 1. */
export interface Grouping {
  readonly count: number;
  /** Per paper: its topic, 0 .. count - 1, or -1 when it belongs nowhere. */
  readonly assignment: Int32Array;
  /** Per paper: the topic it is nearest to, also for those that belong nowhere; -1 only when there is no topic. */
  readonly nearest: Int32Array;
  /** Per paper: how firmly it belongs to its nearest topic, 0..1. */
  readonly strength: Float32Array;
  readonly areaCount: number;
  /** Per topic: its area, 0 .. areaCount - 1. */
  readonly areas: Int32Array;
  /** Per topic: how well it is found again when a part of the papers is left out, 0..1; null: not known. */
  readonly stability: Float32Array | null;
}

/** Why two papers are or may be one: for the reader of `fieldmap duplicates`. */
export interface MatchEvidence {
  /** What agrees, strongest first: `doi 10.1000/x`, `title`, `title but for typing`, `authors`, `year 2019`, … */
  readonly agree: readonly string[];
  /** What speaks against it: `years 2019 and 2021`, `doi`, … */
  readonly differ: readonly string[];
}

/** Two papers that are or may be one; `into` is the older. */
export interface PaperMatch {
  readonly into: PaperKey;
  readonly from: PaperKey;
  readonly evidence: MatchEvidence;
}
