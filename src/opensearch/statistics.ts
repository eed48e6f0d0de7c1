/** What BM25 needs to know of the whole library: papers, mean length, and in how many papers a term is. */
import { edits, inverseFrequency, nearTerms, Vocabulary } from '../lexical/index.js';
import { MOST_LOOKED_UP } from '../search/index.js';
import { stem, terms, tokenize } from '../text/index.js';
import type { Connection } from './connection.js';

/** Terms counted in one request. */
const AT_ONCE = 1000;
/** Letters of the shortest word that the engine is asked to find near terms for. */
const SHORTEST = 4;
/** Near terms that the engine is asked for; which of them are nearest is decided as in the embedded index. */
const SUGGESTED = 50;

interface Buckets {
  readonly hits: { readonly total: { readonly value: number } };
  readonly aggregations: {
    readonly length?: { readonly value: number | null };
    readonly counts?: { readonly buckets: Readonly<Record<string, { readonly doc_count: number }>> };
  };
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
  readonly #near = new Map<string, readonly string[]>();
  #loaded = false;

  constructor(
    private readonly connection: Connection,
    private readonly index: string,
    readonly revision: number,
  ) {}

  /** Looks up all that may be asked of the words of these texts. */
  async prepare(texts: readonly string[]): Promise<void> {
    const wanted = texts.flatMap((text) => [...terms(text), ...tokenize(text).map(({ word }) => stem(word))]);
    await this.#count(wanted);
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
    return this.#frequencies.get(term) ?? 0;
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

  /** Counted over all shards by an aggregation: what a shard alone knows of a rare term is far off. */
  async #count(terms: readonly string[]): Promise<void> {
    const unseen = [...new Set(terms)].filter((term) => term !== '' && !this.#frequencies.has(term));
    if (unseen.length === 0 && this.#loaded) return;
    for (let at = 0; at === 0 || at < unseen.length; at += AT_ONCE) {
      const some = unseen.slice(at, at + AT_ONCE);
      const { body } = await this.connection.send<Buckets>(`/${this.index}/_search`, {
        method: 'POST',
        body: {
          size: 0,
          track_total_hits: true,
          aggs: {
            ...(!this.#loaded && { length: { avg: { field: 'length' } } }),
            ...(some.length > 0 && {
              counts: {
                filters: {
                  filters: Object.fromEntries(some.map((term, i) => [String(i), { term: { terms: term } }])),
                },
              },
            }),
          },
        },
      });
      if (!this.#loaded) {
        this.size = body.hits.total.value;
        this.meanLength = body.aggregations.length?.value ?? 1;
        this.#loaded = true;
      }
      some.forEach((term, i) =>
        this.#frequencies.set(term, body.aggregations.counts!.buckets[String(i)]!.doc_count),
      );
    }
  }

  async #suggest(words: readonly string[]): Promise<void> {
    const { body } = await this.connection.send<Suggestions>(`/${this.index}/_search`, {
      method: 'POST',
      body: {
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
      },
    });
    // A word that is one edit away may have another stem: all of these are looked up.
    const edited = new Map(words.map((word) => [word, [...new Set(Array.from(edits(word), stem))]]));
    words.forEach((word, i) => {
      const suggested = body.suggest?.[`w${i}`] ?? [];
      const found = suggested.flatMap(({ options }) => options.map(({ text }) => text));
      this.#near.set(word, [...found, ...edited.get(word)!]);
    });
    await this.#count([...this.#near.values()].flat());
  }
}
