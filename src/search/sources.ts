/**
 * What ranking needs from the stages before it. `library.ts` passes the lexical index, the neighbour index and the
 * store behind these few functions; no stage is imported here.
 */
import type { Matrix, PaperKey, SentenceVectors, Vector } from '../types.js';

/** Index terms and the weight of each. */
export type WeightedTerms = ReadonlyMap<string, number>;

/** Papers, best first, and what each scored. */
export interface ScoredKeys {
  readonly keys: Int32Array;
  readonly scores: Float32Array;
}

/** Full text; `LexicalIndex` is one. */
export interface LexicalSource {
  /** Papers in the index. */
  readonly size: number;
  /** The `k` best papers with any of the terms, of `allowed` (keys, ascending) when given. */
  search(
    terms: WeightedTerms,
    k: number,
    options?: { readonly allowed?: Int32Array },
  ): Promise<ScoredKeys> | ScoredKeys;
  /**
   * Called before the frequencies of the words of these texts are asked for: an index on another machine looks them all
   * up at once. One that has them at hand has no such method. `fewest`: only words that at least so many of the texts have.
   */
  prepare?(texts: readonly string[], fewest?: number): Promise<void>;
  /** One score a key, 0 where no term is in the paper. */
  score(terms: WeightedTerms, keys: Int32Array): Float32Array;
  documentFrequency(term: string): number;
  inverseFrequency(term: string): number;
  /** Keys of the papers that have all of the terms, ascending. */
  keysWithAll(terms: readonly string[]): Promise<Int32Array> | Int32Array;
  /** Known terms that a mistyped word may stand for, likeliest first. */
  near(word: string, limit: number): readonly { readonly term: string; readonly distance: number }[];
}

/** The text of a paper as far as ranking reads it. */
export interface PaperText {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly year: number | null;
}

/** What a cosine is read against: where those of unrelated papers lie, which differs from model to model. */
export interface Unrelated {
  readonly mean: number;
  /** Above 0. */
  readonly spread: number;
}

export interface SearchSources {
  readonly lexical: LexicalSource;
  /** The `k` papers nearest to a unit vector by cosine, best first, of `allowed` (keys, ascending) when given. */
  nearest(vector: Vector, k: number, allowed: Int32Array | null): Promise<ScoredKeys> | ScoredKeys;
  /** Mean and standard deviation of the cosines of papers that have nothing to do with one another. */
  unrelated(): Promise<Unrelated> | Unrelated;
  /** Row `i` for key `i`; zeros where a paper has no vector. */
  vectors(keys: Int32Array): Promise<Matrix> | Matrix;
  /** In the order asked; null where there are none. */
  sentences(keys: Int32Array): Promise<(SentenceVectors | null)[]> | (SentenceVectors | null)[];
  /** In the order asked; null for a paper that is gone. */
  ids(keys: Int32Array): Promise<(string | null)[]> | (string | null)[];
  /** In the order asked; null for a paper that is gone. Called for few papers. */
  papers(keys: Int32Array): Promise<(PaperText | null)[]> | (PaperText | null)[];
  /** Papers with this id, DOI or other identifier, ascending. */
  byIdentifier(value: string): Promise<Int32Array> | Int32Array;
  /** Papers with an author whose name has `name` in it, ascending. */
  byAuthor(name: string): Promise<Int32Array> | Int32Array;
  /** Called between the steps of a ranking: lets other work come first, and throws when whoever asked has gone. */
  pause?(): Promise<void>;
  /** All keys, ascending: the ground of exclusions when there is no filter. */
  allKeys(): Promise<Int32Array> | Int32Array;
}

/** A question, taken apart, and its embedding. */
export interface Question {
  /** Without quotes and excluded parts. */
  readonly text: string;
  /** Folded words of each quoted phrase, stop words kept. */
  readonly phrases: readonly (readonly string[])[];
  /** Folded words of each excluded word or phrase. */
  readonly excluded: readonly (readonly string[])[];
  /**
   * The embedding of `text`, unit length; null when the text is empty or the mode is `lexical`. While it is still being
   * made, in another thread, ranking looks up the words.
   */
  readonly vector: Vector | null | Promise<Vector | null>;
}

export type SearchMode = 'hybrid' | 'dense' | 'lexical';

/** Keys in `a` and `b`, both ascending. */
export function intersect(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(Math.min(a.length, b.length));
  let size = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i]! === b[j]!) {
      both[size++] = a[i]!;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return both.subarray(0, size);
}

/** Keys in `a` and not in `b`, both ascending. */
export function subtract(a: Int32Array, b: Int32Array): Int32Array {
  const rest = new Int32Array(a.length);
  let size = 0;
  for (let i = 0, j = 0; i < a.length; i++) {
    while (j < b.length && b[j]! < a[i]!) j++;
    if (j >= b.length || b[j]! !== a[i]!) rest[size++] = a[i]!;
  }
  return rest.subarray(0, size);
}

/** The keys of both, ascending, without repeats. */
export function unite(...lists: readonly (Int32Array | readonly PaperKey[])[]): Int32Array {
  const all = new Int32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let size = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[size++] = all[i]!;
  return all.subarray(0, size);
}
