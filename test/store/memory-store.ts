/** A store that is as naive as can be: the oracle of the contract suite. Merges everything anew at every question. */
import { createHash } from 'node:crypto';
import type { Filter, Matrix, ModelInfo, Paper, PaperKey, PaperVectors, SentenceVectors, Topic } from '../../src/types.js';
import type {
  Duplicates, MapState, PaperMatch, PaperRecord, PendingPaper, RemoveReport, Revision, SavedMap, SettledPaper, StatusCounts, Store, StoredPaper,
  UpsertOptions, UpsertReport, VectorsEntry,
} from '../../src/store/store.js';
import { FieldmapError } from '../../src/errors.js';
import { mergeRecords } from '../../src/store/merge.js';

interface Entry {
  readonly key: PaperKey;
  readonly id: string;
  records: PaperRecord[];
  vectors: { of: string; vectors: PaperVectors } | null;
  /** Null: duplicates have not been looked for. */
  blocks: readonly number[] | null;
  /** All blocks it was ever settled with, and those of papers joined to it in the same call. */
  lastBlocks: readonly number[];
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
const plain = (text: string): string => squeeze(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/ł/g, 'l').replace(/ø/g, 'o');
const textOf = (paper: Paper): string => `${squeeze(paper.title)}\n${squeeze(paper.abstract)}`;

/** Everything but the sources, in one spelling. */
function essence(paper: Paper): string {
  const sorted = (object: Readonly<Record<string, unknown>>): unknown => Object.entries(object).sort();
  return JSON.stringify([
    paper.id, textOf(paper), paper.authors.map(squeeze), paper.year, paper.venue && squeeze(paper.venue), paper.doi, paper.url,
    paper.labels, sorted(paper.ids), sorted(paper.extra),
  ]);
}

function lastGiven<T>(values: readonly T[], empty: T, isEmpty = (value: T): boolean => value === empty): T {
  return values.filter((value) => !isEmpty(value)).at(-1) ?? empty;
}

function merged(entry: Entry): Paper {
  const papers = entry.records.map((record) => record.paper);
  // How different papers become one is the subject of merge.test.ts.
  if (new Set(papers.map((p) => p.id)).size > 1) return { ...mergeRecords(papers), id: entry.id };
  const isList = (list: readonly string[]): boolean => list.length === 0;
  return {
    id: entry.id,
    title: lastGiven(papers.map((p) => p.title), ''),
    abstract: lastGiven(papers.map((p) => p.abstract), ''),
    authors: lastGiven(papers.map((p) => p.authors), [], isList),
    year: lastGiven(papers.map((p) => p.year), null),
    venue: lastGiven(papers.map((p) => p.venue), null),
    doi: lastGiven(papers.map((p) => p.doi), null),
    url: lastGiven(papers.map((p) => p.url), null),
    labels: [...new Set(papers.flatMap((p) => p.labels))],
    sources: [...new Set(entry.records.map((record) => record.source))],
    ids: Object.assign({}, ...papers.map((p) => p.ids)) as Record<string, string>,
    extra: Object.assign({}, ...papers.map((p) => p.extra)) as Record<string, unknown>,
  };
}

/** The same id, but titles of which less than a third is in common, unless the id is one that the whole world knows. */
function isAnother(known: Paper, paper: Paper): boolean {
  if (paper.id === paper.doi || paper.id.startsWith('10.') || Object.values(paper.ids).includes(paper.id)) return false;
  const [a, b] = [known, paper].map(({ title }) => [...new Set(plain(title).split(/[^\p{L}\p{N}]+/u))].filter((word) => word !== ''));
  const fewest = Math.min(a!.length, b!.length);
  return fewest > 1 && 3 * a!.filter((word) => b!.includes(word)).length < fewest;
}

export class MemoryStore implements Store {
  #entries: Entry[] = [];
  #sources: string[] = [];
  #nextKey = 1;
  /** When a record came. */
  readonly #order = new Map<PaperRecord, number>();
  #turn = 0;
  #joined: { id: string; key: PaperKey; evidence: PaperMatch['evidence'] }[] = [];
  #nearMisses: { a: PaperKey; b: PaperKey; evidence: PaperMatch['evidence'] }[] = [];
  readonly #apart = new Set<string>();
  #revision = 0;
  #vectorsRevision = 0;
  #model: ModelInfo | null = null;
  readonly #settings = new Map<string, string>();
  readonly #documents = new Map<string, Uint8Array>();
  #map: SavedMap | null = null;
  #closed = false;

  async upsert(papers: Iterable<Paper> | AsyncIterable<Paper>, options: UpsertOptions = {}): Promise<UpsertReport> {
    await this.#run(() => undefined);
    const outcomes: { kind: 'new' | 'updated' | 'unchanged' | 'merged'; id: string }[] = [];
    const own = new Set<PaperRecord>();
    const given: PaperRecord[] = [];
    const takeFrom = (paper: Paper, source: string, isApart = false): (typeof outcomes)[number] => {
      if (!this.#sources.includes(source)) this.#sources.push(source);
      const record: PaperRecord = { source, paper: { ...paper, sources: [source] } };
      const holder = this.#entries.find((e) => e.records.some((r) => r.paper.id === paper.id)) ?? this.#entries.find((e) => e.id === paper.id);
      if (holder === undefined) {
        this.#entries.push({ key: this.#nextKey++, id: paper.id, records: [record], vectors: null, blocks: null, lastBlocks: [] });
        this.#order.set(record, this.#turn++);
        own.add(record);
        return { kind: 'new', id: paper.id };
      }
      const same = holder.records.find((r) => r.source === source && essence(r.paper) === essence(paper));
      const kept = holder.records.filter((r) => r.paper.id === paper.id);
      if (!same && kept.some((r) => isApart || r.source !== source || own.has(r)) && isAnother(merged(holder), paper)) {
        const [, stem, number] = /^(.*?)(?:~(\d+))?$/su.exec(paper.id)!;
        return takeFrom({ ...paper, id: `${stem}~${Number(number ?? 1) + 1}` }, source, true);
      }
      if (same) {
        given.push(same);
        return { kind: own.has(same) ? 'merged' : 'unchanged', id: holder.id };
      }
      this.#order.set(record, this.#turn++);
      const changed = this.#change(holder, () => holder.records.push(record));
      own.add(record);
      given.push(record);
      return { kind: changed ? 'updated' : 'merged', id: holder.id };
    };
    const weight = ['unchanged', 'merged', 'updated', 'new'];
    for await (const paper of papers) {
      if (options.signal?.aborted) throw new FieldmapError('interrupted', 'Stopped.');
      const each = (paper.sources.length > 0 ? paper.sources : ['-']).map((source) => takeFrom(paper, source));
      outcomes.push(each.sort((x, y) => weight.indexOf(y.kind) - weight.indexOf(x.kind))[0]!);
    }
    for (const record of new Set(given)) {
      const holder = this.#entries.find((e) => e.records.includes(record))!;
      const kin = holder.records.filter((r) => r.source === record.source && r.paper.id === record.paper.id);
      if (given.includes(kin.at(-1)!) || own.has(kin.at(-1)!)) continue;
      // All that were given take their turn at the end, in the order given.
      for (const again of new Set(given.filter((r) => kin.includes(r)))) {
        this.#order.set(again, this.#turn++);
        const changed = this.#change(holder, () => (holder.records = [...holder.records.filter((r) => r !== again), again]));
        const at = outcomes.findIndex((o) => o.kind === 'unchanged' && o.id === holder.id);
        if (changed && at >= 0) outcomes[at] = { kind: 'updated', id: holder.id };
      }
    }
    options.onBatch?.(outcomes.length);
    const ids = (kind: string): string[] => [...new Set(outcomes.filter((o) => o.kind === kind).map((o) => o.id))];
    const n = (kind: string): number => outcomes.filter((o) => o.kind === kind).length;
    return {
      new: n('new'), updated: n('updated'), unchanged: n('unchanged'), merged: n('merged'),
      newIds: ids('new'), updatedIds: ids('updated'), mergedIds: ids('merged'),
    };
  }

  #change(entry: Entry, work: () => unknown): boolean {
    const before = merged(entry);
    work();
    const after = merged(entry);
    if (textOf(before) !== textOf(after)) entry.vectors = null;
    if (essence(before) !== essence(after)) entry.blocks = null;
    this.#joined = this.#joined.filter((j) => j.key !== entry.key || entry.records.some((r) => r.paper.id === j.id));
    return essence(before) !== essence(after);
  }

  #find(id: string): Entry | undefined {
    return this.#entries.find((e) => e.id === id) ?? this.#entries.find((e) => e.records.some((r) => r.paper.id === id));
  }

  #stored(entry: Entry): StoredPaper {
    return { key: entry.key, paper: merged(entry), contentHash: textOf(merged(entry)) };
  }

  #run<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      if (this.#closed) throw new FieldmapError('internal', 'The library has been closed.');
      this.#revision++;
      resolve(work());
    });
  }

  remove(ids: readonly string[]): Promise<RemoveReport> {
    return this.#run(() => {
      const gone = ids.map((id) => this.#find(id));
      const removed = [...new Set(gone.flatMap((e) => (e ? [e.id] : [])))];
      this.#drop(removed);
      return { removed, left: [...new Set(ids.filter((_, i) => gone[i] === undefined))] };
    });
  }

  #drop(ids: readonly string[]): void {
    this.#entries = this.#entries.filter((e) => !ids.includes(e.id));
    const has = (key: PaperKey): boolean => this.#byKey(key) !== undefined;
    this.#joined = this.#joined.filter((j) => has(j.key));
    this.#nearMisses = this.#nearMisses.filter((n) => has(n.a) && has(n.b));
    this.#sources = this.#sources.filter((s) => this.#entries.some((e) => e.records.some((r) => r.source === s)));
  }

  removeSource(name: string): Promise<RemoveReport> {
    return this.#run(() => {
      const sources = this.#named(name);
      if (sources.length !== 1) throw new FieldmapError('not-found', `No paper came from a source called "${name}".`);
      const touched = this.#entries.filter((e) => e.records.some((r) => r.source === sources[0]));
      const removed = touched.filter((e) => e.records.every((r) => r.source === sources[0])).map((e) => e.id);
      const left = touched.filter((e) => !removed.includes(e.id));
      for (const entry of left) this.#change(entry, () => (entry.records = entry.records.filter((r) => r.source !== sources[0])));
      this.#drop(removed);
      return { removed, left: left.map((e) => e.id) };
    });
  }

  #named(name: string): string[] {
    const wholes = this.#sources.filter((s) => plain(s) === plain(name));
    return wholes.length > 0 ? wholes : this.#sources.filter((s) => plain(s.split('/').at(-1)!) === plain(name));
  }

  get(id: string): Promise<StoredPaper | null> {
    return this.#run(() => (this.#find(id) ? this.#stored(this.#find(id)!) : null));
  }

  #byKey(key: PaperKey): Entry | undefined {
    return this.#entries.find((e) => e.key === key);
  }

  getByKey(keys: ArrayLike<PaperKey>): Promise<(StoredPaper | null)[]> {
    return this.#run(() => Array.from(keys, (key) => (this.#byKey(key) ? this.#stored(this.#byKey(key)!) : null)));
  }

  keysOf(ids: readonly string[]): Promise<Int32Array> {
    return this.#run(() => Int32Array.from(ids, (id) => this.#find(id)?.key ?? 0));
  }

  idsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]> {
    return this.#run(() => Array.from(keys, (key) => this.#byKey(key)?.id ?? null));
  }

  findByTitle(part: string, limit: number): Promise<StoredPaper[]> {
    return this.#run(() => {
      const having = this.#entries.filter((e) => plain(merged(e).title).includes(plain(part)));
      const whole = (e: Entry): number => Number(plain(merged(e).title) !== plain(part));
      return having.sort((a, b) => whole(a) - whole(b) || a.key - b.key).slice(0, limit).map((e) => this.#stored(e));
    });
  }

  findByIdentifier(value: string): Promise<StoredPaper[]> {
    return this.#run(() => this.#entries.filter((e) =>
      e.records.some(({ paper }) => [paper.doi, ...Object.values(paper.ids)].some((v) => v?.toLowerCase() === value.toLowerCase().trim())))
      .map((e) => this.#stored(e)));
  }

  records(key: PaperKey): Promise<PaperRecord[]> {
    return this.#run(() => [...(this.#byKey(key)?.records ?? [])]);
  }

  filter(wanted: Filter): Promise<Int32Array> {
    return this.#run(() => Int32Array.from(this.#entries.filter((e) => this.#passes(e, wanted)), (e) => e.key));
  }

  #passes(entry: Entry, { year, author, venue, label, source, topic }: Filter): boolean {
    const paper = merged(entry);
    const any = (values: readonly string[] | undefined, test: (value: string) => boolean): boolean => !values?.length || values.some(test);
    if (year && (paper.year === null || paper.year < (year.from ?? -Infinity) || paper.year > (year.to ?? Infinity))) return false;
    return any(author, (v) => paper.authors.some((a) => plain(a).includes(plain(v))))
      && any(venue, (v) => plain(paper.venue ?? '').includes(plain(v)))
      && any(label, (v) => paper.labels.some((l) => plain(l) === plain(v)))
      && any(source, (v) => this.#named(v).some((s) => paper.sources.includes(s)))
      && any(topic, (v) => this.#topicLine(entry.key).includes(v));
  }

  /** The topic of a paper and all above it. */
  #topicLine(key: PaperKey): string[] {
    const line: string[] = [];
    const at = this.#map?.keys.indexOf(key) ?? -1;
    let topic = at < 0 ? undefined : this.#map!.topics[this.#map!.topicOf[at]!];
    while (topic) {
      line.push(topic.id);
      const { parent } = topic;
      topic = this.#map!.topics.find((t) => t.id === parent);
    }
    return line;
  }

  count(): Promise<number> {
    return this.#run(() => this.#entries.length);
  }

  async *scan(): AsyncGenerator<StoredPaper> {
    for (const entry of await this.#run(() => [...this.#entries])) yield this.#stored(entry);
  }

  statusCounts(): Promise<StatusCounts> {
    return this.#run(() => {
      const all = this.#entries.map((e) => ({ e, paper: merged(e) }));
      const years = [...new Set(all.map(({ paper }) => paper.year))].sort((a, b) => (a ?? 1e9) - (b ?? 1e9));
      return {
        papers: all.length,
        withAbstract: all.filter(({ paper }) => paper.abstract).length,
        withoutAbstract: all.filter(({ paper }) => !paper.abstract).length,
        embedded: all.filter(({ e }) => e.vectors).length,
        truncated: all.filter(({ e }) => e.vectors?.vectors.truncated).length,
        merged: all.filter(({ e }) => e.records.length > 1).length,
        bySource: this.#sources.map((source) => ({ source, papers: all.filter(({ paper }) => paper.sources.includes(source)).length })),
        byYear: years.map((year) => ({ year, papers: all.filter(({ paper }) => paper.year === year).length })),
      };
    });
  }

  revision(): Promise<Revision> {
    return this.#run(() => {
      const embedded = this.#entries.filter((e) => e.vectors);
      const texts = (entries: readonly Entry[]): string => entries.map((e) => `${e.key} ${textOf(merged(e))}`).join('\n');
      return {
        papers: this.#entries.length, embedded: embedded.length, revision: this.#revision, vectorsRevision: this.#vectorsRevision,
        textDigest: texts(this.#entries), vectorsDigest: JSON.stringify(this.#model) + texts(embedded),
      };
    });
  }

  pending(limit: number, after = 0): Promise<PendingPaper[]> {
    return this.#run(() => this.#entries.filter((e) => !e.vectors && e.key > after).slice(0, limit).map((e) => {
      const { title, abstract } = merged(e);
      return { key: e.key, contentHash: textOf(merged(e)), title, abstract };
    }));
  }

  pendingCount(): Promise<number> {
    return this.#run(() => this.#entries.filter((e) => !e.vectors).length);
  }

  putVectors(batch: readonly VectorsEntry[]): Promise<number> {
    return this.#run(() => {
      for (const { vectors } of batch) {
        if (vectors.document.length !== this.#model?.dimensions) throw new FieldmapError('internal', 'dimensions');
      }
      const fitting = batch.filter((b) => this.#byKey(b.key) && textOf(merged(this.#byKey(b.key)!)) === b.contentHash);
      for (const { key, contentHash, vectors } of fitting) this.#byKey(key)!.vectors = { of: contentHash, vectors: structuredClone(vectors) };
      this.#vectorsRevision++;
      return fitting.length;
    });
  }

  #matrix(entries: readonly (Entry | undefined)[]): Matrix {
    if (!this.#model) throw new FieldmapError('internal', 'No model is pinned.');
    const rows = entries.map((e) => {
      if (!e?.vectors) throw new FieldmapError('not-found', 'no vector');
      return [...e.vectors.vectors.document];
    });
    return { data: Float32Array.from(rows.flat()), rows: rows.length, dimensions: this.#model.dimensions };
  }

  documentVectors(keys: ArrayLike<PaperKey>): Promise<Matrix> {
    return this.#run(() => this.#matrix(Array.from(keys, (key) => this.#byKey(key))));
  }

  allDocumentVectors(): Promise<{ keys: Int32Array; matrix: Matrix }> {
    return this.#run(() => {
      const embedded = this.#entries.filter((e) => e.vectors);
      return { keys: Int32Array.from(embedded, (e) => e.key), matrix: this.#matrix(embedded) };
    });
  }

  sentenceVectors(keys: ArrayLike<PaperKey>): Promise<(SentenceVectors | null)[]> {
    return this.#run(() => Array.from(keys, (key) => this.#byKey(key)?.vectors?.vectors.sentences ?? null));
  }

  unmatched(limit: number): Promise<StoredPaper[]> {
    return this.#run(() => this.#entries.filter((e) => e.blocks === null).slice(0, limit).map((e) => this.#stored(e)));
  }

  papersInBlocks(blocks: readonly number[], largest: number): Promise<Int32Array> {
    return this.#run(() => {
      const inBlock = (block: number): Entry[] => this.#entries.filter((e) => e.lastBlocks.includes(block));
      const small = blocks.map(inBlock).filter((members) => members.length <= largest).flat();
      return Int32Array.from(this.#entries.filter((e) => small.includes(e)), (e) => e.key);
    });
  }

  settleMatches(settled: readonly SettledPaper[], joins: readonly PaperMatch[], nearMisses: readonly PaperMatch[]): Promise<string[]> {
    return this.#run(() => {
      for (const { key, blocks } of settled) {
        const entry = this.#byKey(key);
        if (!entry) continue;
        entry.blocks = blocks;
        entry.lastBlocks = [...entry.lastBlocks, ...blocks];
        this.#nearMisses = this.#nearMisses.filter((n) => n.a !== key && n.b !== key);
      }
      const now = new Map<PaperKey, PaperKey>();
      const find = (key: PaperKey): PaperKey => (now.has(key) ? find(now.get(key)!) : key);
      const pair = ({ into, from }: PaperMatch): [Entry, Entry] | null => {
        const [a, b] = [find(into), find(from)].sort((x, y) => x - y).map((key) => this.#byKey(key));
        const isApart = a && b && a.records.some((r) => b.records.some((q) => this.#apart.has([r.paper.id, q.paper.id].sort().join('|'))));
        return !a || !b || a === b || isApart ? null : [a, b];
      };
      const ids: string[] = [];
      for (const match of joins) {
        const found = pair(match);
        if (!found) continue;
        const [a, b] = found;
        ids.push(b.id);
        now.set(b.key, a.key);
        this.#joined = this.#joined.filter((j) => j.id !== b.id).map((j) => (j.key === b.key ? { ...j, key: a.key } : j));
        this.#joined.push({ id: b.id, key: a.key, evidence: match.evidence });
        const own = settled.filter(({ key }) => find(key) === a.key).flatMap(({ blocks }) => blocks);
        a.lastBlocks = [...a.lastBlocks, ...own];
        this.#change(a, () => (a.records = [...a.records, ...b.records].sort((x, y) => this.#order.get(x)! - this.#order.get(y)!)));
        this.#drop([b.id]);
      }
      for (const match of nearMisses) {
        const found = pair(match);
        if (!found) continue;
        this.#nearMisses = this.#nearMisses.filter((n) => n.a !== found[0].key || n.b !== found[1].key);
        this.#nearMisses.push({ a: found[0].key, b: found[1].key, evidence: match.evidence });
      }
      return ids;
    });
  }

  duplicates(): Promise<Duplicates> {
    return this.#run(() => ({
      merges: this.#joined.sort((x, y) => x.key - y.key || (x.id < y.id ? -1 : 1))
        .map(({ id, key, evidence }) => ({ id: this.#byKey(key)!.id, joined: id, evidence })),
      nearMisses: this.#nearMisses.sort((x, y) => x.a - y.a || x.b - y.b)
        .map(({ a, b, evidence }) => ({ a: this.#byKey(a)!.id, b: this.#byKey(b)!.id, evidence })),
    }));
  }

  split(id: string): Promise<readonly [string, string]> {
    return this.#run(() => {
      const entry = this.#find(id);
      const stays = entry?.records.some((r) => r.paper.id === entry.id) ? entry.id : entry?.records[0]!.paper.id;
      const leaving = entry?.records.filter((r) => (id === entry.id ? r.paper.id !== stays : r.paper.id === id)) ?? [];
      if (!entry || leaving.length === 0 || leaving.length === entry.records.length) throw new FieldmapError('not-found', 'not merged');
      const staying = entry.records.filter((r) => !leaving.includes(r));
      for (const a of leaving) for (const b of staying) this.#apart.add([a.paper.id, b.paper.id].sort().join('|'));
      const own: Entry = { key: this.#nextKey++, id: leaving[0]!.paper.id, records: leaving, vectors: null, blocks: null, lastBlocks: [] };
      this.#joined = this.#joined.filter((j) => j.id !== own.id)
        .map((j) => (j.key === entry.key && leaving.some((r) => r.paper.id === j.id) ? { ...j, key: own.key } : j));
      this.#change(entry, () => (entry.records = staying));
      this.#entries.push(own);
      return [entry.id, own.id] as const;
    });
  }

  getModel(): Promise<ModelInfo | null> {
    return this.#run(() => this.#model);
  }

  setModel(model: ModelInfo): Promise<void> {
    return this.#run(() => {
      if (this.#model && JSON.stringify(this.#model) !== JSON.stringify(model)) for (const e of this.#entries) e.vectors = null;
      this.#model = model;
    });
  }

  getSetting(name: string): Promise<unknown> {
    return this.#run(() => JSON.parse(this.#settings.get(name) ?? 'null') as unknown);
  }

  setSetting(name: string, value: unknown): Promise<void> {
    return this.#run(() => void this.#settings.set(name, JSON.stringify(value)));
  }

  putMap(map: SavedMap, topicMap: Uint8Array): Promise<void> {
    return this.#run(() => {
      this.#map = map;
      this.#documents.set('topic-map', topicMap);
    });
  }

  getMap(): Promise<SavedMap | null> {
    return this.#run(() => {
      if (!this.#map) return null;
      const { topics, keys, topicOf, coordinates } = this.#map;
      const rows = [...keys.keys()].filter((i) => this.#byKey(keys[i]!));
      return {
        topics, keys: Int32Array.from(rows, (i) => keys[i]!), topicOf: Int32Array.from(rows, (i) => topicOf[i]!),
        coordinates: Float32Array.from(rows.flatMap((i) => [coordinates[2 * i]!, coordinates[2 * i + 1]!])),
      };
    });
  }

  getTopics(): Promise<readonly Topic[]> {
    return this.#run(() => this.#map?.topics ?? []);
  }

  async mapState(): Promise<MapState | null> {
    const [map, bytes] = [await this.getMap(), await this.getTopicMap()];
    if (map === null || bytes === null) return null;
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    return { digest, papers: map.keys.length, unplaced: map.topicOf.filter((topic) => topic < 0).length };
  }

  getTopicMap(): Promise<Uint8Array | null> {
    return this.getDocument('topic-map');
  }

  topicsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]> {
    return this.#run(() => Array.from(keys, (key) => this.#byKey(key) ? this.#topicLine(key)[0] ?? null : null));
  }

  putDocument(name: string, bytes: Uint8Array): Promise<void> {
    return this.#run(() => void this.#documents.set(name, bytes.slice()));
  }

  getDocument(name: string): Promise<Uint8Array | null> {
    return this.#run(() => this.#documents.get(name) ?? null);
  }

  removeDocument(name: string): Promise<boolean> {
    return this.#run(() => this.#documents.delete(name));
  }

  documentNames(prefix = ''): Promise<string[]> {
    return this.#run(() => [...this.#documents.keys()].filter((name) => name.startsWith(prefix)).sort());
  }

  check(): Promise<string[]> {
    return this.#run(() => []);
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}
