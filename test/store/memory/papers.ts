/** The papers of the naive store, their records, and how they come and go. */
import type { Paper, PaperKey, PaperMatch } from '../../../src/types.js';
import type {
  PaperRecord,
  RemoveReport,
  StoredPaper,
  UpsertOptions,
  UpsertReport,
} from '../../../src/store/store.js';
import { FieldmapError } from '../../../src/errors.js';
import { CITATIONS, type Citations } from '../../../src/text/index.js';
import { essence, merged, plain, textOf, type Entry } from './entry.js';

export class MemoryPapers {
  protected entries: Entry[] = [];
  protected sources: string[] = [];
  protected nextKey = 1;
  /** When a record came. */
  protected readonly order = new Map<PaperRecord, number>();
  protected joined: { id: string; key: PaperKey; evidence: PaperMatch['evidence'] }[] = [];
  protected nearMisses: { a: PaperKey; b: PaperKey; evidence: PaperMatch['evidence'] }[] = [];
  protected readonly cited = new Map<string, Citations>();
  protected changes = 0;
  /** Records of papers removed by id. */
  readonly #removed = new Map<string, Paper>();
  #turn = 0;
  #closed = false;

  async upsert(
    papers: Iterable<Paper> | AsyncIterable<Paper>,
    options: UpsertOptions = {},
  ): Promise<UpsertReport> {
    await this.run(() => undefined);
    const outcomes: {
      kind: 'new' | 'updated' | 'unchanged' | 'merged' | 'removed';
      id: string;
      isApart?: boolean;
    }[] = [];
    const own = new Set<PaperRecord>();
    const given: PaperRecord[] = [];
    const nextId = (id: string): string => {
      const [, stem, number] = /^(.*?)(?:~(\d+))?$/su.exec(id)!;
      return `${stem}~${Number(number ?? 1) + 1}`;
    };
    const takeFrom = (paper: Paper, source: string): (typeof outcomes)[number] => {
      if (!this.sources.includes(source)) this.sources.push(source);
      const holders: { id: string; entry: Entry; kept: PaperRecord[] }[] = [];
      for (let id = paper.id; ; id = nextId(id)) {
        const entry = this.entries.find((e) => e.records.some((r) => r.paper.id === id));
        if (entry === undefined && this.#removed.has(id)) continue;
        if (entry === undefined) break;
        holders.push({ id, entry, kept: entry.records.filter((r) => r.paper.id === id) });
      }
      for (const { id, entry, kept } of holders) {
        const same = kept.find((r) => r.source === source && essence(r.paper) === essence({ ...paper, id }));
        if (same === undefined) continue;
        given.push(same);
        return { kind: own.has(same) ? 'merged' : 'unchanged', id: entry.id };
      }
      const holder = holders.find(({ entry }) => !(options.isAnother?.(merged(entry), paper) ?? false));
      if (holder === undefined && this.#isOut(paper, options, nextId))
        return { kind: 'removed', id: paper.id };
      const held = (one: string): boolean =>
        this.entries.some((e) => e.records.some((r) => r.paper.id === one));
      let id = holder?.id ?? paper.id;
      while (holder === undefined && held(id)) id = nextId(id);
      const record: PaperRecord = { source, paper: { ...paper, id, sources: [source] } };
      const entry = holder?.entry ?? this.entries.find((e) => e.id === id);
      this.order.set(record, this.#turn++);
      own.add(record);
      if (entry === undefined) {
        const fresh = { vectors: null, blocks: null, lastBlocks: [] };
        this.entries.push({ key: this.nextKey++, id, records: [record], ...fresh });
        return { kind: 'new', id, isApart: id !== paper.id };
      }
      const changed = this.change(entry, () => entry.records.push(record));
      given.push(record);
      return { kind: changed ? 'updated' : 'merged', id: entry.id };
    };
    const weight = ['removed', 'unchanged', 'merged', 'updated', 'new'];
    for await (const whole of papers) {
      const { [CITATIONS]: cites, ...extra } = whole.extra;
      const paper = { ...whole, extra };
      if (options.signal?.aborted) throw new FieldmapError('interrupted', 'Stopped.');
      const each = (paper.sources.length > 0 ? paper.sources : ['-']).map((source) =>
        takeFrom(paper, source),
      );
      outcomes.push(each.sort((x, y) => weight.indexOf(y.kind) - weight.indexOf(x.kind))[0]!);
      if (cites !== undefined && outcomes.at(-1)!.kind !== 'removed')
        this.cited.set(outcomes.at(-1)!.id, cites as Citations);
    }
    for (const record of new Set(given)) {
      const holder = this.entries.find((e) => e.records.includes(record))!;
      const kin = holder.records.filter((r) => r.source === record.source && r.paper.id === record.paper.id);
      if (given.includes(kin.at(-1)!) || own.has(kin.at(-1)!)) continue;
      // All that were given take their turn at the end, in the order given.
      for (const again of new Set(given.filter((r) => kin.includes(r)))) {
        this.order.set(again, this.#turn++);
        const changed = this.change(
          holder,
          () => (holder.records = [...holder.records.filter((r) => r !== again), again]),
        );
        const at = outcomes.findIndex((o) => o.kind === 'unchanged' && o.id === holder.id);
        if (changed && at >= 0) outcomes[at] = { kind: 'updated', id: holder.id };
      }
    }
    options.onBatch?.(outcomes.length);
    const ids = (kind: string): string[] => [
      ...new Set(outcomes.filter((o) => o.kind === kind).map((o) => o.id)),
    ];
    const n = (kind: string): number => outcomes.filter((o) => o.kind === kind).length;
    return {
      new: n('new'),
      updated: n('updated'),
      unchanged: n('unchanged'),
      merged: n('merged'),
      removed: n('removed'),
      newIds: ids('new'),
      updatedIds: ids('updated'),
      mergedIds: ids('merged'),
      apartIds: [...new Set(outcomes.filter((o) => o.isApart).map((o) => o.id))],
    };
  }

  /** Whether the paper was removed and is not to come back; one that is, is forgotten as removed. */
  #isOut(paper: Paper, { isAnother, restore }: UpsertOptions, nextId: (id: string) => string): boolean {
    const held = (id: string): boolean => this.entries.some((e) => e.records.some((r) => r.paper.id === id));
    for (let id = paper.id; this.#removed.has(id) || held(id); id = nextId(id)) {
      const gone = this.#removed.get(id);
      if (gone === undefined || isAnother?.(gone, paper)) continue;
      if (restore) this.#removed.delete(id);
      return !restore;
    }
    return false;
  }

  protected change(entry: Entry, work: () => unknown): boolean {
    const before = merged(entry);
    work();
    const after = merged(entry);
    if (textOf(before) !== textOf(after)) entry.vectors = null;
    if (essence(before) !== essence(after)) entry.blocks = null;
    this.joined = this.joined.filter(
      (j) => j.key !== entry.key || entry.records.some((r) => r.paper.id === j.id),
    );
    return essence(before) !== essence(after);
  }

  protected find(id: string): Entry | undefined {
    return (
      this.entries.find((e) => e.id === id) ??
      this.entries.find((e) => e.records.some((r) => r.paper.id === id))
    );
  }

  protected stored(entry: Entry): StoredPaper {
    return { key: entry.key, paper: merged(entry), contentHash: textOf(merged(entry)) };
  }

  protected run<T>(work: () => T): Promise<T> {
    return new Promise((resolve) => {
      if (this.#closed) throw new FieldmapError('internal', 'The library has been closed.');
      this.changes++;
      resolve(work());
    });
  }

  remove(ids: readonly string[]): Promise<RemoveReport> {
    return this.run(() => {
      const gone = ids.map((id) => this.find(id));
      const removed = [...new Set(gone.flatMap((e) => (e ? [e.id] : [])))];
      for (const e of gone) for (const r of e?.records ?? []) this.#removed.set(r.paper.id, r.paper);
      this.drop(removed);
      return { removed, left: [...new Set(ids.filter((_, i) => gone[i] === undefined))] };
    });
  }

  protected drop(ids: readonly string[]): void {
    this.entries = this.entries.filter((e) => !ids.includes(e.id));
    const has = (key: PaperKey): boolean => this.byKey(key) !== undefined;
    this.joined = this.joined.filter((j) => has(j.key));
    this.nearMisses = this.nearMisses.filter((n) => has(n.a) && has(n.b));
    this.sources = this.sources.filter((s) =>
      this.entries.some((e) => e.records.some((r) => r.source === s)),
    );
  }

  removeSource(name: string): Promise<RemoveReport> {
    return this.run(() => {
      const sources = this.named(name);
      if (sources.length !== 1)
        throw new FieldmapError('not-found', `No paper came from a source called "${name}".`);
      const touched = this.entries.filter((e) => e.records.some((r) => r.source === sources[0]));
      const removed = touched.filter((e) => e.records.every((r) => r.source === sources[0])).map((e) => e.id);
      const left = touched.filter((e) => !removed.includes(e.id));
      for (const entry of left)
        this.change(entry, () => (entry.records = entry.records.filter((r) => r.source !== sources[0])));
      this.drop(removed);
      return { removed, left: left.map((e) => e.id) };
    });
  }

  protected named(name: string): string[] {
    const wholes = this.sources.filter((s) => plain(s) === plain(name));
    return wholes.length > 0
      ? wholes
      : this.sources.filter((s) => plain(s.split('/').at(-1)!) === plain(name));
  }

  get(id: string): Promise<StoredPaper | null> {
    return this.run(() => (this.find(id) ? this.stored(this.find(id)!) : null));
  }

  protected byKey(key: PaperKey): Entry | undefined {
    return this.entries.find((e) => e.key === key);
  }

  getByKey(keys: ArrayLike<PaperKey>): Promise<(StoredPaper | null)[]> {
    return this.run(() =>
      Array.from(keys, (key) => (this.byKey(key) ? this.stored(this.byKey(key)!) : null)),
    );
  }

  keysOf(ids: readonly string[]): Promise<Int32Array> {
    return this.run(() => Int32Array.from(ids, (id) => this.find(id)?.key ?? 0));
  }

  idsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]> {
    return this.run(() => Array.from(keys, (key) => this.byKey(key)?.id ?? null));
  }

  records(key: PaperKey): Promise<PaperRecord[]> {
    return this.run(() => [...(this.byKey(key)?.records ?? [])]);
  }

  close(): Promise<void> {
    this.#closed = true;
    return Promise.resolve();
  }
}
