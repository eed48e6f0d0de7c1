/** The store in one SQLite file: a table of contents, one verb a file. */
import { check } from './check.js';
import { damage, repair } from './damage.js';
import type { Connection } from './connection.js';
import { documentNames, getDocument, putDocument, removeDocument } from './documents.js';
import { allDocumentVectors, documentVectors } from './vectors/document-vectors.js';
import { duplicates } from './duplicates/duplicates.js';
import { citations } from './papers/citations.js';
import { filter } from './papers/filter.js';
import { findByIdentifier, findByTitle } from './papers/find.js';
import { get, getByKey, idsOf, keysOf } from './papers/get.js';
import {
  getMap,
  getTopicMap,
  getTopics,
  mapName,
  mapNames,
  mapState,
  putMap,
  removeMap,
  topicsOf,
  useMap,
} from './map.js';
import { mark, marked, marksOf } from './marks/marks.js';
import { getModel, setModel } from './model.js';
import { type OpenMode, openConnection } from './open.js';
import { pending, pendingCount } from './vectors/pending.js';
import { putVectors } from './vectors/put-vectors.js';
import { records } from './papers/records.js';
import { remove, removeSource } from './papers/remove.js';
import { revision } from './revision.js';
import { scan } from './papers/scan.js';
import { sentenceVectors } from './vectors/sentence-vectors.js';
import { getSetting, setSetting } from './settings.js';
import { count, statusCounts } from './status-counts.js';
import { settleMatches } from './duplicates/settle-matches.js';
import { join } from './duplicates/join.js';
import { split } from './duplicates/split.js';
import type { Store } from './store.js';
import { papersInBlocks, unmatched } from './duplicates/unmatched.js';
import { upsert } from './papers/upsert.js';

export type { OpenMode } from './open.js';

export interface OpenOptions {
  readonly mode: OpenMode;
  /** How long to wait for another writer, in milliseconds. Default 5000. */
  readonly busyTimeout?: number;
  /** Papers in a transaction of `upsert`. Default 1000: more lose more on a crash, fewer cost time. */
  readonly batch?: number;
  /** The name of the map that is read and written. Default: the one that the library goes by. */
  readonly map?: string;
}

/**
 * Opens the library in `dir`.
 * @throws FieldmapError `library` (missing, damaged, no fieldmap library, made by a newer fieldmap), `disk`, `busy`.
 */
export function openSqliteStore(
  dir: string,
  { mode, busyTimeout = 5000, batch = 1000, map }: OpenOptions,
): Promise<Store> {
  return new Promise((resolve) => {
    const connection = openConnection(dir, mode, busyTimeout);
    connection.map = map ?? null;
    if (mode === 'rehearse') begin(connection);
    resolve(storeOver(connection, batch));
  });
}

/** Takes the write lock, for as long as the rehearsal lasts. */
function begin(connection: Connection): void {
  try {
    connection.guard(() => connection.db.exec('BEGIN IMMEDIATE'));
  } catch (error) {
    connection.db.close();
    throw error;
  }
}

/** All verbs over an open connection. */
export function storeOver(connection: Connection, batch: number): Store {
  return {
    upsert: (papers, options) => upsert(connection, batch, papers, options),
    remove: connection.verb(remove),
    removeSource: connection.verb(removeSource),
    get: connection.verb(get),
    getByKey: connection.verb(getByKey),
    keysOf: connection.verb(keysOf),
    idsOf: connection.verb(idsOf),
    findByTitle: connection.verb(findByTitle),
    findByIdentifier: connection.verb(findByIdentifier),
    records: connection.verb(records),
    citations: connection.verb(citations),
    filter: connection.verb(filter),
    count: connection.verb(count),
    scan: () => scan(connection),
    statusCounts: connection.verb(statusCounts),
    revision: connection.verb(revision),
    pending: connection.verb(pending),
    pendingCount: connection.verb(pendingCount),
    putVectors: connection.verb(putVectors),
    documentVectors: connection.verb(documentVectors),
    allDocumentVectors: connection.verb(allDocumentVectors),
    sentenceVectors: connection.verb(sentenceVectors),
    unmatched: connection.verb(unmatched),
    papersInBlocks: connection.verb(papersInBlocks),
    settleMatches: connection.verb(settleMatches),
    duplicates: connection.verb(duplicates),
    split: connection.verb(split),
    join: connection.verb(join),
    mark: connection.verb(mark),
    marksOf: connection.verb(marksOf),
    marked: connection.verb(marked),
    getModel: connection.verb(getModel),
    setModel: connection.verb(setModel),
    getSetting: connection.verb(getSetting),
    setSetting: connection.verb(setSetting),
    putMap: connection.verb(putMap),
    getMap: connection.verb(getMap),
    getTopics: connection.verb(getTopics),
    mapState: connection.verb(mapState),
    getTopicMap: connection.verb(getTopicMap),
    topicsOf: connection.verb(topicsOf),
    mapName: connection.verb(mapName),
    mapNames: connection.verb(mapNames),
    useMap: connection.verb(useMap),
    removeMap: connection.verb(removeMap),
    putDocument: connection.verb(putDocument),
    getDocument: connection.verb(getDocument),
    removeDocument: connection.verb(removeDocument),
    documentNames: connection.verb(documentNames),
    check: connection.verb(check),
    damage: connection.verb(damage),
    repair: connection.verb(repair),
    close: () => new Promise((resolve) => resolve(close(connection))),
  };
}

/** SQLite merges its log into the file when the last connection closes. A rehearsal's transaction is rolled back. */
function close({ db }: Connection): void {
  if (!db.open) return;
  if (db.inTransaction) db.exec('ROLLBACK');
  db.close();
}
