/** Files, caches, CSV records and worker threads. */
export { type Stamp, misfitOf, readCacheFile, writeCacheFile } from './cache-file.js';
export { BYTE_ORDER_MARK, type Cell, csvRecord, withoutGuard } from './csv.js';
export { ID_NAME, KEY_NAME, MAP_FILE, MAP_FILES, OWN_MARK, VENUE_FIELDS } from './exchange.js';
export { diskError, makeFolder, writeAtomically, writeFileAtomically, writeFileInPieces } from './files.js';
export { type OneOffWorker, type FromWorker, startWorker } from './worker-thread.js';
