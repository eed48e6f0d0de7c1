/** Takes in papers one by one and says what became of each. */
import type { Paper, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { DAMAGED, recordHash } from './hash.js';
import { addPaper, rewritePaper } from './paper.js';
import type { Change } from './change.js';
import { addRecord, sourceNumber } from './records.js';
import { weightiest, type Outcome } from './tally.js';
import { type PaperRow, fromRow, recordFromJson, SELECT_PAPERS } from './rows.js';
import type { UpsertOptions } from '../store.js';

interface KnownRow {
  readonly record: number;
  readonly paper: PaperKey;
  readonly source: number;
  readonly hash: string;
}

interface Place {
  readonly id: string;
  /** Empty: its paper is gone. */
  readonly rows: readonly KnownRow[];
  /** A record with this id whose paper a person removed, as JSON. */
  readonly gone: string | undefined;
}

/** An earlier record that its source holds again instead of a later one. */
interface Returned {
  readonly record: number;
  readonly paper: PaperKey;
}

export type IntakeOptions = Pick<UpsertOptions, 'isAnother' | 'restore'>;

type IsAnother = NonNullable<UpsertOptions['isAnother']>;

export class Intake {
  readonly #db: Connection;
  readonly #isAnother: IsAnother;
  readonly #restore: boolean;
  /** The first record number that this intake can have given. */
  #firstOwn: number | null = null;
  /** Record numbers seen again that are one of several with the same id from the same source. */
  readonly #seenAgain = new Set<number>();

  constructor(db: Connection, { isAnother = () => false, restore = false }: IntakeOptions) {
    this.#db = db;
    this.#isAnother = isAnother;
    this.#restore = restore;
  }

  take(paper: Paper, change: Change): Outcome {
    this.#firstOwn ??= lastRecord(this.#db) + 1;
    const sources = paper.sources.length > 0 ? paper.sources : ['-'];
    return sources.map((source) => this.#takeFrom(paper, source, change)).reduce(weightiest);
  }

  #takeFrom(paper: Paper, sourceName: string, change: Change): Outcome {
    const source = sourceNumber(this.#db, sourceName);
    const places = this.#placesOf(paper.id);
    const holders = places.filter(({ rows }) => rows.length > 0);
    for (const { id, rows } of holders) {
      const hash = recordHash({ ...paper, id });
      const same = rows.find((row) => row.source === source && row.hash === hash);
      if (same !== undefined) return this.#takeAgain(same, rows);
    }
    for (const { id, rows } of holders) {
      const damaged = rows.find((row) => row.source === source && row.hash === DAMAGED);
      if (damaged !== undefined) return this.#replace(damaged, { ...paper, id }, change);
    }
    const holder = holders.find(({ rows }) => !this.#isAnother(this.#paperOf(rows[0]!.paper), paper));
    if (holder === undefined && this.#staysOut(paper, places))
      return { id: paper.id, kind: 'removed', open: false, apart: false };
    const id = holder?.id ?? freeId(paper.id, places);
    const record = { ...paper, id };
    const key = holder?.rows[0]!.paper ?? this.#keyOf(id);
    if (key === null) {
      const stored = addPaper(this.#db, { ...record, sources: [sourceName] }, change);
      addRecord(this.#db, stored, { source, paper: record, keep: false });
      return { id, kind: 'new', open: false, apart: id !== paper.id };
    }
    addRecord(this.#db, key, { source, paper: record, keep: true });
    const kind = rewritePaper(this.#db, key, change) ? 'updated' : 'merged';
    return { id: this.#idOf(key), kind, open: false, apart: false };
  }

  /** Puts a record in the place of one that was found damaged, whatever that one says now. */
  #replace({ record, paper: key, source }: KnownRow, paper: Paper, change: Change): Outcome {
    this.#db.sql('DELETE FROM records WHERE record = ?').run(record);
    addRecord(this.#db, key, { source, paper, keep: true });
    rewritePaper(this.#db, key, change);
    return { id: this.#idOf(key), kind: 'updated', open: false, apart: false };
  }

  /** Who has or had the id that a record came with, or one that was made of it here: `id`, `id~2`, `id~3`, … */
  #placesOf(id: string): Place[] {
    const known = this.#db.sql<KnownRow>('SELECT record, paper, source, hash FROM records WHERE id = ?');
    const removed = this.#db.column<string>('SELECT json FROM removed WHERE id = ?');
    const places: Place[] = [];
    for (let next = id; ; next = nextId(next)) {
      const [rows, gone] = [known.all(next), removed.get(next)];
      if (rows.length === 0 && gone === undefined) return places;
      places.push({ id: next, rows, gone });
    }
  }

  /** Whether a person has removed this paper; one to be restored is forgotten as removed. */
  #staysOut(paper: Paper, places: readonly Place[]): boolean {
    const place = places.find(
      ({ gone }) => gone !== undefined && !this.#isAnother(recordFromJson(gone, ''), paper),
    );
    if (place === undefined) return false;
    if (this.#restore) this.#db.sql('DELETE FROM removed WHERE id = ?').run(place.id);
    return !this.#restore;
  }

  /** The very record that is stored already. */
  #takeAgain(same: KnownRow, rows: readonly KnownRow[]): Outcome {
    if (rows.length > 1) this.#seenAgain.add(same.record);
    const isOwn = same.record >= this.#firstOwn!;
    const open = !isOwn && rows.length > 1;
    return { id: this.#idOf(same.paper), kind: isOwn ? 'merged' : 'unchanged', open, apart: false };
  }

  #paperOf(key: PaperKey): Paper {
    return fromRow(this.#db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!).paper;
  }

  /**
   * A source that once held another text for an id and now holds an earlier one again: that one becomes the newest. Not
   * so where the source holds both, which only its end can tell. Answers the ids of the papers that changed.
   */
  finish(change: Change): string[] {
    const changed: string[] = [];
    for (const { record, paper } of this.#returned()) {
      this.#db.sql('UPDATE records SET record = ? WHERE record = ?').run(lastRecord(this.#db) + 1, record);
      if (rewritePaper(this.#db, paper, change)) changed.push(this.#idOf(paper));
    }
    return changed;
  }

  #returned(): Returned[] {
    const newest = this.#db.sql<Returned & { newest: number }>(`
      SELECT a.record, a.paper, max(b.record) AS newest
      FROM records a JOIN records b ON b.id = a.id AND b.source = a.source AND b.paper = a.paper WHERE a.record = ?`);
    return [...this.#seenAgain]
      .map((record) => newest.get(record)!)
      .filter((row) => row.newest < this.#firstOwn! && !this.#seenAgain.has(row.newest));
  }

  #keyOf(id: string): PaperKey | null {
    return this.#db.sql<{ key: PaperKey }>('SELECT key FROM papers WHERE id = ?').get(id)?.key ?? null;
  }

  #idOf(key: PaperKey): string {
    return this.#db.sql<{ id: string }>('SELECT id FROM papers WHERE key = ?').get(key)!.id;
  }
}

function freeId(id: string, places: readonly Place[]): string {
  const free = places.find(({ rows }) => rows.length === 0);
  return free?.id ?? (places.length === 0 ? id : nextId(places.at(-1)!.id));
}

/** `1`, `1~2`, `1~3` … */
export function nextId(id: string): string {
  const [, stem, number] = /^(.*)~(\d+)$/su.exec(id) ?? [null, id, '1'];
  return `${stem}~${Number(number) + 1}`;
}

function lastRecord(db: Connection): number {
  return db.sql<{ last: number | null }>('SELECT max(record) AS last FROM records').get()!.last ?? 0;
}
