/** The index of papers: how its documents are found and read. */
import { FieldmapError } from '../../errors.js';
import { TIMEOUT, type Connection } from '../connection.js';
import { documentName, type FoundDocument } from './paper-document.js';
import type { Query } from '../filter-query.js';

export interface Found {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly FoundDocument[] };
  readonly aggregations?: Readonly<Record<string, Aggregation>>;
}

export interface Aggregation {
  readonly value?: number | null;
  readonly doc_count?: number;
  readonly buckets?: readonly { readonly key: string | number; readonly doc_count: number }[];
}

/** Papers of one page of a walk over all. */
const PAGE = 500;
/** Papers whose columns are read in one request: 5 kB each. */
const COLUMNS_AT_ONCE = 1000;

export class PaperIndex {
  constructor(
    readonly connection: Connection,
    readonly name: string,
    private readonly signal?: AbortSignal,
  ) {}

  /** The same; its searches end with the signal. */
  within(signal: AbortSignal | undefined): PaperIndex {
    return signal === undefined ? this : new PaperIndex(this.connection, this.name, signal);
  }

  /** `ranked`: by BM25 with the statistics of all shards, without which each would score by its own rareness of words. */
  async search(
    body: Readonly<Record<string, unknown>>,
    { ranked = false }: { readonly ranked?: boolean } = {},
  ): Promise<Found> {
    const sent = await this.connection.send<Found>(`/${this.name}/_search`, {
      method: 'POST',
      query: {
        // What nobody waits for any more, the engine need not finish.
        cancel_after_time_interval: `${TIMEOUT}ms`,
        ...(ranked && { search_type: 'dfs_query_then_fetch' }),
      },
      body,
      signal: this.signal,
    });
    return sent.body;
  }

  /** Several at once, in the order given. */
  async searchAll(bodies: readonly Readonly<Record<string, unknown>>[]): Promise<readonly Found[]> {
    if (bodies.length === 0) return [];
    const { body } = await this.connection.send<{ responses: readonly (Found & { status: number })[] }>(
      `/${this.name}/_msearch`,
      { method: 'POST', lines: bodies.map((one) => `{}\n${JSON.stringify(one)}\n`).join('') },
    );
    return body.responses;
  }

  /** Documents with the fields named. */
  async documents(
    body: Readonly<Record<string, unknown>>,
    fields: readonly string[],
  ): Promise<readonly FoundDocument[]> {
    return (await this.search({ track_total_hits: false, ...body, _source: fields })).hits.hits;
  }

  /** Ids and columns (`fields`) without the documents, which are ten times as long. */
  async columns(
    body: Readonly<Record<string, unknown>>,
    fields: readonly string[],
    options: { readonly ranked?: boolean } = {},
  ): Promise<readonly FoundDocument[]> {
    const { hits } = await this.search(
      {
        track_total_hits: false,
        ...body,
        _source: false,
        stored_fields: '_none_',
        docvalue_fields: ['id', ...fields],
      },
      options,
    );
    return hits.hits;
  }

  /** The same of papers by id, in no order; those that are not searchable yet are left out. */
  async columnsOf(ids: readonly string[], fields: readonly string[]): Promise<FoundDocument[]> {
    const found: FoundDocument[] = [];
    for (let at = 0; at < ids.length; at += COLUMNS_AT_ONCE) {
      const some = ids.slice(at, at + COLUMNS_AT_ONCE);
      const query = { constant_score: { filter: { terms: { id: some } } } };
      found.push(...(await this.columns({ size: some.length, query, sort: ['_doc'] }, fields)));
    }
    return found;
  }

  /** As they are now, searchable or not; in the order asked, undefined where there is none. */
  async read(ids: readonly string[], fields: readonly string[]): Promise<(FoundDocument | undefined)[]> {
    if (ids.length === 0) return [];
    const { body } = await this.connection.send<{ docs: readonly (FoundDocument & { found?: boolean })[] }>(
      `/${this.name}/_mget`,
      {
        method: 'POST',
        query: { _source: fields.join(',') },
        body: { ids: ids.map((id) => documentName(id) || ' ') },
      },
    );
    return body.docs.map((document) => (document.found === true ? document : undefined));
  }

  /** All that pass, by id, page by page: what is added meanwhile may or may not come. */
  async *pages(
    queries: readonly Query[],
    fields: readonly string[],
    versions = false,
  ): AsyncGenerator<readonly FoundDocument[]> {
    for (let after: readonly unknown[] | undefined; ;) {
      const page = await this.documents(
        {
          size: PAGE,
          query: { bool: { filter: queries } },
          sort: [{ id: 'asc' }],
          ...(versions && { seq_no_primary_term: true }),
          ...(after && { search_after: after }),
        },
        fields,
      );
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      after = page.at(-1)!.sort;
    }
  }

  async count(queries: readonly Query[] = []): Promise<number> {
    const { body } = await this.connection.send<{ count: number }>(`/${this.name}/_count`, {
      method: 'POST',
      body: { query: { bool: { filter: queries } } },
    });
    return body.count;
  }

  /** Ids of all that pass. @throws FieldmapError `usage` when there are more than `most`. */
  async listed(queries: readonly Query[], most: number): Promise<string[]> {
    const { hits } = await this.search({
      size: most,
      track_total_hits: true,
      _source: false,
      stored_fields: '_none_',
      docvalue_fields: ['id'],
      query: { bool: { filter: queries } },
      sort: [{ id: 'asc' }],
    });
    if (hits.total.value > most)
      throw new FieldmapError(
        'usage',
        `The words of a phrase or exclusion are in ${hits.total.value} papers: on a cluster at most ${most} can be looked through.`,
        'Ask with rarer words, or with a filter.',
      );
    return hits.hits.map(({ fields }) => fields!['id']![0]!);
  }

  /** In how many papers of one shard, always the same one, each term is, those in none left out. */
  async termFrequencies(
    terms: readonly string[],
  ): Promise<{ readonly papers: number; readonly frequencies: ReadonlyMap<string, number> }> {
    if (terms.length === 0) return { papers: 0, frequencies: new Map() };
    const { body } = await this.connection.send<{ term_vectors?: { terms?: TermVectors } }>(
      `/${this.name}/_termvectors`,
      {
        method: 'POST',
        query: { routing: 'fieldmap', preference: '_primary' },
        body: {
          doc: { terms: terms.join(' ') },
          fields: ['terms'],
          positions: false,
          offsets: false,
          payloads: false,
          term_statistics: true,
        },
      },
    );
    const found = body.term_vectors?.terms;
    return {
      papers: found?.field_statistics.doc_count ?? 0,
      frequencies: new Map(
        Object.entries(found?.terms ?? {}).map(([term, { doc_freq = 0 }]) => [term, doc_freq]),
      ),
    };
  }

  /** Goes up with every change: the engine's own sequence numbers, added up over the shards. */
  async sequence(): Promise<number> {
    const { body } = await this.connection.send<{
      indices: Record<string, { shards: Record<string, readonly ShardStats[]> }>;
    }>(`/${this.name}/_stats/docs`, { query: { level: 'shards', filter_path: SEQUENCE_PATHS } });
    return Object.values(body.indices ?? {})
      .flatMap(({ shards }) => Object.values(shards))
      .reduce(
        (sum, copies) => sum + 1 + (copies.find(({ routing }) => routing.primary)?.seq_no?.max_seq_no ?? -1),
        0,
      );
  }

  async refresh(): Promise<void> {
    await this.connection.send(`/${this.name}/_refresh`, { method: 'POST' });
  }
}

interface TermVectors {
  readonly field_statistics: { readonly doc_count: number };
  readonly terms: Readonly<Record<string, { readonly doc_freq?: number }>>;
}

interface ShardStats {
  readonly routing: { readonly primary: boolean };
  readonly seq_no?: { readonly max_seq_no: number };
}

const SEQUENCE_PATHS = 'indices.*.shards.*.routing.primary,indices.*.shards.*.seq_no.max_seq_no';
