/** BM25 over titles and abstracts, every score computed when the index is built. */
import { readCacheFile, writeCacheFile, type Stamp } from '../io/index.js';
import { topIndices } from '../math/index.js';
import type { PaperKey } from '../types.js';
import { formOf, partsOfTerm, stem } from '../text/index.js';
import { inverseFrequency, LEXICAL_DEFAULTS, type LexicalOptions } from './bm25.js';
import { buildPostings, FIELD_BITS, TermCounts, type LexicalPaper, type Postings } from './build.js';
import { nearTerms, type NearTerm } from './fuzzy.js';
import { countedTerms } from './question.js';
import { Vocabulary } from './vocabulary.js';

/** Index terms (as `terms` of text.ts gives them, or `termAsked`) and the weight of each. */
export type WeightedTerms = ReadonlyMap<string, number>;

export interface LexicalMatches {
  /** Best first, ties by key. */
  readonly keys: Int32Array;
  /** Above 0; at most the sum of weight × idf of the question's terms. */
  readonly scores: Float32Array;
}

/**
 * What a posting keeps of its score where the paper has only other words of the stem than the one asked for
 * ("resistive" for "resistance"): see docs/decisions/search.md.
 */
export const OTHER_WORD = 0.7;

/** Raise when the layout, the formula or the cutting of words changes. */
const CACHE = { name: 'lexical index', version: 4 };

/** Letters that all words of a stem share; few words are shorter. */
const ALIKE = 3;

export type Field = keyof typeof FIELD_BITS;

interface AskedTerm {
  readonly id: number;
  readonly weight: number;
  /** The bits of the words that count whole. */
  readonly form: number;
}

const ANY_FORM = 0x3f;

export class LexicalIndex {
  readonly options: LexicalOptions;
  private readonly postings: Postings;
  /** One sum a paper, all 0 between calls. */
  private readonly sums: Float64Array;

  private constructor(postings: Postings, options: LexicalOptions) {
    this.postings = postings;
    this.options = options;
    this.sums = new Float64Array(postings.keys.length);
  }

  /**
   * Indexes `papers`, in any order. Adding to an index is not offered: each paper changes the rareness of its terms and
   * the mean length, hence every score; building anew takes 5 s for 60,000 abstracts.
   */
  static build(papers: Iterable<LexicalPaper>, options: Partial<LexicalOptions> = {}): LexicalIndex {
    const all = { ...LEXICAL_DEFAULTS, ...options };
    const counts = new TermCounts(all);
    for (const paper of papers) counts.add(paper);
    return new LexicalIndex(buildPostings(counts, all), all);
  }

  /** The same from papers that are read one by one: 60,000 abstracts at once would be 100 MB. */
  static async buildFrom(papers: AsyncIterable<LexicalPaper>): Promise<LexicalIndex> {
    const counts = new TermCounts(LEXICAL_DEFAULTS);
    for await (const paper of papers) counts.add(paper);
    return new LexicalIndex(buildPostings(counts, LEXICAL_DEFAULTS), LEXICAL_DEFAULTS);
  }

  /** Papers in the index. */
  get size(): number {
    return this.postings.keys.length;
  }

  /** Different terms in it. */
  get vocabularySize(): number {
    return this.postings.vocabulary.size;
  }

  /** Papers that contain `term`; 0 when unknown. */
  documentFrequency(term: string): number {
    const id = this.find(term);
    return id < 0 ? 0 : this.postings.offsets[id + 1]! - this.postings.offsets[id]!;
  }

  /** Rareness of `term`: near 0 for one that is everywhere, greatest for an unknown one. */
  inverseFrequency(term: string): number {
    return inverseFrequency(this.documentFrequency(term), this.size);
  }

  /** The `k` best of the papers with any of the terms; of `allowed` (keys, ascending) when given. */
  search(
    question: string | WeightedTerms,
    k: number,
    options: { readonly allowed?: Int32Array } = {},
  ): LexicalMatches {
    this.addUp(asTerms(question));
    const among = options.allowed === undefined ? undefined : this.numbersOf(options.allowed);
    const best = topIndices(this.sums, k, 0, among);
    const scores = Float32Array.from(best, (paper) => this.sums[paper]!);
    this.sums.fill(0);
    return { keys: best.map((paper) => this.postings.keys[paper]!), scores };
  }

  /**
   * The score of each of `keys`, in their order; 0 for papers without any of the terms and for unknown keys. Looks each
   * of them up in the postings of each term: a hundred papers among 60,000 cost a tenth of adding up all.
   */
  score(question: string | WeightedTerms, keys: Int32Array | readonly PaperKey[]): Float32Array {
    const { offsets, papers, scores, forms } = this.postings;
    const sums = new Float64Array(keys.length);
    const numbers = Int32Array.from(keys, (key) => placeOf(this.postings.keys, key, 0, this.size));
    for (const { id, weight, form } of this.known(asTerms(question))) {
      for (let i = 0; i < numbers.length; i++) {
        const at = numbers[i]! < 0 ? -1 : placeOf(papers, numbers[i]!, offsets[id]!, offsets[id + 1]!);
        if (at >= 0) sums[i]! += (forms[at]! & form ? weight : OTHER_WORD * weight) * scores[at]!;
      }
    }
    return Float32Array.from(sums);
  }

  /** Keys of the papers with all of `terms`, ascending; of all papers when there are no terms. */
  keysWithAll(terms: readonly string[]): Int32Array {
    const { offsets, papers, keys } = this.postings;
    const met = new Uint8Array(this.size);
    terms.forEach((term, n) => {
      const id = this.find(term);
      if (id < 0) return;
      for (let i = offsets[id]!; i < offsets[id + 1]!; i++)
        if (met[papers[i]!] === n) met[papers[i]!] = n + 1;
    });
    return keys.filter((_key, paper) => met[paper] === terms.length);
  }

  /** Keys of the papers that have `term` in a field, ascending; null: in either. */
  keysWith(term: string, field: Field | null): Int32Array {
    const found = new Set<number>();
    this.collect(term, ANY_FORM, field, found);
    return this.keysOf(found);
  }

  /**
   * Keys of the papers with a word that begins with `prefix` (folded) in a field (null: in either), ascending. `doubtful`
   * are those that may have another word of the same stem instead ("random" for "randomi"): the text tells.
   */
  keysBeginning(
    prefix: string,
    field: Field | null,
  ): { readonly sure: Int32Array; readonly doubtful: Int32Array } {
    const wanted = new Map<string, number>();
    const others = new Map<string, number>();
    // The words of a stem begin alike.
    const start = prefix.slice(0, ALIKE);
    const { words } = this.postings;
    for (let id = words.firstFrom(start); id < words.size; id++) {
      const word = words.term(id);
      if (!word.startsWith(start)) break;
      const forms = word.startsWith(prefix) ? wanted : others;
      forms.set(stem(word), (forms.get(stem(word)) ?? 0) | formOf(word));
    }
    const sure = new Set<number>();
    const doubtful = new Set<number>();
    for (const [term, forms] of wanted) {
      const other = others.get(term) ?? 0;
      // A field's bit says nothing of which of two words is there.
      this.collect(term, field !== null && other > 0 ? 0 : forms & ~other, field, sure);
      this.collect(term, forms, field, doubtful);
    }
    for (const paper of sure) doubtful.delete(paper);
    return { sure: this.keysOf(sure), doubtful: this.keysOf(doubtful) };
  }

  /** The word that stands for all that begin with `prefix`: of the stem that most papers have; the prefix when none does. */
  commonWord(prefix: string): string {
    const { words } = this.postings;
    let [common, most] = [prefix, 0];
    for (let id = words.firstFrom(prefix); id < words.size; id++) {
      const word = words.term(id);
      if (!word.startsWith(prefix)) break;
      const frequency = this.documentFrequency(stem(word));
      if (frequency > most) [common, most] = [word, frequency];
    }
    return common;
  }

  /** Numbers of the papers that have one of these forms of a term, in a field. */
  private collect(term: string, form: number, field: Field | null, into: Set<number>): void {
    const { offsets, papers, forms } = this.postings;
    const id = this.find(term);
    if (id < 0) return;
    const fields = field === null ? FIELD_BITS.title | FIELD_BITS.abstract : FIELD_BITS[field];
    for (let i = offsets[id]!; i < offsets[id + 1]!; i++)
      if (forms[i]! & form && forms[i]! & fields) into.add(papers[i]!);
  }

  private keysOf(numbers: ReadonlySet<number>): Int32Array {
    return Int32Array.from(numbers, (paper) => this.postings.keys[paper]!).sort();
  }

  /** Known terms that a mistyped `word` (folded, not stemmed) may stand for, likeliest first. */
  near(word: string, limit = 3): NearTerm[] {
    const { vocabulary, offsets } = this.postings;
    return nearTerms(vocabulary, word, limit, (id) => offsets[id + 1]! - offsets[id]!);
  }

  /** Writes the index; `stamp` tells what it was made from. Throws FieldmapError `disk`. */
  save(path: string, stamp: Stamp): void {
    const { vocabulary, words, keys, offsets, papers, scores, forms } = this.postings;
    writeCacheFile(
      path,
      CACHE,
      { ...stamp, ...this.options },
      {
        units: vocabulary.units,
        termOffsets: vocabulary.offsets,
        wordUnits: words.units,
        wordOffsets: words.offsets,
        keys,
        offsets,
        papers,
        scores,
        forms,
      },
    );
  }

  /** The saved index, or the reason why the file does not fit `stamp` and `options`. */
  static load(path: string, stamp: Stamp, options: Partial<LexicalOptions> = {}): LexicalIndex | string {
    const all = { ...LEXICAL_DEFAULTS, ...options };
    const sections = readCacheFile(path, CACHE, { ...stamp, ...all });
    if (typeof sections === 'string') return sections;
    return new LexicalIndex(
      {
        vocabulary: new Vocabulary(
          sections.get('units') as Uint16Array,
          sections.get('termOffsets') as Uint32Array,
        ),
        words: new Vocabulary(
          sections.get('wordUnits') as Uint16Array,
          sections.get('wordOffsets') as Uint32Array,
        ),
        keys: sections.get('keys') as Int32Array,
        offsets: sections.get('offsets') as Uint32Array,
        papers: sections.get('papers') as Int32Array,
        scores: sections.get('scores') as Float32Array,
        forms: sections.get('forms') as Uint8Array,
      },
      all,
    );
  }

  private addUp(terms: WeightedTerms): void {
    const { offsets, papers, scores, forms } = this.postings;
    const { sums } = this;
    for (const { id, weight, form } of this.known(terms)) {
      const end = offsets[id + 1]!;
      const other = OTHER_WORD * weight;
      for (let i = offsets[id]!; i < end; i++)
        sums[papers[i]!]! += (forms[i]! & form ? weight : other) * scores[i]!;
    }
  }

  /** The terms that are known, in the vocabulary's order: no sum depends on the order of words. */
  private known(terms: WeightedTerms): AskedTerm[] {
    return [...terms]
      .map(([asked, weight]) => {
        const { term, word } = partsOfTerm(asked);
        const form = word === null ? ANY_FORM : formOf(word);
        return { id: this.postings.vocabulary.find(term), weight, form };
      })
      .filter(({ id }) => id >= 0)
      .sort((a, b) => a.id - b.id || a.form - b.form);
  }

  private find(term: string): number {
    return this.postings.vocabulary.find(partsOfTerm(term).term);
  }

  /** Numbers of the papers with these keys (ascending), unknown ones left out. */
  private numbersOf(allowed: Int32Array): Int32Array {
    const { keys } = this.postings;
    const numbers = new Int32Array(Math.min(allowed.length, keys.length));
    let size = 0;
    for (let i = 0, paper = 0; i < allowed.length && paper < keys.length;) {
      if (allowed[i]! === keys[paper]!) {
        numbers[size++] = paper++;
        i++;
      } else if (allowed[i]! < keys[paper]!) {
        i++;
      } else {
        paper++;
      }
    }
    return numbers.subarray(0, size);
  }
}

/** Where `value` is in `ascending[from .. to]`; -1 when it is not. */
function placeOf(ascending: Int32Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! === value) return middle;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function asTerms(question: string | WeightedTerms): WeightedTerms {
  return typeof question === 'string' ? countedTerms(question) : question;
}
