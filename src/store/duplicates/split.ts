import { FieldmapError } from '../../errors.js';
import type { PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { keyOf } from '../papers/get.js';
import { mergeRecords } from '../papers/merge.js';
import { addPaper, rewritePaper } from '../papers/paper.js';
import { keepAll, type KnownRecord, recordsOf } from '../papers/records.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from '../papers/rows.js';

const LIST = 'Run `fieldmap duplicates` for the papers that were joined.';

export function split(db: Connection, id: string): readonly [string, string] {
  return db.write((change) => {
    const key = keyOf(db, id);
    if (key === 0) throw new FieldmapError('not-found', `No paper has the id "${id}".`, LIST);
    const merged = fromRow(db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!).paper;
    const records = recordsOf(db, key, merged);
    const leaving = leavingOf(records, id, merged.id);
    if (leaving.length === 0 || leaving.length === records.length) {
      const before = splitBefore(db, id);
      if (before !== null) return before;
      throw new FieldmapError('not-found', `The paper "${id}" is not joined with another.`, LIST);
    }
    keepAll(db, records);
    tellApart(db, records, leaving);
    const own = mergeRecords(leaving.map((record) => record.paper));
    const newKey = addPaper(db, own, change);
    for (const { record } of leaving)
      db.sql('UPDATE records SET paper = ? WHERE record = ?').run(newKey, record);
    moveJoins(db, key, { key: newKey, id: own.id }, leaving);
    rewritePaper(db, newKey, change);
    rewritePaper(db, key, change);
    return [merged.id, own.id];
  });
}

/** The two papers of a split that was made before: asked for again, since what follows it may have been cut short. */
function splitBefore(db: Connection, id: string): readonly [string, string] | null {
  const other = db
    .column<string>(
      `
    SELECT p.id FROM apart JOIN records r ON r.id = CASE WHEN a = ? THEN b ELSE a END JOIN papers p ON p.key = r.paper
    WHERE (a = ? OR b = ?) AND p.id != ? ORDER BY p.key LIMIT 1`,
    )
    .get(id, id, id, id);
  if (other === undefined) return null;
  return keyOf(db, id) < keyOf(db, other) ? [id, other] : [other, id];
}

/** The records of `id`; of the merged paper's own id, all others. */
function leavingOf(records: readonly KnownRecord[], id: string, mergedId: string): KnownRecord[] {
  const staysId = records.some((record) => record.paper.id === mergedId) ? mergedId : records[0]!.paper.id;
  return records.filter((record) => (id === mergedId ? record.paper.id !== staysId : record.paper.id === id));
}

function tellApart(db: Connection, records: readonly KnownRecord[], leaving: readonly KnownRecord[]): void {
  const goes = new Set(leaving.map((record) => record.paper.id));
  const stays = new Set(records.map((record) => record.paper.id).filter((id) => !goes.has(id)));
  // The order is SQLite's (bytes), since it compares them with min and max.
  const add = db.sql('INSERT OR IGNORE INTO apart VALUES (min(?, ?), max(?, ?))');
  const notTogether = db.sql('DELETE FROM together WHERE a = min(?, ?) AND b = max(?, ?)');
  for (const a of goes)
    for (const b of stays) {
      add.run(a, b, a, b);
      notTogether.run(a, b, a, b);
    }
}

/** What had been joined to the leaving papers before goes with them. */
function moveJoins(
  db: Connection,
  key: PaperKey,
  to: { readonly key: PaperKey; readonly id: string },
  leaving: readonly KnownRecord[],
): void {
  db.sql('DELETE FROM joined WHERE id = ?').run(to.id);
  const move = db.sql('UPDATE joined SET paper = ? WHERE paper = ? AND id = ?');
  for (const { paper } of leaving) move.run(to.key, key, paper.id);
}
