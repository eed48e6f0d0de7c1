/** A store that is as naive as can be: the oracle of the contract suite. Merges everything anew at every question. */
import { createHash } from 'node:crypto';
import type { Filter } from '../../../src/questions/index.js';
import type { Matrix, ModelInfo, PaperKey, SentenceVectors, Topic } from '../../../src/types.js';
import type {
  Damage,
  MapState,
  PendingPaper,
  Revision,
  SavedMap,
  StatusCounts,
  Store,
  StoredPaper,
  VectorsEntry,
} from '../../../src/store/store.js';
import { FieldmapError } from '../../../src/errors.js';
import { MemoryMarks } from './marks.js';
import { merged, plain, textOf, type Entry } from './entry.js';

export class MemoryStore extends MemoryMarks implements Store {
  #vectorsRevision = 0;
  #model: ModelInfo | null = null;
  readonly #settings = new Map<string, string>();
  readonly #documents = new Map<string, Uint8Array>();
  readonly #maps = new Map<string, SavedMap>();
  #current = 'main';

  get #map(): SavedMap | null {
    return this.#maps.get(this.#current) ?? null;
  }

  get #document(): string {
    return this.#current === 'main' ? 'topic-map' : `topic-map/${this.#current}`;
  }

  findByTitle(part: string, limit: number): Promise<StoredPaper[]> {
    return this.run(() => {
      const having = this.entries.filter((e) => plain(merged(e).title).includes(plain(part)));
      const whole = (e: Entry): number => Number(plain(merged(e).title) !== plain(part));
      return having
        .sort((a, b) => whole(a) - whole(b) || a.key - b.key)
        .slice(0, limit)
        .map((e) => this.stored(e));
    });
  }

  findByIdentifier(value: string): Promise<StoredPaper[]> {
    return this.run(() =>
      this.entries
        .filter((e) =>
          e.records.some(({ paper }) =>
            [paper.doi, ...Object.values(paper.ids)].some(
              (v) => v?.toLowerCase() === value.toLowerCase().trim(),
            ),
          ),
        )
        .map((e) => this.stored(e)),
    );
  }

  citations(): ReturnType<Store['citations']> {
    return this.run(() =>
      this.entries.flatMap(({ key, records }) => {
        const ids = [...new Set(records.map((r) => r.paper.id))].sort();
        const all = ids.flatMap((id) => this.cited.get(id) ?? []);
        if (all.length === 0) return [];
        const counts = all.flatMap((one) => one.citedBy ?? []);
        return [
          {
            key,
            references: all.flatMap((one) => one.references),
            citedBy: counts.length === 0 ? null : Math.max(...counts),
          },
        ];
      }),
    );
  }

  filter(wanted: Filter): Promise<Int32Array> {
    return this.run(() =>
      Int32Array.from(
        this.entries.filter((e) => this.#passes(e, wanted)),
        (e) => e.key,
      ),
    );
  }

  #passes(entry: Entry, { year, author, venue, label, source, topic, marked, tag }: Filter): boolean {
    const paper = merged(entry);
    const any = (values: readonly string[] | undefined, test: (value: string) => boolean): boolean =>
      !values?.length || values.some(test);
    if (
      year &&
      (paper.year === null || paper.year < (year.from ?? -Infinity) || paper.year > (year.to ?? Infinity))
    )
      return false;
    const mark = this.markOf(entry.key);
    return (
      any(marked, (v) => v === (mark?.decision ?? 'unmarked')) &&
      any(tag, (v) => mark?.tags.some((t) => plain(t) === plain(v)) ?? false) &&
      any(author, (v) => paper.authors.some((a) => plain(a).includes(plain(v)))) &&
      any(venue, (v) => plain(paper.venue ?? '').includes(plain(v))) &&
      any(label, (v) => paper.labels.some((l) => plain(l) === plain(v))) &&
      any(source, (v) => this.named(v).some((s) => paper.sources.includes(s))) &&
      any(topic, (v) => this.#topicLine(entry.key).includes(v))
    );
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
    return this.run(() => this.entries.length);
  }

  async *scan(): AsyncGenerator<StoredPaper> {
    for (const entry of await this.run(() => [...this.entries])) yield this.stored(entry);
  }

  statusCounts(): Promise<StatusCounts> {
    return this.run(() => {
      const all = this.entries.map((e) => ({ e, paper: merged(e) }));
      const years = [...new Set(all.map(({ paper }) => paper.year))].sort((a, b) => (a ?? 1e9) - (b ?? 1e9));
      return {
        papers: all.length,
        records: all.reduce((sum, { e }) => sum + e.records.length, 0),
        withAbstract: all.filter(({ paper }) => paper.abstract).length,
        withoutAbstract: all.filter(({ paper }) => !paper.abstract).length,
        embedded: all.filter(({ e }) => e.vectors).length,
        truncated: all.filter(({ e }) => e.vectors?.vectors.truncated).length,
        merged: all.filter(({ e }) => e.records.length > 1).length,
        bySource: this.sources.map((source) => ({
          source,
          records: all.reduce((sum, { e }) => sum + e.records.filter((r) => r.source === source).length, 0),
          papers: all.filter(({ paper }) => paper.sources.includes(source)).length,
        })),
        byYear: years.map((year) => ({
          year,
          papers: all.filter(({ paper }) => paper.year === year).length,
        })),
      };
    });
  }

  revision(): Promise<Revision> {
    return this.run(() => {
      const embedded = this.entries.filter((e) => e.vectors);
      const texts = (entries: readonly Entry[]): string =>
        entries.map((e) => `${e.key} ${textOf(merged(e))}`).join('\n');
      return {
        papers: this.entries.length,
        embedded: embedded.length,
        revision: this.changes,
        vectorsRevision: this.#vectorsRevision,
        textDigest: texts(this.entries),
        vectorsDigest: JSON.stringify(this.#model) + texts(embedded),
      };
    });
  }

  pending(limit: number, after = 0): Promise<PendingPaper[]> {
    return this.run(() =>
      this.entries
        .filter((e) => !e.vectors && e.key > after)
        .slice(0, limit)
        .map((e) => {
          const { title, abstract } = merged(e);
          return { key: e.key, contentHash: textOf(merged(e)), title, abstract };
        }),
    );
  }

  pendingCount(): Promise<number> {
    return this.run(() => this.entries.filter((e) => !e.vectors).length);
  }

  putVectors(batch: readonly VectorsEntry[]): Promise<number> {
    return this.run(() => {
      for (const { vectors } of batch) {
        if (vectors.document.length !== this.#model?.dimensions)
          throw new FieldmapError('internal', 'dimensions');
      }
      const fitting = batch.filter(
        (b) => this.byKey(b.key) && textOf(merged(this.byKey(b.key)!)) === b.contentHash,
      );
      for (const { key, contentHash, vectors } of fitting)
        this.byKey(key)!.vectors = { of: contentHash, vectors: structuredClone(vectors) };
      this.#vectorsRevision++;
      return fitting.length;
    });
  }

  #matrix(entries: readonly (Entry | undefined)[]): Matrix {
    const rows = entries.map((e) => {
      if (!e?.vectors) throw new FieldmapError('not-found', 'no vector');
      return [...e.vectors.vectors.document];
    });
    return {
      data: Float32Array.from(rows.flat()),
      rows: rows.length,
      dimensions: this.#model?.dimensions ?? 0,
    };
  }

  documentVectors(keys: ArrayLike<PaperKey>): Promise<Matrix> {
    return this.run(() => this.#matrix(Array.from(keys, (key) => this.byKey(key))));
  }

  allDocumentVectors(): Promise<{ keys: Int32Array; matrix: Matrix }> {
    return this.run(() => {
      const embedded = this.entries.filter((e) => e.vectors);
      return { keys: Int32Array.from(embedded, (e) => e.key), matrix: this.#matrix(embedded) };
    });
  }

  sentenceVectors(keys: ArrayLike<PaperKey>): Promise<(SentenceVectors | null)[]> {
    return this.run(() => Array.from(keys, (key) => this.byKey(key)?.vectors?.vectors.sentences ?? null));
  }

  getModel(): Promise<ModelInfo | null> {
    return this.run(() => this.#model);
  }

  setModel(model: ModelInfo): Promise<void> {
    return this.run(() => {
      if (this.#model && JSON.stringify(this.#model) !== JSON.stringify(model))
        for (const e of this.entries) e.vectors = null;
      this.#model = model;
    });
  }

  getSetting(name: string): Promise<unknown> {
    return this.run(() => JSON.parse(this.#settings.get(name) ?? 'null') as unknown);
  }

  setSetting(name: string, value: unknown): Promise<void> {
    return this.run(() => void this.#settings.set(name, JSON.stringify(value)));
  }

  putMap(map: SavedMap, topicMap: Uint8Array): Promise<void> {
    return this.run(() => {
      this.#maps.set(this.#current, map);
      this.#documents.set(this.#document, topicMap);
    });
  }

  getMap(): Promise<SavedMap | null> {
    return this.run(() => {
      if (!this.#map) return null;
      const { topics, keys, topicOf, coordinates } = this.#map;
      const rows = [...keys.keys()].filter((i) => this.byKey(keys[i]!));
      return {
        topics,
        keys: Int32Array.from(rows, (i) => keys[i]!),
        topicOf: Int32Array.from(rows, (i) => topicOf[i]!),
        coordinates: Float32Array.from(rows.flatMap((i) => [coordinates[2 * i]!, coordinates[2 * i + 1]!])),
      };
    });
  }

  getTopics(): Promise<readonly Topic[]> {
    return this.run(() => this.#map?.topics ?? []);
  }

  async mapState(name = this.#current): Promise<MapState | null> {
    const map = this.#maps.get(name);
    const bytes = await this.getDocument(name === 'main' ? 'topic-map' : `topic-map/${name}`);
    if (map === undefined || bytes === null) return null;
    const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const rows = [...map.keys.keys()].filter((i) => this.byKey(map.keys[i]!));
    return {
      digest,
      papers: rows.length,
      unplaced: rows.filter((i) => map.topicOf[i]! < 0).length,
      topics: map.topics.filter(({ id }) => !map.topics.some(({ parent }) => parent === id)).length,
    };
  }

  getTopicMap(): Promise<Uint8Array | null> {
    return this.getDocument(this.#document);
  }

  topicsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]> {
    return this.run(() =>
      Array.from(keys, (key) => (this.byKey(key) ? (this.#topicLine(key)[0] ?? null) : null)),
    );
  }

  mapName(): Promise<string> {
    return this.run(() => this.#current);
  }

  mapNames(): Promise<string[]> {
    return this.run(() => [...this.#maps.keys()].sort());
  }

  useMap(name: string): Promise<void> {
    return this.run(() => {
      if (!this.#maps.has(name)) throw new FieldmapError('not-found', name);
      this.#current = name;
    });
  }

  removeMap(name: string): Promise<void> {
    return this.run(() => {
      if (!this.#maps.has(name)) throw new FieldmapError('not-found', name);
      if (name === this.#current) throw new FieldmapError('usage', name);
      this.#maps.delete(name);
      this.#documents.delete(name === 'main' ? 'topic-map' : `topic-map/${name}`);
    });
  }

  putDocument(name: string, bytes: Uint8Array): Promise<void> {
    return this.run(() => void this.#documents.set(name, bytes.slice()));
  }

  getDocument(name: string): Promise<Uint8Array | null> {
    return this.run(() => this.#documents.get(name) ?? null);
  }

  removeDocument(name: string): Promise<boolean> {
    return this.run(() => this.#documents.delete(name));
  }

  documentNames(prefix = ''): Promise<string[]> {
    return this.run(() => [...this.#documents.keys()].filter((name) => name.startsWith(prefix)).sort());
  }

  damage(): Promise<Damage> {
    return this.run(() => ({ vectors: [], documents: [], papers: [], facets: [], partlyRead: [] }));
  }

  repair(): Promise<Damage> {
    return this.damage();
  }

  check(): Promise<string[]> {
    return this.run(() => []);
  }
}
