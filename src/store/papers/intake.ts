/** Takes in papers one by one and says what became of each. */
import type { Paper, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { fold } from './fold.js';
import { recordHash } from './hash.js';
import { addPaper, rewritePaper } from './paper.js';
import type { Change } from './change.js';
import { addRecord, sourceNumber } from './records.js';

export interface Outcome {
  /** Of the paper it became. */
  readonly id: string;
  readonly kind: 'new' | 'updated' | 'merged' | 'unchanged';
  /** `finish` may still find it to be updated. */
  readonly open: boolean;
  /** New, under an id given here, since another paper has the one it came with. */
  readonly apart: boolean;
}

interface KnownRow {
  readonly record: number;
  readonly paper: PaperKey;
  readonly source: number;
  readonly hash: string;
}

/** An earlier record that its source holds again instead of a later one. */
interface Returned {
  readonly record: number;
  readonly paper: PaperKey;
}

/** Of the outcomes for the several sources of one paper, the report names the first in this order. */
const WEIGHT = { new: 3, updated: 2, merged: 1, unchanged: 0 } as const;

export class Intake {
  readonly #db: Connection;
  /** The first record number that this intake can have given. */
  #firstOwn: number | null = null;
  /** Record numbers seen again that are one of several with the same id from the same source. */
  readonly #seenAgain = new Set<number>();

  constructor(db: Connection) {
    this.#db = db;
  }

  take(paper: Paper, change: Change): Outcome {
    this.#firstOwn ??= lastRecord(this.#db) + 1;
    const hash = recordHash(paper);
    const sources = paper.sources.length > 0 ? paper.sources : ['-'];
    return sources
      .map((source) => this.#takeFrom(paper, source, hash, change))
      .reduce((a, b) => (WEIGHT[b.kind] > WEIGHT[a.kind] || (a.kind === b.kind && b.open) ? b : a));
  }

  #takeFrom(paper: Paper, sourceName: string, hash: string, change: Change, isApart = false): Outcome {
    const source = sourceNumber(this.#db, sourceName);
    const known = this.#db
      .sql<KnownRow>('SELECT record, paper, source, hash FROM records WHERE id = ?')
      .all(paper.id);
    const same = known.find((row) => row.source === source && row.hash === hash);
    if (same !== undefined) {
      if (known.length > 1) this.#seenAgain.add(same.record);
      // The id of a paper that stays as it is matters to no one.
      if (same.record < this.#firstOwn! && known.length === 1)
        return { id: paper.id, kind: 'unchanged', open: false, apart: false };
      const isOwn = same.record >= this.#firstOwn!;
      return { id: this.#idOf(same.paper), kind: isOwn ? 'merged' : 'unchanged', open: !isOwn, apart: false };
    }
    if (
      known.some((row) => isApart || this.#isOfNow(row, source)) &&
      this.#isAnother(paper, known[0]!.paper)
    ) {
      const apart = { ...paper, id: nextId(paper.id) };
      return this.#takeFrom(apart, sourceName, recordHash(apart), change, true);
    }
    const key = known[0]?.paper ?? this.#keyOf(paper.id);
    if (key === null) {
      addRecord(
        this.#db,
        addPaper(this.#db, { ...paper, sources: [sourceName] }, change),
        source,
        paper,
        hash,
        false,
      );
      return { id: paper.id, kind: 'new', open: false, apart: isApart };
    }
    addRecord(this.#db, key, source, paper, hash, true);
    return {
      id: this.#idOf(key),
      kind: rewritePaper(this.#db, key, change) ? 'updated' : 'merged',
      open: false,
      apart: false,
    };
  }

  /** From another source, or from this one a moment ago: not an earlier state of the record at hand. */
  #isOfNow({ source, record }: KnownRow, own: number): boolean {
    return source !== own || record >= this.#firstOwn!;
  }

  /**
   * Whether a paper that comes with the id of another one is not that one: two tables that number their rows from 1.
   * Ids that stand for a paper everywhere are believed; so is any id unless most words of the titles differ.
   */
  #isAnother(paper: Paper, key: PaperKey): boolean {
    if (isUniversal(paper)) return false;
    const { title } = this.#db.sql<{ title: string }>('SELECT title FROM facets WHERE paper = ?').get(key)!;
    return areUnlike(title, fold(paper.title));
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

/** `1`, `1~2`, `1~3` … */
function nextId(id: string): string {
  const [, stem, number] = /^(.*)~(\d+)$/su.exec(id) ?? [null, id, '1'];
  return `${stem}~${Number(number) + 1}`;
}

function isUniversal({ id, doi, ids }: Paper): boolean {
  return id === doi || /^10\.\d+\/|^[a-z0-9]+:|^p-[0-9a-f]{16}$/u.test(id) || Object.values(ids).includes(id);
}

/** Folded titles that share less than a third of the words of the shorter one. One word alone tells nothing. */
function areUnlike(a: string, b: string): boolean {
  const [words, others] = [a, b].map((title) => new Set(title.match(/[\p{L}\p{N}]+/gu)));
  const shared = [...words!].filter((word) => others!.has(word)).length;
  const fewest = Math.min(words!.size, others!.size);
  return fewest > 1 && shared < fewest / 3;
}

function lastRecord(db: Connection): number {
  return db.sql<{ last: number | null }>('SELECT max(record) AS last FROM records').get()!.last ?? 0;
}
