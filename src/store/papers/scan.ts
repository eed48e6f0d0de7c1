import type { Connection } from '../connection.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from './rows.js';
import type { StoredPaper } from '../store.js';

/** Papers read at once. An open SQLite cursor would keep this connection from writing while the caller works. */
const PAGE = 256;

export async function* scan(db: Connection): AsyncGenerator<StoredPaper> {
  for (let after = 0; ;) {
    const rows = db.guard(() =>
      db.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key > ? ORDER BY p.key LIMIT ${PAGE}`).all(after),
    );
    // The await gives others of this process their turn between two pages.
    for (const row of await Promise.resolve(rows)) yield fromRow(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.key;
  }
}
