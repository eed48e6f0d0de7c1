/** An inverted index of the page's papers, built in the browser: which paper has which term, and how often. */
import { bm25, inverseFrequency, LEXICAL_DEFAULTS, nearTerms, Vocabulary } from '../../../lexical/index.js';
import { partsOfTerm } from '../../../text/index.js';
import type { LexicalSource, ScoredKeys, WeightedTerms } from '../../../search/index.js';
import type { Lines } from '../data/types.js';
import type { TermNumbers } from './chunks.js';
import { GrowingBytes, GrowingWords } from './growing.js';

export interface Field {
  readonly lines: Lines;
  /** How many times a word of it counts. */
  readonly weight: number;
}

/** Counts the terms of papers, one paper after another. */
export class TermCounts {
  private readonly numbers: TermNumbers;
  private readonly fields: readonly Field[];
  private readonly starts = new GrowingWords([0]);
  private readonly terms = new GrowingWords();
  private readonly occurrences = new GrowingBytes();
  private readonly lengths = new GrowingWords();
  /** Where the count of each term in the last paper that has it stands, + 1. */
  private places = new Uint32Array(1 << 16);

  constructor(numbers: TermNumbers, fields: readonly Field[]) {
    this.numbers = numbers;
    this.fields = fields;
  }

  /** Papers counted. */
  get size(): number {
    return this.lengths.length;
  }

  addNext(): void {
    const paper = this.size;
    const first = this.terms.length;
    let length = 0;
    for (const { lines, weight } of this.fields) {
      const { bytes, starts } = lines;
      this.numbers.each(bytes, starts[paper]!, starts[paper + 1]! - 1, (term) => {
        length += weight;
        this.count(term, weight, first);
      });
    }
    this.lengths.push(length);
    this.starts.push(this.terms.length);
  }

  /** `first`: where the counts of this paper begin. */
  private count(term: number, weight: number, first: number): void {
    if (term >= this.places.length) this.widen(term);
    const place = this.places[term]!;
    if (place > first) {
      const { values } = this.occurrences;
      values[place - 1] = Math.min(255, values[place - 1]! + weight);
    } else {
      this.terms.push(term);
      this.occurrences.push(weight);
      this.places[term] = this.terms.length;
    }
  }

  private widen(term: number): void {
    const wider = new Uint32Array(2 * Math.max(term, this.places.length));
    wider.set(this.places);
    this.places = wider;
  }

  /** Postings by term; counting sort, so that the papers of a term are ascending. */
  index(): WordIndex {
    const { numbers, size } = this;
    const total = this.terms.length;
    const offsets = new Uint32Array(numbers.terms.length + 1);
    for (let i = 0; i < total; i++) offsets[this.terms.values[i]! + 1]!++;
    for (let t = 0; t < numbers.terms.length; t++) offsets[t + 1]! += offsets[t]!;
    const next = offsets.slice();
    const papers = new Uint32Array(total);
    const occurrences = new Uint8Array(total);
    for (let paper = 0; paper < size; paper++) {
      for (let i = this.starts.values[paper]!; i < this.starts.values[paper + 1]!; i++) {
        const at = next[this.terms.values[i]!]!++;
        papers[at] = paper;
        occurrences[at] = this.occurrences.values[i]!;
      }
    }
    return new WordIndex(numbers, {
      offsets,
      papers,
      occurrences,
      lengths: this.lengths.values.slice(0, size),
    });
  }
}

interface Postings {
  /** Those of term `t` are at `offsets[t] .. offsets[t + 1]`. */
  readonly offsets: Uint32Array;
  readonly papers: Uint32Array;
  readonly occurrences: Uint8Array;
  /** Words by paper, weighted. */
  readonly lengths: Uint32Array;
}

/** The lexical side of ranking, as `LexicalIndex` is for `ask`; a paper's key is its number on the page. */
export class WordIndex implements LexicalSource {
  readonly size: number;
  private readonly numbers: TermNumbers;
  private readonly postings: Postings;
  private readonly meanLength: number;
  /** Terms in code unit order, and the number of each; made when a word is first looked for that no paper has. */
  private sorted: { readonly vocabulary: Vocabulary; readonly order: Uint32Array } | null = null;

  constructor(numbers: TermNumbers, postings: Postings) {
    this.numbers = numbers;
    this.postings = postings;
    this.size = postings.lengths.length;
    this.meanLength = postings.lengths.reduce((sum, one) => sum + one, 0) / Math.max(1, this.size);
  }

  documentFrequency(term: string): number {
    return this.frequencyOf(this.numbers.find(partsOfTerm(term).term));
  }

  inverseFrequency(term: string): number {
    return inverseFrequency(this.documentFrequency(term), this.size);
  }

  search(terms: WeightedTerms, k: number, { allowed }: { readonly allowed?: Int32Array } = {}): ScoredKeys {
    const scores = this.scores(terms);
    const found = (allowed ?? Int32Array.from(scores.keys())).filter((paper) => scores[paper]! > 0);
    const keys = topOf(found, scores, k);
    return { keys, scores: Float32Array.from(keys, (paper) => scores[paper]!) };
  }

  score(terms: WeightedTerms, keys: Int32Array): Float32Array {
    const scores = this.scores(terms);
    return Float32Array.from(keys, (paper) => scores[paper]!);
  }

  keysWithAll(terms: readonly string[]): Int32Array {
    const having = new Uint16Array(this.size);
    for (const term of new Set(terms)) this.forPapers(term, (paper) => void having[paper]!++);
    const wanted = new Set(terms).size;
    return Int32Array.from(having.keys()).filter((paper) => having[paper] === wanted);
  }

  /** Known terms that a mistyped word may stand for, likeliest first; those that begin with it before all others. */
  near(word: string, limit: number): readonly { readonly term: string; readonly distance: number }[] {
    const begun = this.beginning(word, limit);
    if (begun.length > 0) return begun.map((term) => ({ term, distance: 0 }));
    const { vocabulary, order } = this.sortedTerms();
    return nearTerms(vocabulary, word, limit, (id) => this.frequencyOf(order[id]!));
  }

  /** The `limit` most frequent terms that begin with `word`. */
  beginning(word: string, limit: number): string[] {
    const { vocabulary, order } = this.sortedTerms();
    const found: { term: string; frequency: number }[] = [];
    for (let id = vocabulary.firstFrom(word); id < vocabulary.size; id++) {
      const term = vocabulary.term(id);
      if (!term.startsWith(word)) break;
      const frequency = this.frequencyOf(order[id]!);
      if (frequency > 0) found.push({ term, frequency });
    }
    return found
      .sort((a, b) => b.frequency - a.frequency)
      .slice(0, limit)
      .map(({ term }) => term);
  }

  /** Calls `each` with every paper that has the term and its BM25 for it. */
  forPapers(term: string, each: (paper: number, score: number) => void): void {
    const number = this.numbers.find(partsOfTerm(term).term);
    const { offsets, papers, occurrences, lengths } = this.postings;
    if (number < 0 || number + 1 >= offsets.length) return;
    const idf = this.inverseFrequency(term);
    for (let at = offsets[number]!; at < offsets[number + 1]!; at++) {
      const paper = papers[at]!;
      each(paper, bm25(idf, occurrences[at]!, lengths[paper]!, this.meanLength, LEXICAL_DEFAULTS));
    }
  }

  private scores(terms: WeightedTerms): Float32Array {
    const scores = new Float32Array(this.size);
    for (const [term, weight] of terms) {
      this.forPapers(term, (paper, score) => void (scores[paper]! += weight * score));
    }
    return scores;
  }

  private frequencyOf(number: number): number {
    const { offsets } = this.postings;
    // Numbers are shared with indexes of other fields, whose terms this one may not have.
    return number < 0 || number + 1 >= offsets.length ? 0 : offsets[number + 1]! - offsets[number]!;
  }

  /** Made when a word is first looked for that no paper has, or before: a tenth of a second for 130,000 terms. */
  sortedTerms(): { readonly vocabulary: Vocabulary; readonly order: Uint32Array } {
    if (this.sorted !== null) return this.sorted;
    const { numbers } = this;
    const known = numbers.terms.filter((_term, number) => this.frequencyOf(number) > 0).sort();
    const order = Uint32Array.from(known, (term) => numbers.find(term));
    return (this.sorted = { vocabulary: Vocabulary.from(known), order });
  }
}

/** The `k` best of some papers, ties by number. Those below the k-th score are dropped before anything is sorted. */
function topOf(papers: Int32Array, scores: Float32Array, k: number): Int32Array {
  const least =
    papers.length <= k ? 0 : Float32Array.from(papers, (paper) => scores[paper]!).sort()[papers.length - k]!;
  return papers
    .filter((paper) => scores[paper]! >= least)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, k);
}
