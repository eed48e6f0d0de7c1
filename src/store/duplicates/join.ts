import { FieldmapError } from '../../errors.js';
import type { PaperKey, PaperMatch } from '../../types.js';
import type { Connection } from '../connection.js';
import type { Change } from '../papers/change.js';
import { keyOf } from '../papers/get.js';
import { deletePaper, rewritePaper } from '../papers/paper.js';
import { keepAll, recordsOf } from '../papers/records.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from '../papers/rows.js';

/** What a join by hand says of itself in `duplicates`. */
const BY_HAND = { agree: ['paper, by hand'], differ: [] };

/** A person's join. Takes back what was said when the two were split; of a pair that is joined already, nothing changes. */
export function join(db: Connection, a: string, b: string): readonly [string, string] {
  return db.write((change) => {
    const keys = [a, b].map((id) => {
      const key = keyOf(db, id);
      if (key === 0)
        throw new FieldmapError(
          'not-found',
          `No paper has the id "${id}"; nothing was joined.`,
          'Run `fieldmap duplicates` for near-misses, or `fieldmap ask "words of its title"` to find its id.',
        );
      return key;
    });
    const [into, from] = [Math.min(...keys), Math.max(...keys)];
    if (into === from) return [idOf(db, into), a === idOf(db, into) ? b : a];
    const gone = idOf(db, from);
    for (const one of recordIds(db, into))
      for (const other of recordIds(db, from)) {
        db.sql('DELETE FROM apart WHERE a = min(?, ?) AND b = max(?, ?)').run(one, other, one, other);
        db.sql('INSERT OR IGNORE INTO together VALUES (min(?, ?), max(?, ?))').run(one, other, one, other);
      }
    joinPapers(db, { into, from, evidence: BY_HAND }, change);
    return [idOf(db, into), gone];
  });
}

/** What a person has joined with a paper of `keys` before one of the two was removed and came back. */
export function joinedByHand(db: Connection, keys: readonly PaperKey[]): PaperMatch[] {
  const others = db.column<PaperKey>(`
    SELECT DISTINCT s.paper FROM records r JOIN together t ON r.id IN (t.a, t.b)
      JOIN records s ON s.id IN (t.a, t.b) AND s.id != r.id
    WHERE r.paper = ? AND s.paper != r.paper ORDER BY s.paper`);
  const none = db.column<number>('SELECT count(*) FROM together').get() === 0;
  return none
    ? []
    : keys.flatMap((key) =>
        others
          .all(key)
          .map((other) => ({ into: Math.min(key, other), from: Math.max(key, other), evidence: BY_HAND })),
      );
}

/** Joins the paper `from` into the paper `into`: all records and ids are kept, the older id stays. Answers the other. */
export function joinPapers(db: Connection, { into, from, evidence }: PaperMatch, change: Change): string {
  const id = idOf(db, from);
  for (const key of [from, into]) {
    const row = db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key = ?`).get(key)!;
    keepAll(db, recordsOf(db, key, fromRow(row).paper));
  }
  db.sql('UPDATE records SET paper = ? WHERE paper = ?').run(into, from);
  db.sql('UPDATE joined SET paper = ? WHERE paper = ?').run(into, from);
  db.sql('INSERT OR REPLACE INTO joined VALUES (?, ?, ?)').run(id, into, JSON.stringify(evidence));
  deletePaper(db, from, change);
  rewritePaper(db, into, change);
  return id;
}

function idOf(db: Connection, key: PaperKey): string {
  return db.column<string>('SELECT id FROM papers WHERE key = ?').get(key)!;
}

function recordIds(db: Connection, key: PaperKey): string[] {
  return db.column<string>('SELECT DISTINCT id FROM records WHERE paper = ? ORDER BY id').all(key);
}
