/** What ranking needs, from the cluster: candidates by the engine, every score by fieldmap's own formulas. */
import { bm25, LEXICAL_DEFAULTS, OTHER_WORD } from '../lexical/index.js';
import { FieldmapError } from '../errors.js';
import type { LexicalSource, ScoredKeys, SearchSources, WeightedTerms } from '../search/index.js';
import type { Matrix, PaperKey, SentenceVectors, Vector } from '../types.js';
import { formOf, partsOfTerm } from '../text/index.js';
import { countTerms, type CountedTerms } from './counted-terms.js';
import { part, type Query } from './filter-query.js';
import { paperOf, TEXT_FIELDS, type FoundDocument, type PaperDocument } from './paper-document.js';
import type { ClusterStore } from './store.js';
import type { Statistics } from './statistics.js';

/** More candidates than wanted are scored exactly: the engine rounds lengths and knows no forms of words. */
const SPARE = 3;
/** HNSW asked for its 10 best finds 0.88 to 0.99 of them: it is asked for more than are wanted. */
const LEAST_NEAREST = 100;
/** Most papers that an exclusion or a phrase may have to list. */
const MOST_LISTED = 10_000;

export interface SourceOptions {
  readonly filter: readonly Query[];
  readonly signal?: AbortSignal | undefined;
}

/** For one question: what was fetched for it is fetched once. */
export class ClusterSources implements SearchSources {
  readonly lexical: LexicalSource;
  readonly #counted = new Map<PaperKey, CountedTerms>();

  constructor(
    private readonly store: ClusterStore,
    private readonly statistics: Statistics,
    private readonly options: SourceOptions,
  ) {
    this.lexical = {
      size: statistics.size,
      prepare: (texts) => statistics.prepare(texts),
      documentFrequency: (term) => statistics.frequency(partsOfTerm(term).term),
      inverseFrequency: (term) => statistics.inverse(partsOfTerm(term).term),
      near: (word, limit) => statistics.near(word, limit),
      score: (terms, keys) => Float32Array.from(keys, (key) => this.#score(terms, key)),
      search: (terms, k, { allowed } = {}) => this.#search(terms, k, allowed ?? null),
      keysWithAll: (terms) => this.#listed(terms.map((term) => ({ term: { terms: term } }))),
    };
  }

  async nearest(vector: Vector, k: number, allowed: Int32Array | null): Promise<ScoredKeys> {
    const dimensions = await this.store.dimensions();
    if (dimensions === 0) return { keys: new Int32Array(0), scores: new Float32Array(0) };
    const filter = this.#filter(allowed);
    const found = await this.store.search({
      size: k,
      query: {
        knn: {
          vector: {
            vector: Array.from(vector),
            k: Math.max(SPARE * k, LEAST_NEAREST),
            ...(filter.length > 0 && { filter: { bool: { filter } } }),
          },
        },
      },
    });
    return {
      keys: Int32Array.from(found, ({ _source: { id } }) => this.store.keys.of(id)),
      scores: Float32Array.from(found, ({ _score = 0 }) => (_score >= 1 ? _score - 1 : 1 - 1 / _score)),
    };
  }

  unrelated(): ReturnType<ClusterStore['unrelated']> {
    return this.store.unrelated();
  }

  async vectors(keys: Int32Array): Promise<Matrix> {
    const [documents, dimensions] = await Promise.all([this.#fetch(keys), this.store.dimensions()]);
    const data = new Float32Array(keys.length * dimensions);
    documents.forEach((document, i) => data.set(document?._source.vector ?? [], i * dimensions));
    return { data, rows: keys.length, dimensions };
  }

  async sentences(keys: Int32Array): Promise<(SentenceVectors | null)[]> {
    await this.#fetch(keys);
    return this.store.sentenceVectors(keys);
  }

  ids(keys: Int32Array): (string | null)[] {
    return Array.from(keys, (key) => this.store.keys.idOf(key));
  }

  async papers(keys: Int32Array): ReturnType<SearchSources['papers'] & (() => Promise<never>)> {
    return (await this.store.getByKey(keys)).map((stored) => stored?.paper ?? null) as never;
  }

  async byIdentifier(value: string): Promise<Int32Array> {
    const byId = await this.store.get(value);
    const found = byId ? [byId] : await this.store.findByIdentifier(value);
    return Int32Array.from(found, ({ key }) => key);
  }

  byAuthor(name: string): Promise<Int32Array> {
    return this.store.listed([part('authors', name)], 1000);
  }

  allKeys(): Promise<Int32Array> {
    return this.#listed([]);
  }

  async pause(): Promise<void> {
    if (this.options.signal === undefined) return;
    await new Promise((resolve) => setImmediate(resolve));
    if (this.options.signal.aborted)
      throw new FieldmapError('interrupted', 'Nobody waits for the answer any more.');
  }

  /** Documents with their vectors; their terms are counted for the scores that follow. */
  async #fetch(keys: Int32Array): Promise<(FoundDocument | null)[]> {
    const documents = await this.store.documents(keys);
    documents.forEach((document, i) => {
      if (document !== null) this.#count(keys[i]!, document._source);
    });
    return documents;
  }

  #count(key: PaperKey, document: PaperDocument): void {
    if (!this.#counted.has(key)) this.#counted.set(key, countTerms(paperOf(document)));
  }

  #score(terms: WeightedTerms, key: PaperKey): number {
    const counted = this.#counted.get(key);
    if (counted === undefined) return 0;
    let sum = 0;
    // As the embedded index adds up: term by term in order, each score rounded to 32 bits.
    for (const [asked, weight] of [...terms].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { term, word } = partsOfTerm(asked);
      const found = counted.terms.get(term);
      if (found === undefined) continue;
      const isForm = word === null || (found.forms & formOf(word)) !== 0;
      const score = bm25(
        this.statistics.inverse(term),
        found.occurrences,
        counted.length,
        this.statistics.meanLength,
        LEXICAL_DEFAULTS,
      );
      sum += (isForm ? weight : OTHER_WORD * weight) * Math.fround(score);
    }
    return Math.fround(sum);
  }

  async #search(terms: WeightedTerms, k: number, allowed: Int32Array | null): Promise<ScoredKeys> {
    const weights = new Map<string, number>();
    for (const [asked, weight] of terms) {
      const { term } = partsOfTerm(asked);
      weights.set(term, (weights.get(term) ?? 0) + weight);
    }
    const filter = this.#filter(allowed);
    const should = [...weights].map(([term, boost]) => ({ term: { terms: { value: term, boost } } }));
    const found = await this.store.search(
      {
        size: Math.min(MOST_LISTED, SPARE * k),
        query: { bool: { should, minimum_should_match: 1, ...(filter.length > 0 && { filter }) } },
      },
      TEXT_FIELDS,
    );
    const keys = Int32Array.from(found, ({ _source: { id } }) => this.store.keys.of(id));
    // Their vectors are read later, of those that are left.
    found.forEach(({ _source }, i) => this.#count(keys[i]!, _source));
    const ranked = Array.from(keys, (key) => ({ key, score: this.#score(terms, key) }))
      .filter(({ score }) => score > 0)
      .sort(
        (a, b) => b.score - a.score || (this.store.keys.idOf(a.key)! < this.store.keys.idOf(b.key)! ? -1 : 1),
      )
      .slice(0, k);
    return {
      keys: Int32Array.from(ranked, ({ key }) => key),
      scores: Float32Array.from(ranked, ({ score }) => score),
    };
  }

  #filter(allowed: Int32Array | null): Query[] {
    return allowed === null
      ? [...this.options.filter]
      : [...this.options.filter, { terms: { id: Array.from(allowed, (key) => this.store.keys.idOf(key)!) } }];
  }

  #listed(queries: readonly Query[]): Promise<Int32Array> {
    return this.store.listed([...this.options.filter, ...queries], MOST_LISTED);
  }
}
