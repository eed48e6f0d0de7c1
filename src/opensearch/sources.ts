/** What ranking needs, from the cluster: candidates by the engine, every score by fieldmap's own formulas. */
import { bm25, LEXICAL_DEFAULTS, OTHER_WORD } from '../lexical/index.js';
import { FieldmapError } from '../errors.js';
import type { LexicalSource, ScoredKeys, SearchSources, Unrelated, WeightedTerms } from '../search/index.js';
import { formOf, partsOfTerm } from '../text/index.js';
import type { Matrix, Paper, PaperKey, SentenceVectors, Vector } from '../types.js';
import { PackedTerms } from './counted-terms.js';
import { part, type Query } from './filter-query.js';
import type { PaperIndex } from './papers/paper-index.js';
import type { Parts } from './snapshot.js';
import type { Statistics } from './statistics.js';
import type { Roles } from './store.js';

/** More candidates than wanted are scored exactly: the engine rounds lengths and knows no forms of words. */
const SPARE = 3;
const SPARE_NEAREST = 2;
/** HNSW asked for its 10 best finds 0.88 to 0.99 of them: it is asked for more than are wanted. */
const LEAST_NEAREST = 100;
/** Most papers that an exclusion or a phrase may have to list. */
const MOST_LISTED = 10_000;
/** Papers with a name in an author's that are looked at. */
const MOST_AUTHORED = 1000;

/** Columns. */
const PARTS = ['counted', 'meaning', 'sentences'];
/** Of a paper that was removed since it was found. */
const GONE: Parts = { terms: new PackedTerms(''), vector: null, sentences: null };

export interface SourceOptions {
  readonly filter: readonly Query[];
  readonly signal?: AbortSignal | undefined;
}

/** For one question: what was read for it stays as it was read. */
export class ClusterSources implements SearchSources {
  readonly lexical: LexicalSource;
  readonly #index: PaperIndex;
  readonly #parts = new Map<PaperKey, Parts>();
  /** Whose vectors were asked for, found or not. */
  readonly #wholeRead = new Set<PaperKey>();
  #reading: Promise<unknown> | undefined;
  #ranked: { readonly terms: WeightedTerms; readonly asked: number; readonly found: Ranked } | undefined;

  constructor(
    private readonly roles: Roles,
    private readonly statistics: Statistics,
    private readonly options: SourceOptions,
  ) {
    this.#index = roles.index.within(options.signal);
    this.lexical = {
      size: statistics.size,
      prepare: (texts, fewest) => statistics.prepare(texts, fewest),
      documentFrequency: (term) => statistics.frequency(partsOfTerm(term).term),
      inverseFrequency: (term) => statistics.inverse(partsOfTerm(term).term),
      near: (word, limit) => statistics.near(word, limit),
      score: (terms, keys) => {
        const asked = this.#asked(terms);
        return Float32Array.from(keys, (key) => this.#score(asked, key));
      },
      search: (terms, k, { allowed } = {}) => this.#search(terms, k, allowed ?? null),
      keysWithAll: (terms) => this.#listed(terms.map((term) => ({ term: { terms: term } }))),
    };
  }

  /** With all that ranking reads of them: most of them are candidates. */
  async nearest(vector: Vector, k: number, allowed: Int32Array | null): Promise<ScoredKeys> {
    const dimensions = await this.roles.vectors.dimensions();
    if (dimensions === 0) return { keys: new Int32Array(0), scores: new Float32Array(0) };
    const filter = this.#filter(allowed);
    const found = await this.#index.columns(
      {
        size: k,
        query: {
          knn: {
            vector: {
              vector: Array.from(vector),
              k: Math.max(SPARE_NEAREST * k, LEAST_NEAREST),
              ...(filter.length > 0 && { filter: { bool: { filter } } }),
            },
          },
        },
      },
      PARTS,
    );
    return {
      keys: Int32Array.from(this.#keep(found, dimensions)),
      scores: Float32Array.from(found, ({ _score = 0 }) => (_score >= 1 ? _score - 1 : 1 - 1 / _score)),
    };
  }

  unrelated(): Promise<Unrelated> {
    return this.roles.vectors.unrelated();
  }

  async vectors(keys: Int32Array): Promise<Matrix> {
    const [parts, dimensions] = await Promise.all([this.#whole(keys), this.roles.vectors.dimensions()]);
    const data = new Float32Array(keys.length * dimensions);
    parts.forEach(({ vector }, i) => vector && data.set(vector, i * dimensions));
    return { data, rows: keys.length, dimensions };
  }

  async sentences(keys: Int32Array): Promise<(SentenceVectors | null)[]> {
    return (await this.#whole(keys)).map(({ sentences }) => sentences);
  }

  ids(keys: Int32Array): (string | null)[] {
    return Array.from(keys, (key) => this.roles.keys.idOf(key));
  }

  async papers(keys: Int32Array): Promise<(Paper | null)[]> {
    return (await this.roles.papers.getByKey(keys)).map((stored) => stored?.paper ?? null);
  }

  async byIdentifier(value: string): Promise<Int32Array> {
    const byId = await this.roles.papers.get(value);
    const found = byId ? [byId] : await this.roles.papers.findByIdentifier(value);
    return Int32Array.from(found, ({ key }) => key).sort();
  }

  async byAuthor(name: string): Promise<Int32Array> {
    const query = { constant_score: { filter: part('authors', name) } };
    return this.#keysOf(await this.#index.columns({ size: MOST_AUTHORED, query, sort: [{ id: 'asc' }] }, []));
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

  #keep(found: Parameters<Roles['vectors']['keep']>[0], dimensions: number): PaperKey[] {
    const kept = this.roles.vectors.keep(found, dimensions);
    for (const [key, parts] of kept) if (!this.#parts.get(key)?.vector) this.#parts.set(key, parts);
    return [...kept.keys()];
  }

  /** The parts of candidates, each read once, whoever asks for it meanwhile. */
  async #whole(keys: Int32Array): Promise<readonly Parts[]> {
    const missing = keys.filter((key) => !this.#parts.get(key)?.vector && !this.#wholeRead.has(key));
    for (const key of missing) this.#wholeRead.add(key);
    if (missing.length > 0) this.#reading = Promise.all([this.#reading, this.#readParts(missing)]);
    await this.#reading;
    return Array.from(keys, (key) => this.#parts.get(key) ?? GONE);
  }

  async #readParts(keys: Int32Array): Promise<void> {
    const dimensions = await this.roles.vectors.dimensions();
    const ids = Array.from(keys, (key) => this.roles.keys.idOf(key)!);
    this.#keep(await this.#index.columnsOf(ids, PARTS), dimensions);
  }

  #asked(terms: WeightedTerms): readonly AskedTerm[] {
    // As the embedded index adds up: term by term in order, each score rounded to 32 bits.
    return [...terms]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([asked, weight]) => {
        const { term, word } = partsOfTerm(asked);
        const forms = word === null ? null : formOf(word);
        return { term, forms, weight, inverse: this.statistics.inverse(term) };
      });
  }

  #score(asked: readonly AskedTerm[], key: PaperKey): number {
    const paper = this.#parts.get(key)?.terms;
    if (paper === undefined) return 0;
    let sum = 0;
    for (const { term, forms, weight, inverse } of asked) {
      const found = paper.get(term);
      if (found === null) continue;
      const isForm = forms === null || (found.forms & forms) !== 0;
      const { meanLength } = this.statistics;
      const score = bm25(inverse, found.occurrences, paper.length, meanLength, LEXICAL_DEFAULTS);
      sum += (isForm ? weight : OTHER_WORD * weight) * Math.fround(score);
    }
    return Math.fround(sum);
  }

  /** Asked again for more of the same (papers tie), the list that was read mostly has them. */
  async #search(terms: WeightedTerms, k: number, allowed: Int32Array | null): Promise<ScoredKeys> {
    const size = Math.min(MOST_LISTED, SPARE * k);
    const known = this.#ranked;
    const serves = known?.terms === terms && (known.found.length < known.asked || 2 * k <= known.asked);
    const found = serves ? known.found : await this.#rank(terms, size, allowed);
    if (!serves) this.#ranked = { terms, asked: size, found };
    const first = found.filter(({ score }) => score > 0).slice(0, k);
    return {
      keys: Int32Array.from(first, ({ key }) => key),
      scores: Float32Array.from(first, ({ score }) => score),
    };
  }

  /** The engine's best, by the scores that the embedded index would give them. */
  async #rank(terms: WeightedTerms, size: number, allowed: Int32Array | null): Promise<Ranked> {
    const weights = new Map<string, number>();
    for (const [asked, weight] of terms) {
      const { term } = partsOfTerm(asked);
      weights.set(term, (weights.get(term) ?? 0) + weight);
    }
    const filter = this.#filter(allowed);
    const should = [...weights].map(([term, boost]) => ({ term: { terms: { value: term, boost } } }));
    const query = { bool: { should, minimum_should_match: 1, ...(filter.length > 0 && { filter }) } };
    const columns = await this.#index.columns({ size, query }, ['counted'], { ranked: true });
    const asked = this.#asked(terms);
    const { keys } = this.roles;
    return this.#keep(columns, 0)
      .map((key) => ({ key, score: this.#score(asked, key) }))
      .sort((a, b) => b.score - a.score || (keys.idOf(a.key)! < keys.idOf(b.key)! ? -1 : 1));
  }

  #filter(allowed: Int32Array | null): Query[] {
    return allowed === null
      ? [...this.options.filter]
      : [...this.options.filter, { terms: { id: Array.from(allowed, (key) => this.roles.keys.idOf(key)!) } }];
  }

  async #listed(queries: readonly Query[]): Promise<Int32Array> {
    const ids = await this.#index.listed([...this.options.filter, ...queries], MOST_LISTED);
    return Int32Array.from(ids, (id) => this.roles.keys.of(id)).sort();
  }

  #keysOf(found: Parameters<Roles['vectors']['keep']>[0]): Int32Array {
    return Int32Array.from(found, ({ fields }) => this.roles.keys.of(fields!['id']![0]!)).sort();
  }
}

interface AskedTerm {
  readonly term: string;
  /** Bits of the word asked for; null: any form of it. */
  readonly forms: number | null;
  readonly weight: number;
  readonly inverse: number;
}

type Ranked = readonly { readonly key: PaperKey; readonly score: number }[];
