/** Papers, vectors, duplicates and documents of a library, in SQLite. */
export { partCitations } from './papers/citations.js';
export { fold } from './papers/fold.js';
export { contentHash, recordHash } from './papers/hash.js';
export { nextId } from './papers/intake.js';
export { mergeRecords } from './papers/merge.js';
export { isInShard, type Shard, SLOTS, slotOf, slotsOf } from './papers/slots.js';
export { type Outcome, Tally, weightiest } from './papers/tally.js';
export { interrupted } from './papers/upsert.js';
export { openSqliteStore } from './sqlite.js';
export { packSentences, unpackSentences } from './vectors/vectors.js';
export type { PaperCitations } from './papers/citations.js';
export type {
  Duplicates,
  MapState,
  MarkChange,
  MarkedPaper,
  MarkReport,
  PaperRecord,
  PendingPaper,
  RemoveReport,
  Revision,
  SavedMap,
  StatusCounts,
  Store,
  StoredPaper,
  UpsertOptions,
  UpsertReport,
  VectorsEntry,
} from './store.js';
