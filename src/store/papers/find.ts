/** Papers by what a person remembers of them. */
import type { Connection } from '../connection.js';
import { fold } from './fold.js';
import { type PaperRow, fromRow, SELECT_PAPERS } from './rows.js';
import type { StoredPaper } from '../store.js';

export function findByTitle(db: Connection, part: string, limit: number): StoredPaper[] {
  const wanted = fold(part);
  // Ordered over the narrow table first: only the papers that are shown are read whole.
  return db
    .sql<PaperRow>(
      `
    ${SELECT_PAPERS} JOIN (
      SELECT paper, title != ? AS part FROM facets WHERE instr(title, ?) > 0 ORDER BY part, paper LIMIT ?) found
      ON found.paper = p.key ORDER BY found.part, p.key`,
    )
    .all(wanted, wanted, limit)
    .map(fromRow);
}

export function findByIdentifier(db: Connection, value: string): StoredPaper[] {
  return db
    .sql<PaperRow>(
      `
    ${SELECT_PAPERS} WHERE p.key IN (SELECT paper FROM identifiers WHERE value = ?) ORDER BY p.key`,
    )
    .all(value.trim().toLowerCase())
    .map(fromRow);
}
