/** Papers by what a person remembers of them. */
import type { Connection } from './connection.js';
import { fold } from './fold.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from './rows.js';
import type { StoredPaper } from './store.js';

export function findByTitle(connection: Connection, part: string, limit: number): StoredPaper[] {
  const wanted = fold(part);
  return connection.sql<PaperRow>(`${SELECT_PAPERS} WHERE instr(f.title, ?) > 0 ORDER BY f.title != ?, p.key LIMIT ?`)
    .all(wanted, wanted, limit).map(fromRow);
}

export function findByIdentifier(connection: Connection, value: string): StoredPaper[] {
  return connection.sql<PaperRow>(`${SELECT_PAPERS} WHERE p.key IN (SELECT paper FROM identifiers WHERE value = ?) ORDER BY p.key`)
    .all(value.trim().toLowerCase()).map(fromRow);
}
