/** Papers and their records on a cluster. */
import { FieldmapError } from '../../errors.js';
import type { Filter } from '../../questions/index.js';
import type {
  PaperCitations,
  PaperRecord,
  RemoveReport,
  StatusCounts,
  StoredPaper,
  UpsertOptions,
  UpsertReport,
} from '../../store/index.js';
import type { Citations } from '../../text/index.js';
import type { Paper, PaperKey } from '../../types.js';
import { bulk } from '../bulk.js';
import { filterQueries, part, sourceQuery, type Query } from '../filter-query.js';
import { upsert } from './intake.js';
import type { Keys } from './keys.js';
import {
  documentName,
  storedOf,
  TEXT_FIELDS,
  type FoundDocument,
  type StoredRecord,
} from './paper-document.js';
import type { Aggregation, PaperIndex } from './paper-index.js';
import type { Snapshot } from '../snapshot.js';
import { writeActions } from './write-actions.js';

export class ClusterPapers {
  constructor(
    private readonly index: PaperIndex,
    private readonly keys: Keys,
    private readonly snapshot: Snapshot,
  ) {}

  async upsert(
    papers: Iterable<Paper> | AsyncIterable<Paper>,
    options?: UpsertOptions,
  ): Promise<UpsertReport> {
    try {
      return await upsert(this.index, papers, options);
    } finally {
      this.snapshot.forget();
    }
  }

  async remove(ids: readonly string[]): Promise<RemoveReport> {
    const found = await Promise.all(ids.map((id) => this.get(id)));
    const gone = [...new Set(found.flatMap((stored) => stored?.paper.id ?? []))];
    await bulk(
      this.index,
      gone.map((id) => ({ head: { delete: { _id: documentName(id) } }, body: null })),
    );
    for (const id of gone) this.keys.forget(id);
    await this.index.refresh();
    this.snapshot.forget();
    return { removed: gone, left: [...new Set(ids.filter((_, i) => found[i] === null))] };
  }

  async removeSource(source: string): Promise<RemoveReport> {
    await this.index.refresh();
    const named = new Set<string>();
    const touched: FoundDocument[] = [];
    for await (const page of this.index.pages([sourceQuery(source)], [...TEXT_FIELDS, 'citations'], true)) {
      touched.push(...page);
      for (const { _source } of page)
        for (const record of _source.records) if (isNamed(record.source, source)) named.add(record.source);
    }
    if (named.size !== 1) throw noSuchSource(source, named);
    const left = (one: FoundDocument): StoredRecord[] =>
      one._source.records.filter((record) => !named.has(record.source));
    await bulk(
      this.index,
      await writeActions(
        this.index,
        touched.map((found) => ({
          id: found._source.id,
          found,
          records: left(found),
          citations: found._source.citations ?? null,
        })),
      ),
    );
    await this.index.refresh();
    this.snapshot.forget();
    const ids = (stays: boolean): string[] =>
      touched.filter((one) => left(one).length > 0 === stays).map(({ _source }) => _source.id);
    for (const id of ids(false)) this.keys.forget(id);
    return { removed: ids(false), left: ids(true) };
  }

  async get(id: string): Promise<StoredPaper | null> {
    const [byId] = await this.index.read([id], TEXT_FIELDS);
    if (byId) return storedOf(byId._source, this.keys);
    const [byName] = await this.index.documents({ size: 1, query: { term: { names: id } } }, TEXT_FIELDS);
    return byName ? storedOf(byName._source, this.keys) : null;
  }

  /** What was read since the library last changed is not read again. */
  async getByKey(keys: ArrayLike<PaperKey>): Promise<(StoredPaper | null)[]> {
    await this.snapshot.revision();
    const papers = new Map(Array.from(keys, (key) => [key, this.snapshot.text(key)]));
    const missing = [...papers.keys()].filter((key) => papers.get(key) === null);
    const found = await this.index.read(
      missing.map((key) => this.keys.idOf(key) ?? ''),
      TEXT_FIELDS,
    );
    missing.forEach((key, i) => {
      if (found[i] === undefined) return;
      const stored = storedOf(found[i]._source, this.keys);
      papers.set(key, stored);
      this.snapshot.keepText(stored);
    });
    return Array.from(keys, (key) => papers.get(key) ?? null);
  }

  async keysOf(ids: readonly string[]): Promise<Int32Array> {
    const direct = await this.index.read(ids, ['id']);
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
    const found = await this.index.documents(
      { size: Math.max(limit, 50), query: part('title', text) },
      TEXT_FIELDS,
    );
    const isWhole = (paper: StoredPaper): boolean =>
      paper.paper.title.toLowerCase() === text.trim().toLowerCase();
    return found
      .map(({ _source }) => storedOf(_source, this.keys))
      .sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)) || (a.paper.id < b.paper.id ? -1 : 1))
      .slice(0, limit);
  }

  async findByIdentifier(value: string): Promise<StoredPaper[]> {
    const query = { term: { identifiers: value.toLowerCase().trim() } };
    const found = await this.index.documents({ size: 100, query }, TEXT_FIELDS);
    return found.map(({ _source }) => storedOf(_source, this.keys)).sort((a, b) => a.key - b.key);
  }

  async records(key: PaperKey): Promise<PaperRecord[]> {
    const [found] = await this.index.read([this.keys.idOf(key) ?? ''], TEXT_FIELDS);
    return (found?._source.records ?? []).map(({ source, paper }) => ({ source, paper }));
  }

  /** Numbers every paper that passes: for an export, not for a search. */
  async filter(filter: Filter): Promise<Int32Array> {
    const keys: PaperKey[] = [];
    for await (const page of this.index.pages(filterQueries(filter), ['id']))
      for (const { _source } of page) keys.push(this.keys.of(_source.id));
    return Int32Array.from(keys).sort();
  }

  async citations(): Promise<PaperCitations[]> {
    const all: PaperCitations[] = [];
    for await (const page of this.index.pages([{ term: { hasCitations: true } }], ['id', 'citations']))
      for (const { _source } of page)
        all.push({ key: this.keys.of(_source.id), ...(_source.citations as Citations) });
    return all.sort((a, b) => a.key - b.key);
  }

  count(queries: readonly Query[] = []): Promise<number> {
    return this.index.count(queries);
  }

  async *scan(): AsyncGenerator<StoredPaper> {
    for await (const page of this.index.pages([], TEXT_FIELDS))
      for (const { _source } of page) yield storedOf(_source, this.keys);
  }

  async statusCounts(): Promise<StatusCounts> {
    const { hits, aggregations = {} } = await this.index.search(STATUS);
    const papers = hits.total.value;
    const number = (name: string): number => aggregations[name]?.doc_count ?? 0;
    const buckets = (name: string): NonNullable<Aggregation['buckets']> => aggregations[name]?.buckets ?? [];
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
}

const STATUS = {
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
};

function noSuchSource(source: string, named: ReadonlySet<string>): FieldmapError {
  return new FieldmapError(
    'not-found',
    named.size === 0
      ? `No paper came from a source called "${source}".`
      : `"${source}" is the name of ${named.size} sources: ${[...named].slice(0, 5).join(', ')}.`,
    'Run `fieldmap status` to see the sources.',
  );
}

function isNamed(source: string, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase();
  return plain(source) === plain(name) || plain(source).endsWith(`/${plain(name)}`);
}
