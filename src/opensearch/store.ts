/** The store on an OpenSearch cluster: papers, records and vectors in one index, documents in another. */
import { SAMPLE, sampleOrder, UnrelatedCosines } from '../neighbors/index.js';
import type { Unrelated } from '../search/index.js';
import { FieldmapError } from '../errors.js';
import {
  packSentences,
  unpackSentences,
  type PaperRecord,
  type PendingPaper,
  type RemoveReport,
  type Revision,
  type StatusCounts,
  type StoredPaper,
  type UpsertOptions,
  type UpsertReport,
  type VectorsEntry,
} from '../store/index.js';
import type { Filter } from '../questions/index.js';
import type { Matrix, ModelInfo, Paper, PaperKey, SentenceVectors } from '../types.js';
import { bulk } from './bulk.js';
import type { Connection } from './connection.js';
import { filterQueries, part, sourceQuery, type Query } from './filter-query.js';
import { upsert } from './intake.js';
import { Keys } from './keys.js';
import { makeVectorField, type IndexNames } from './mapping.js';
import {
  ALL_FIELDS,
  documentName,
  fieldsOf,
  paperOf,
  storedOf,
  TEXT_FIELDS,
  type FoundDocument,
} from './paper-document.js';
import { Statistics } from './statistics.js';

interface Found {
  readonly hits: { readonly total: { readonly value: number }; readonly hits: readonly FoundDocument[] };
  readonly aggregations?: Readonly<
    Record<
      string,
      {
        value?: number | null;
        doc_count?: number;
        buckets?: readonly { key: string | number; doc_count: number }[];
      }
    >
  >;
}

/** Papers of one page of a walk over all. */
const PAGE = 500;
/** Documents kept in memory for a question: 10 kB each. */
const MOST_KEPT = 5000;

export class ClusterStore {
  readonly keys = new Keys();
  /** Whole documents that were read since the library last changed. */
  readonly #read = new Map<PaperKey, FoundDocument>();
  #revision = -1;
  #model: ModelInfo | null | undefined;
  #statistics: Statistics | undefined;
  #unrelated: { readonly revision: number; readonly cosines: Promise<Unrelated> } | undefined;

  constructor(
    readonly connection: Connection,
    private readonly names: IndexNames,
  ) {}

  async upsert(
    papers: Iterable<Paper> | AsyncIterable<Paper>,
    options?: UpsertOptions,
  ): Promise<UpsertReport> {
    return upsert(this.connection, this.names.papers, papers, options);
  }

  async remove(ids: readonly string[]): Promise<RemoveReport> {
    const found = await Promise.all(ids.map((id) => this.get(id)));
    const gone = [...new Set(found.flatMap((stored) => stored?.paper.id ?? []))];
    await bulk(
      this.connection,
      this.names.papers,
      gone.map((id) => ({ head: { delete: { _id: documentName(id) } }, body: null })),
    );
    await this.refresh();
    return { removed: gone, left: ids.filter((_, i) => found[i] === null) };
  }

  async removeSource(source: string): Promise<RemoveReport> {
    const named = new Set<string>();
    const touched: FoundDocument[] = [];
    for await (const page of this.pages([sourceQuery(source)], TEXT_FIELDS, true)) {
      touched.push(...page);
      for (const { _source } of page)
        for (const record of _source.records) if (isNamed(record.source, source)) named.add(record.source);
    }
    if (named.size !== 1)
      throw new FieldmapError(
        'not-found',
        named.size === 0
          ? `No paper came from a source called "${source}".`
          : `"${source}" is the name of ${named.size} sources: ${[...named].slice(0, 5).join(', ')}.`,
        'Run `fieldmap status` to see the sources.',
      );
    const left = (one: FoundDocument): PaperRecord[] =>
      one._source.records.filter((record) => !named.has(record.source));
    await bulk(
      this.connection,
      this.names.papers,
      touched.map((one) => {
        const at = { _id: one._id, if_seq_no: one._seq_no, if_primary_term: one._primary_term };
        const records = left(one);
        if (records.length === 0) return { head: { delete: at }, body: null };
        const fields = fieldsOf(one._source.id, records);
        return fields['contentHash'] === one._source.contentHash
          ? { head: { update: at }, body: { doc: fields } }
          : { head: { index: at }, body: { ...fields, embedded: false, truncated: false } };
      }),
    );
    await this.refresh();
    const ids = (stays: boolean): string[] =>
      touched.filter((one) => left(one).length > 0 === stays).map(({ _source }) => _source.id);
    return { removed: ids(false), left: ids(true) };
  }

  async get(id: string): Promise<StoredPaper | null> {
    const [byId] = await this.mget([id], TEXT_FIELDS);
    if (byId) return storedOf(byId._source, this.keys);
    const [byName] = await this.search({ size: 1, query: { term: { names: id } } }, TEXT_FIELDS);
    return byName ? storedOf(byName._source, this.keys) : null;
  }

  async getByKey(keys: ArrayLike<PaperKey>): Promise<(StoredPaper | null)[]> {
    const missing = Array.from(keys).filter((key) => !this.#read.has(key));
    const ids = missing.map((key) => this.keys.idOf(key) ?? '');
    const found = new Map(missing.map((key, i) => [key, i]));
    const documents = await this.mget(ids, TEXT_FIELDS);
    return Array.from(keys, (key) => {
      const document = this.#read.get(key) ?? documents[found.get(key) ?? -1];
      return document ? storedOf(document._source, this.keys) : null;
    });
  }

  async keysOf(ids: readonly string[]): Promise<Int32Array> {
    const direct = await this.mget(ids, ['id']);
    const keys = new Int32Array(ids.length);
    for (const [i, id] of ids.entries()) {
      const found = direct[i] ? direct[i]._source.id : (await this.get(id))?.paper.id;
      if (found !== undefined) keys[i] = this.keys.of(found);
    }
    return keys;
  }

  idsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]> {
    return Promise.resolve(Array.from(keys, (key) => this.keys.idOf(key)));
  }

  async findByTitle(text: string, limit: number): Promise<StoredPaper[]> {
    const { folded, query } = { folded: part('title', text), query: text };
    const found = await this.search({ size: Math.max(limit, 50), query: folded }, TEXT_FIELDS);
    const isWhole = (paper: StoredPaper): boolean =>
      paper.paper.title.toLowerCase() === query.trim().toLowerCase();
    return found
      .map(({ _source }) => storedOf(_source, this.keys))
      .sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)) || (a.paper.id < b.paper.id ? -1 : 1))
      .slice(0, limit);
  }

  async findByIdentifier(value: string): Promise<StoredPaper[]> {
    const query = { term: { identifiers: value.toLowerCase().trim() } };
    return (await this.search({ size: 100, query }, TEXT_FIELDS)).map(({ _source }) =>
      storedOf(_source, this.keys),
    );
  }

  async records(key: PaperKey): Promise<PaperRecord[]> {
    const [found] = await this.mget([this.keys.idOf(key) ?? ''], TEXT_FIELDS);
    return [...(found?._source.records ?? [])];
  }

  /** Numbers every paper that passes: for an export, not for a search. */
  async filter(filter: Filter): Promise<Int32Array> {
    const keys: PaperKey[] = [];
    for await (const page of this.pages(filterQueries(filter), ['id']))
      for (const { _source } of page) keys.push(this.keys.of(_source.id));
    return Int32Array.from(keys).sort();
  }

  count(queries: readonly Query[] = []): Promise<number> {
    return this.connection
      .send<{ count: number }>(`/${this.names.papers}/_count`, {
        method: 'POST',
        body: { query: { bool: { filter: queries } } },
      })
      .then(({ body }) => body.count);
  }

  async *scan(): AsyncGenerator<StoredPaper> {
    for await (const page of this.pages([], TEXT_FIELDS))
      for (const { _source } of page) yield storedOf(_source, this.keys);
  }

  async statusCounts(): Promise<StatusCounts> {
    const { hits, aggregations = {} } = await this.raw({
      size: 0,
      track_total_hits: true,
      aggs: {
        records: { sum: { field: 'recordCount' } },
        abstracts: { filter: { term: { hasAbstract: true } } },
        embedded: { filter: { term: { embedded: true } } },
        truncated: { filter: { term: { truncated: true } } },
        merged: { filter: { range: { recordCount: { gte: 2 } } } },
        sources: { terms: { field: 'sources', size: 1000 } },
        years: { terms: { field: 'year', size: 1000, order: { _key: 'asc' } } },
        noYear: { missing: { field: 'year' } },
      },
    });
    const papers = hits.total.value;
    const number = (name: string): number => aggregations[name]?.doc_count ?? 0;
    const buckets = (name: string): readonly { key: string | number; doc_count: number }[] =>
      aggregations[name]?.buckets ?? [];
    return {
      papers,
      records: aggregations['records']?.value ?? 0,
      withAbstract: number('abstracts'),
      withoutAbstract: papers - number('abstracts'),
      embedded: number('embedded'),
      truncated: number('truncated'),
      merged: number('merged'),
      // One record a source and paper: a file that has a paper twice under two ids counts once here.
      bySource: buckets('sources').map(({ key, doc_count }) => ({
        source: String(key),
        records: doc_count,
        papers: doc_count,
      })),
      byYear: [
        ...buckets('years').map(({ key, doc_count }) => ({ year: Number(key), papers: doc_count })),
        ...(number('noYear') > 0 ? [{ year: null, papers: number('noYear') }] : []),
      ],
    };
  }

  /** The counters are the engine's own sequence numbers, added up over the shards. */
  async revision(): Promise<Revision> {
    const [stats, counts] = await Promise.all([
      this.connection.send<{
        indices: Record<
          string,
          {
            shards: Record<
              string,
              readonly { routing: { primary: boolean }; seq_no?: { max_seq_no: number } }[]
            >;
          }
        >;
      }>(`/${this.names.papers}/_stats/docs`, { query: { level: 'shards' } }),
      this.raw({
        size: 0,
        track_total_hits: true,
        aggs: { embedded: { filter: { term: { embedded: true } } } },
      }),
    ]);
    const shards = Object.values(stats.body.indices).flatMap(({ shards: all }) => Object.values(all));
    const revision = shards.reduce(
      (sum, copies) => sum + 1 + (copies.find(({ routing }) => routing.primary)?.seq_no?.max_seq_no ?? -1),
      0,
    );
    if (revision !== this.#revision) {
      this.#revision = revision;
      this.#read.clear();
      this.#statistics = undefined;
    }
    const digest = revision.toString(16).padStart(16, '0');
    return {
      papers: counts.hits.total.value,
      embedded: counts.aggregations?.['embedded']?.doc_count ?? 0,
      revision,
      vectorsRevision: revision,
      textDigest: digest,
      vectorsDigest: digest,
    };
  }

  /** Of the library as it is now. */
  async statistics(): Promise<Statistics> {
    const { revision } = await this.revision();
    this.#statistics ??= new Statistics(this.connection, this.names.papers, revision);
    return this.#statistics;
  }

  async pending(limit: number, after = 0): Promise<PendingPaper[]> {
    const from = this.keys.idOf(after);
    const found = await this.search(
      {
        size: Math.min(limit, 2000),
        query: { bool: { filter: [{ term: { embedded: false } }] } },
        sort: [{ id: 'asc' }],
        ...(from !== null && { search_after: [from] }),
      },
      TEXT_FIELDS,
    );
    return found.map(({ _source }) => {
      const { title, abstract } = paperOf(_source);
      return { key: this.keys.of(_source.id), contentHash: _source.contentHash, title, abstract };
    });
  }

  pendingCount(): Promise<number> {
    return this.count([{ term: { embedded: false } }]);
  }

  /** Written only where the text is still the one that was embedded. */
  async putVectors(batch: readonly VectorsEntry[]): Promise<number> {
    const dimensions = await this.dimensions();
    const wrong = batch.find(({ vectors }) => vectors.document.length !== dimensions);
    if (wrong !== undefined)
      throw new FieldmapError(
        'internal',
        `A vector of ${wrong.vectors.document.length} numbers for a model of ${dimensions} dimensions.`,
      );
    const found = await this.mget(
      batch.map(({ key }) => this.keys.idOf(key) ?? ''),
      ['id', 'contentHash'],
    );
    const fitting = batch.flatMap((entry, i) =>
      found[i]?._source.contentHash === entry.contentHash ? [{ entry, at: found[i] }] : [],
    );
    const statuses = await bulk(
      this.connection,
      this.names.papers,
      fitting.map(({ entry: { vectors }, at }) => ({
        head: { update: { _id: at._id, if_seq_no: at._seq_no, if_primary_term: at._primary_term } },
        body: {
          doc: {
            embedded: true,
            truncated: vectors.truncated,
            vector: Array.from(vectors.document, short),
            sentences: Buffer.from(packSentences(vectors.sentences, dimensions)).toString('base64'),
            sample: sampleOrder(vectors.document),
          },
        },
      })),
    );
    return statuses.filter((status) => status < 400).length;
  }

  async documentVectors(keys: ArrayLike<PaperKey>): Promise<Matrix> {
    const dimensions = await this.dimensions();
    const data = new Float32Array(keys.length * dimensions);
    (await this.documents(keys)).forEach((document, i) => {
      const vector = document?._source.vector;
      if (vector === undefined)
        throw new FieldmapError('not-found', `The paper ${this.keys.idOf(keys[i]!)} has no vector.`);
      data.set(vector, i * dimensions);
    });
    return { data, rows: keys.length, dimensions };
  }

  async sentenceVectors(keys: ArrayLike<PaperKey>): Promise<(SentenceVectors | null)[]> {
    const dimensions = await this.dimensions();
    return (await this.documents(keys)).map((document) => {
      const packed = document?._source.sentences;
      if (packed === undefined) return null;
      // In memory of its own: a piece of Node's pool may begin at any byte.
      return unpackSentences(new Uint8Array(Buffer.from(packed, 'base64')), dimensions);
    });
  }

  /** Whole documents, each read once until the library changes. */
  async documents(keys: ArrayLike<PaperKey>): Promise<(FoundDocument | null)[]> {
    const missing = Array.from(keys).filter((key) => !this.#read.has(key));
    if (this.#read.size + missing.length > MOST_KEPT) this.#read.clear();
    const wanted = Array.from(keys).filter((key) => !this.#read.has(key));
    const found = await this.mget(
      wanted.map((key) => this.keys.idOf(key) ?? ''),
      ALL_FIELDS,
    );
    found.forEach((document, i) => document && this.#read.set(wanted[i]!, document));
    return Array.from(keys, (key) => this.#read.get(key) ?? null);
  }

  /** The mean and spread of cosines, from the same sample as in a library in a folder. */
  unrelated(): Promise<Unrelated> {
    if (this.#unrelated?.revision !== this.#revision)
      this.#unrelated = { revision: this.#revision, cosines: this.measureUnrelated() };
    return this.#unrelated.cosines;
  }

  private async measureUnrelated(): Promise<Unrelated> {
    const dimensions = await this.dimensions();
    const found =
      dimensions === 0
        ? []
        : await this.search(
            {
              size: SAMPLE,
              query: { bool: { filter: [{ term: { embedded: true } }] } },
              sort: [{ sample: 'desc' }, { id: 'asc' }],
            },
            ['vector'],
          );
    const data = new Float32Array(found.length * dimensions);
    found.forEach(({ _source }, i) => data.set(_source.vector ?? [], i * dimensions));
    return UnrelatedCosines.of({ data, rows: found.length, dimensions });
  }

  async getModel(): Promise<ModelInfo | null> {
    return (this.#model ??= (await this.getSetting('model')) as ModelInfo | null);
  }

  async dimensions(): Promise<number> {
    return (await this.getModel())?.dimensions ?? 0;
  }

  /** Another model than the pinned one would need another index: vectors of two models do not compare. */
  async setModel(model: ModelInfo): Promise<void> {
    const pinned = await this.getModel();
    if (pinned !== null && JSON.stringify(pinned) !== JSON.stringify(model))
      throw new FieldmapError(
        'library',
        `The vectors of ${this.connection.address.text} are from the model ${pinned.id}; ${model.id} would need an index of its own.`,
        'Choose another name at the end of the address and add the papers there.',
      );
    await makeVectorField(this.connection, this.names, model.dimensions);
    await this.setSetting('model', model);
    this.#model = model;
  }

  async getSetting(name: string): Promise<unknown> {
    const bytes = await this.getDocument(`setting/${name}`);
    return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString()) as unknown);
  }

  async setSetting(name: string, value: unknown): Promise<void> {
    if (value === null) await this.removeDocument(`setting/${name}`);
    else await this.putDocument(`setting/${name}`, Buffer.from(JSON.stringify(value)));
  }

  async putDocument(name: string, bytes: Uint8Array): Promise<void> {
    await this.connection.send(`/${this.names.documents}/_doc/${encodeURIComponent(name)}`, {
      method: 'PUT',
      query: { refresh: true },
      body: { name, bytes: Buffer.from(bytes).toString('base64') },
    });
  }

  async getDocument(name: string): Promise<Uint8Array | null> {
    const { body } = await this.connection.send<{ found?: boolean; _source?: { bytes: string } }>(
      `/${this.names.documents}/_doc/${encodeURIComponent(name)}`,
      { accept: [404] },
    );
    return body._source === undefined ? null : new Uint8Array(Buffer.from(body._source.bytes, 'base64'));
  }

  async removeDocument(name: string): Promise<boolean> {
    const { status } = await this.connection.send(
      `/${this.names.documents}/_doc/${encodeURIComponent(name)}`,
      {
        method: 'DELETE',
        query: { refresh: true },
        accept: [404],
      },
    );
    return status !== 404;
  }

  async documentNames(prefix = ''): Promise<string[]> {
    const { body } = await this.connection.send<{ hits: { hits: readonly { _source: { name: string } }[] } }>(
      `/${this.names.documents}/_search`,
      { method: 'POST', body: { size: 10_000, _source: ['name'], query: { prefix: { name: prefix } } } },
    );
    return body.hits.hits.map(({ _source }) => _source.name).sort();
  }

  /** Up to `most` papers by number. @throws FieldmapError `usage` when there are more. */
  async listed(queries: readonly Query[], most: number): Promise<Int32Array> {
    const found = await this.raw({
      size: most,
      track_total_hits: true,
      _source: ['id'],
      query: { bool: { filter: queries } },
    });
    if (found.hits.total.value > most)
      throw new FieldmapError(
        'usage',
        `The words of a phrase or exclusion are in ${found.hits.total.value} papers: on a cluster at most ${most} can be looked through.`,
        'Ask with rarer words, or with a filter.',
      );
    return Int32Array.from(found.hits.hits, ({ _source }) => this.keys.of(_source.id)).sort();
  }

  async search(
    body: Record<string, unknown>,
    fields: readonly string[] = ['id'],
  ): Promise<readonly FoundDocument[]> {
    return (await this.raw({ ...body, _source: fields })).hits.hits;
  }

  /** Global statistics: without them each shard scores by its own rareness of words. */
  private async raw(body: Record<string, unknown>): Promise<Found> {
    const sent = await this.connection.send<Found>(`/${this.names.papers}/_search`, {
      method: 'POST',
      query: { search_type: 'dfs_query_then_fetch' },
      body,
    });
    return sent.body;
  }

  /** In the order asked, undefined where there is none. */
  private async mget(
    ids: readonly string[],
    fields: readonly string[],
  ): Promise<(FoundDocument | undefined)[]> {
    if (ids.length === 0) return [];
    const { body } = await this.connection.send<{ docs: readonly (FoundDocument & { found?: boolean })[] }>(
      `/${this.names.papers}/_mget`,
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
      const page = await this.search(
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

  async refresh(): Promise<void> {
    await this.connection.send(`/${this.names.papers}/_refresh`, { method: 'POST' });
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** Nine digits tell every 32-bit number from its neighbours; written whole, a 32-bit number has 17. */
function short(value: number): number {
  return Number(value.toPrecision(9));
}

function isNamed(source: string, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase();
  return plain(source) === plain(name) || plain(source).endsWith(`/${plain(name)}`);
}
