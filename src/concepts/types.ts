/** What the vectors of a library are made of. */
import type { Matrix, Term } from '../types.js';

/**
 * Directions that sums of few of them make up the papers' vectors: a paper is `mean` + Σ weight × atom + rest, the
 * weights greater than 0.
 */
export interface Dictionary {
  /** Mean of the vectors that it was learned from. */
  readonly mean: Float32Array;
  /** One unit-length row a concept. */
  readonly atoms: Matrix;
  /** Concepts a paper at most. */
  readonly most: number;
}

/**
 * Which concepts a paper has, and how strongly. Those of row `i` are at `offsets[i] .. offsets[i + 1]`, the
 * strongest first.
 */
export interface Codes {
  readonly rows: number;
  /** Per row: length of the vector less the mean. */
  readonly lengths: Float32Array;
  /** Length `rows + 1`. */
  readonly offsets: Int32Array;
  /** Rows of `Dictionary.atoms`. */
  readonly concepts: Int32Array;
  /** Above 0; the square is the concept's part in the squared length of a centred vector, crosstalk aside. */
  readonly weights: Float32Array;
}

/** One concept, described. */
export interface Concept {
  /** Stable: kept when concepts are learned anew and one of them is nearly this one. */
  readonly id: string;
  readonly label: string;
  /** Best first; the label's own terms are among the first. */
  readonly terms: readonly Term[];
  /** Ids of the papers where it was strongest. */
  readonly exemplars: readonly string[];
  /** The sentence nearest to it. */
  readonly sentence: { readonly paper: string; readonly text: string } | null;
  /** How surely papers held back that have it are told from those that do not (AUC, 0.5 is chance); null: too few to tell. */
  readonly scores: { readonly terms: number | null; readonly exemplars: number | null };
  /** Whether its name says what it is: the terms' score is at least `CLEAR`. Others are not shown as reasons. */
  readonly clear: boolean;
  /** The id of the broader concept. */
  readonly broader: string | null;
}

/** The concepts of a library. Row `k` of the dictionary is `list[k]`. */
export interface Concepts {
  readonly dictionary: Dictionary;
  readonly list: readonly Concept[];
  /** Of the model whose vectors they were learned from. */
  readonly model: string;
  readonly seed: number;
  /** Papers that they were learned from. */
  readonly learnedFrom: number;
  /** Digest of the texts and vectors that they were learned from; absent in those of earlier versions. */
  readonly learnedOn?: string;
  /** The number of the next new id. */
  readonly nextId: number;
  /** Tells this dictionary from any other: 16 hex digits. */
  readonly fingerprint: string;
}

/** Names whose terms tell less are no names (AUC). */
export const CLEAR = 0.7;
