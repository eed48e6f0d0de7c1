/** Papers, vectors, duplicates and documents of a library, in SQLite. */
export { openSqliteStore } from './sqlite.js';
export type {
  Duplicates,
  MapState,
  MarkChange,
  MarkedPaper,
  MarkReport,
  PendingPaper,
  Revision,
  StatusCounts,
  Store,
  StoredPaper,
  UpsertReport,
} from './store.js';
