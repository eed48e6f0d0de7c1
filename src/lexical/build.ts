/** From texts to postings with the score already in them (the idea of bm25s, Lù 2024, arXiv 2407.03618). */
import { eachTerm, withoutBoilerplate } from '../text/index.js';
import type { PaperKey } from '../types.js';
import { FieldmapError } from '../errors.js';
import { bm25, inverseFrequency, type LexicalOptions } from './bm25.js';
import { Vocabulary } from './vocabulary.js';

export interface LexicalPaper {
  readonly key: PaperKey;
  readonly title: string;
  readonly abstract: string;
}

/** Beside the six bits of `formOf`. */
export const FIELD_BITS = { title: 64, abstract: 128 } as const;

export interface Postings {
  readonly vocabulary: Vocabulary;
  /** The words that the terms are stems of. */
  readonly words: Vocabulary;
  /** Keys of the papers, ascending; a paper's place here is its number in `papers`. */
  readonly keys: Int32Array;
  /** The postings of term `t` are at `offsets[t] .. offsets[t + 1]`, papers ascending. */
  readonly offsets: Uint32Array;
  readonly papers: Int32Array;
  readonly scores: Float32Array;
  /** Which words of the term's stem the paper has (the bits of `formOf`), and in which fields: {@link FIELD_BITS}. */
  readonly forms: Uint8Array;
}

/** Needs about 16 bytes a posting besides the result. */
export function buildPostings(counted: TermCounts, options: LexicalOptions): Postings {
  const order = orderByKey(counted.keys);
  const ids = [...counted.ids.keys()].sort((a, b) => (a < b ? -1 : 1));
  const rankOf = new Uint32Array(ids.length);
  ids.forEach((term, rank) => (rankOf[counted.ids.get(term)!] = rank));

  const total = counted.terms.length;
  const offsets = new Uint32Array(ids.length + 1);
  for (let i = 0; i < total; i++) offsets[rankOf[counted.terms.at(i)]! + 1]!++;
  const idf = new Float64Array(ids.length);
  for (let t = 0; t < ids.length; t++) {
    idf[t] = inverseFrequency(offsets[t + 1]!, order.length);
    offsets[t + 1]! += offsets[t]!;
  }

  const next = offsets.slice();
  const papersOut = new Int32Array(total);
  const scores = new Float32Array(total);
  const forms = new Uint8Array(total);
  const meanLength = counted.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, order.length);
  for (let number = 0; number < order.length; number++) {
    const paper = order[number]!;
    const length = counted.lengths[paper]!;
    for (let i = counted.starts[paper]!; i < counted.starts[paper + 1]!; i++) {
      const term = rankOf[counted.terms.at(i)]!;
      const at = next[term]!++;
      papersOut[at] = number;
      forms[at] = counted.forms.at(i);
      scores[at] = bm25(idf[term]!, counted.occurrences.at(i), length, meanLength, options);
    }
  }
  const keys = Int32Array.from(order, (paper) => counted.keys[paper]!);
  const words = Vocabulary.from([...counted.words].sort((a, b) => (a < b ? -1 : 1)));
  return { vocabulary: Vocabulary.from(ids), words, keys, offsets, papers: papersOut, scores, forms };
}

/** Counts the terms of papers, one after another, in any order: their texts need not be in memory together. */
export class TermCounts {
  readonly ids = new Map<string, number>();
  readonly words = new Set<string>();
  readonly keys: number[] = [];
  /** Words a paper, title words counted `titleWeight` times. */
  readonly lengths: number[] = [];
  /** The terms of paper `p` are at `starts[p] .. starts[p + 1]`. */
  readonly starts: number[] = [0];
  readonly terms = new Growing((length) => new Uint32Array(length));
  readonly occurrences = new Growing((length) => new Float32Array(length));
  /** Of each term of a paper: the bits of its words. */
  readonly forms = new Growing((length) => new Uint8Array(length));
  /** Where each term's count of the last paper stands, as far as that is at or after the paper's start. */
  private readonly places = new Growing((length) => new Int32Array(length).fill(-1));
  private readonly titleWeight: number;

  constructor({ titleWeight }: LexicalOptions) {
    this.titleWeight = titleWeight;
  }

  add({ key, title, abstract }: LexicalPaper): void {
    const start = this.terms.length;
    const length =
      (this.titleWeight > 0 ? this.count(title, this.titleWeight, FIELD_BITS.title, start) : 0) +
      this.count(withoutBoilerplate(abstract), 1, FIELD_BITS.abstract, start);
    this.keys.push(key);
    this.lengths.push(length);
    this.starts.push(this.terms.length);
  }

  private count(text: string, weight: number, field: number, start: number): number {
    let length = 0;
    eachTerm(text, (term, word, form) => {
      length++;
      this.words.add(word);
      let id = this.ids.get(term);
      if (id === undefined) {
        id = this.ids.size;
        this.ids.set(term, id);
        this.places.push(-1);
      }
      const place = this.places.at(id);
      if (place >= start) {
        this.occurrences.set(place, this.occurrences.at(place) + weight);
        this.forms.set(place, this.forms.at(place) | form | field);
      } else {
        this.places.set(id, this.terms.length);
        this.terms.push(id);
        this.occurrences.push(weight);
        this.forms.push(form | field);
      }
    });
    return weight * length;
  }
}

function orderByKey(keys: readonly number[]): Int32Array {
  const order = Int32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
  for (let i = 1; i < order.length; i++) {
    if (keys[order[i]!] === keys[order[i - 1]!]) {
      throw new FieldmapError(
        'internal',
        `Paper key ${keys[order[i]!]} was given twice to the lexical index.`,
      );
    }
  }
  return order;
}

/** A typed array that doubles when it is full. */
class Growing<T extends Uint8Array | Uint32Array | Int32Array | Float32Array> {
  length = 0;
  private values: T;
  private readonly make: (length: number) => T;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.values = make(1024);
  }

  at(index: number): number {
    return this.values[index]!;
  }

  set(index: number, value: number): void {
    this.values[index] = value;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = this.make(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}
