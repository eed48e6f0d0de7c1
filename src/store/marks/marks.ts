/**
 * Decisions on papers. A mark belongs to the id of a record, not to a paper's row: so it is still there when its file is
 * read again, and each paper has its own back when a join is undone. The mark of a paper is what the marks of all its
 * records say together.
 */
import type { Mark, PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { keyOf } from '../papers/get.js';
import type { MarkChange, MarkedPaper, MarkReport } from '../store.js';

interface Row {
  readonly id: string;
  readonly decision: Mark['decision'];
  readonly reason: string;
  readonly star: number;
  readonly tags: string;
  readonly note: string;
  readonly decided: number;
}

/** A mark, and when its decision was made. */
interface Decided extends Mark {
  readonly decided: number;
}

const NOTHING: Decided = { decision: null, reason: '', star: false, tags: [], note: '', decided: 0 };

/**
 * Changes the marks of papers, in one transaction: what another process has marked since is kept. The same change to
 * several papers counts as decided in the order given.
 */
export function mark(db: Connection, changes: readonly MarkChange[]): MarkReport {
  // Unlike papers, decisions cannot be made again from a file: a power cut must not undo them.
  const isOpen = db.db.inTransaction;
  if (!isOpen) db.db.pragma('synchronous = FULL');
  try {
    return db.write((change) => {
      let time = lastTime(db);
      const report = { marked: [] as string[], unknown: [] as string[] };
      for (const one of changes) {
        const key = keyOf(db, one.id);
        if (key === 0) {
          report.unknown.push(one.id);
          continue;
        }
        const before = markOf(db, key);
        const decides = one.decision !== undefined || one.clear === true;
        const after = changed(before, one, decides ? ++time : before.decided);
        for (const id of idsOfPaper(db, key)) put(db, id, after);
        report.marked.push(one.id);
      }
      if (report.marked.length > 0) change.papers = true;
      return report;
    });
  } finally {
    if (!isOpen) db.db.pragma('synchronous = NORMAL');
  }
}

function lastTime(db: Connection): number {
  return db.column<number>('SELECT coalesce(max(decided), 0) FROM marks').get()!;
}

function changed(before: Decided, change: MarkChange, decided: number): Decided {
  const { decision, reason, star, tags, note, clear = false } = change;
  const base = clear ? NOTHING : before;
  const now = decision === undefined ? base.decision : decision;
  return {
    decision: now,
    // The reason of another decision is none of this one.
    reason: reason ?? (now === base.decision ? base.reason : ''),
    star: star ?? base.star,
    tags: union(base.tags, tags ?? []),
    note: note ?? base.note,
    decided,
  };
}

/** Ids of the records of a paper, and its own; those that are another paper's by now left out. */
function idsOfPaper(db: Connection, key: PaperKey): string[] {
  return db
    .column<string>('SELECT id FROM papers WHERE key = ? UNION SELECT id FROM records WHERE paper = ?')
    .all(key, key)
    .filter((id) => keyOf(db, id) === key);
}

function put(db: Connection, id: string, { decision, reason, star, tags, note, decided }: Decided): void {
  // A decision that was taken back stays as such: it is newer than that of a record joined later.
  if (decision === null && !star && tags.length === 0 && `${reason}${note}` === '' && decided === 0)
    db.sql('DELETE FROM marks WHERE id = ?').run(id);
  else
    db.sql('INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      id,
      decision,
      reason,
      Number(star),
      JSON.stringify(tags),
      note,
      decided,
    );
}

function markOf(db: Connection, key: PaperKey): Decided {
  const find = db.sql<Row>('SELECT * FROM marks WHERE id = ?');
  return together(idsOfPaper(db, key).flatMap((id) => find.get(id) ?? []));
}

/** The newest decision with its reason; a star of any; all tags and notes. */
function together(rows: readonly Row[]): Decided {
  const inTurn = [...rows].sort((a, b) => b.decided - a.decided || (a.id < b.id ? -1 : 1));
  const [newest] = inTurn;
  if (newest === undefined) return NOTHING;
  // Where the newest word is that a decision was taken back, an older one does not come back.
  return {
    decision: newest.decision,
    reason: newest.reason,
    star: inTurn.some(({ star }) => star === 1),
    tags: union(...inTurn.map(({ tags }) => JSON.parse(tags) as string[])),
    note: union(inTurn.map(({ note }) => note).filter((note) => note !== '')).join('\n'),
    decided: newest.decided,
  };
}

function union(...lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

const MANY = 200;

export function marksOf(db: Connection, keys: ArrayLike<PaperKey>): (Mark | null)[] {
  return db.read(() => {
    // For many papers, one walk over what is marked costs less than a look-up each.
    if (keys.length < MANY) return Array.from(keys, (key) => shown(markOf(db, key)));
    const all = new Map(marked(db).map((one) => [one.key, one.mark]));
    return Array.from(keys, (key) => all.get(key) ?? null);
  });
}

/** Those of papers in the library, by the time of their decision. Costs what is marked, not what is stored. */
export function marked(db: Connection): MarkedPaper[] {
  return db.read(() => {
    const keys = new Set<PaperKey>();
    for (const id of db.column<string>('SELECT id FROM marks').all()) {
      const key = keyOf(db, id);
      if (key > 0) keys.add(key);
    }
    return [...keys]
      .map((key) => ({ key, mark: markOf(db, key) }))
      .sort((a, b) => a.mark.decided - b.mark.decided || a.key - b.key)
      .flatMap(({ key, mark: full }) => {
        const own = shown(full);
        return own === null ? [] : [{ key, mark: own }];
      });
  });
}

/** Null when nothing is said. */
function shown({ decision, reason, star, tags, note }: Decided): Mark | null {
  const isEmpty = decision === null && !star && tags.length === 0 && `${reason}${note}` === '';
  return isEmpty ? null : { decision, reason, star, tags, note };
}

/** Before records leave a paper for good: what their marks say stays with the paper. */
export function keepMark(db: Connection, key: PaperKey, id: string): void {
  const own = markOf(db, key);
  if (shown(own) !== null) put(db, id, own);
}
