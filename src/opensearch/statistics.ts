/** What BM25 needs to know of the whole library: papers, mean length, and in how many papers a term is. */
import { edits, inverseFrequency, nearTerms, Vocabulary } from '../lexical/index.js';
import { MOST_LOOKED_UP } from '../search/index.js';
import { stem, terms, tokenize } from '../text/index.js';
import type { PaperIndex } from './papers/paper-index.js';

/** Terms counted in one request. */
const AT_ONCE = 500;
/** More terms than these are estimated first: one by one they cost 0.2 ms each. */
const FEW = 32;
/** Terms that are in fewer papers than these by the estimate are counted. */
const ESTIMATED = 50;
/** Letters of the shortest word that the engine is asked to find near terms for. */
const SHORTEST = 4;
/** Near terms that the engine is asked for; which of them are nearest is decided as in the embedded index. */
const SUGGESTED = 50;

interface Counts {
  readonly buckets: Readonly<Record<string, { readonly doc_count: number }>>;
}

interface Suggestions {
  readonly suggest?: Readonly<
    Record<string, readonly { readonly options: readonly { readonly text: string }[] }[]>
  >;
}

/** Kept while the library stays as it is (`revision`). */
export class Statistics {
  size = 0;
  meanLength = 1;
  readonly #frequencies = new Map<string, number>();
  /** Of terms that were not counted. */
  readonly #estimates = new Map<string, number>();
  readonly #near = new Map<string, readonly string[]>();
  #loaded = false;

  constructor(
    private readonly index: PaperIndex,
    readonly revision: number,
  ) {}

  /** Looks up all that may be asked of the words of these texts, or of those that at least `fewest` of the texts have. */
  async prepare(texts: readonly string[], fewest = 1): Promise<void> {
    const having = new Map<string, number>();
    for (const text of texts)
      for (const term of new Set([...terms(text), ...tokenize(text).map(({ word }) => stem(word))]))
        having.set(term, (having.get(term) ?? 0) + 1);
    await this.#count([...having.keys()].filter((term) => having.get(term)! >= fewest));
    if (fewest > 1) return;
    const unknown = [
      ...new Set(
        texts.flatMap((text) =>
          tokenize(text)
            .filter(
              ({ word, joined }) => !joined && word.length >= SHORTEST && this.frequency(stem(word)) === 0,
            )
            .map(({ word }) => word),
        ),
      ),
    ].filter((word) => !this.#near.has(word));
    // Texts of papers have no words that no paper has; what a person types has few.
    if (unknown.length > 0) await this.#suggest(unknown.slice(0, MOST_LOOKED_UP));
  }

  frequency(term: string): number {
    return this.#frequencies.get(term) ?? this.#estimates.get(term) ?? 0;
  }

  inverse(term: string): number {
    return inverseFrequency(this.frequency(term), this.size);
  }

  near(word: string, limit: number): ReturnType<typeof nearTerms> {
    const found = Vocabulary.from(
      [...new Set(this.#near.get(word) ?? [])]
        .filter((term) => this.frequency(term) > 0)
        .sort((a, b) => (a < b ? -1 : 1)),
    );
    return nearTerms(found, word, limit, (id) => this.frequency(found.term(id)));
  }

  /**
   * Papers with each term, over all shards: what a shard alone knows of a rare term is far off. A search that only
   * counts reads no postings where nothing was changed in a segment; an aggregation by filters tries every term on every paper.
   */
  async #count(terms: readonly string[]): Promise<void> {
    if (!this.#loaded) await this.#load();
    let unseen = [...new Set(terms)].filter((term) => term !== '' && !this.#frequencies.has(term));
    if (unseen.length > FEW) unseen = await this.#estimate(unseen);
    for (let at = 0; at < unseen.length; at += AT_ONCE) {
      const some = unseen.slice(at, at + AT_ONCE);
      const counts = await this.index.searchAll(
        some.map((term) => ({ size: 0, track_total_hits: true, query: { term: { terms: term } } })),
      );
      some.forEach((term, i) => this.#frequencies.set(term, counts[i]!.hits.total.value));
    }
  }

  /**
   * Of many terms at once, as the terms of a paper that is not there: what one shard knows of them, in proportion. It counts
   * papers that were removed or written anew until the engine has cleared them away; on one shard where there are none it is
   * exact. Answers the terms that are too rare for it.
   */
  async #estimate(terms: readonly string[]): Promise<string[]> {
    const known = terms.filter((term) => !this.#estimates.has(term));
    const { papers, frequencies } = await this.index.termFrequencies(known);
    const share = papers === 0 ? 0 : this.size / papers;
    for (const term of known) this.#estimates.set(term, Math.round(share * (frequencies.get(term) ?? 0)));
    return terms.filter((term) => this.#estimates.get(term)! < ESTIMATED);
  }

  async #load(): Promise<void> {
    const { hits, aggregations } = await this.index.search({
      size: 0,
      track_total_hits: true,
      aggs: { length: { avg: { field: 'length' } } },
    });
    this.size = hits.total.value;
    this.meanLength = aggregations?.['length']?.value ?? 1;
    this.#loaded = true;
  }

  /** The same where hardly any of the terms is known: only papers that have one of them are looked at. */
  async #countRare(terms: readonly string[]): Promise<void> {
    const unseen = [...new Set(terms)].filter((term) => term !== '' && !this.#frequencies.has(term));
    for (let at = 0; at < unseen.length; at += AT_ONCE) {
      const some = unseen.slice(at, at + AT_ONCE);
      const { aggregations } = await this.index.search({
        size: 0,
        query: { bool: { filter: [{ terms: { terms: some } }] } },
        aggs: {
          counts: {
            filters: {
              filters: Object.fromEntries(some.map((term, i) => [String(i), { term: { terms: term } }])),
            },
          },
        },
      });
      const { buckets } = aggregations!['counts'] as unknown as Counts;
      some.forEach((term, i) => this.#frequencies.set(term, buckets[String(i)]!.doc_count));
    }
  }

  async #suggest(words: readonly string[]): Promise<void> {
    const body = (await this.index.search({
      size: 0,
      suggest: Object.fromEntries(
        words.map((word, i) => [
          `w${i}`,
          {
            text: stem(word),
            term: {
              field: 'terms',
              size: SUGGESTED,
              shard_size: 4 * SUGGESTED,
              suggest_mode: 'always',
              prefix_length: 0,
              analyzer: 'whitespace',
            },
          },
        ]),
      ),
    })) as Suggestions;
    // A word that is one edit away may have another stem: all of these are looked up.
    const edited = new Map(words.map((word) => [word, [...new Set(Array.from(edits(word), stem))]]));
    words.forEach((word, i) => {
      const suggested = body.suggest?.[`w${i}`] ?? [];
      const found = suggested.flatMap(({ options }) => options.map(({ text }) => text));
      this.#near.set(word, [...found, ...edited.get(word)!]);
    });
    await this.#countRare(words.flatMap((word) => this.#near.get(word)!));
  }
}
