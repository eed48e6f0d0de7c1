import type { PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from '../papers/rows.js';
import type { StoredPaper } from '../store.js';

/** Through a partial index: costs what is unmatched, not what is stored. */
export function unmatched(db: Connection, limit: number): StoredPaper[] {
  return db
    .sql<PaperRow>(`${SELECT_PAPERS} WHERE f.matched = 0 ORDER BY f.paper LIMIT ?`)
    .all(limit)
    .map(fromRow);
}

export function papersInBlocks(db: Connection, blocks: readonly number[], largest: number): Int32Array {
  const find = db.column<PaperKey>(
    'SELECT f.paper FROM blocks b JOIN facets f ON f.paper = b.paper WHERE b.block = ? LIMIT ?',
  );
  const found = new Set<PaperKey>();
  db.read(() => {
    for (const block of new Set(blocks)) {
      const members = find.all(block, largest + 1);
      if (members.length <= largest) for (const key of members) found.add(key);
    }
  });
  return Int32Array.from(found).sort();
}
