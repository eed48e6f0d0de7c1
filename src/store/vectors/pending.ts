import type { PaperKey } from '../../types.js';
import type { Connection } from '../connection.js';
import type { PendingPaper } from '../store.js';

/** Through the partial index `facets_pending`: costs what is pending, not what is stored. */
export function pending(db: Connection, limit: number, after: PaperKey = 0): PendingPaper[] {
  return db
    .sql<PendingPaper>(
      `
    SELECT p.key, f.content_hash AS contentHash, p.title, p.abstract
    FROM facets f INDEXED BY facets_pending JOIN papers p ON p.key = f.paper
    WHERE f.embedded = 0 AND f.paper > ? ORDER BY f.paper LIMIT ?`,
    )
    .all(after, limit);
}

export function pendingCount(db: Connection): number {
  return db.column<number>('SELECT count(*) FROM facets WHERE embedded = 0').get()!;
}
