/** The store in one SQLite file. */
import { FieldmapError } from '../errors.js';
import type { Store } from './store.js';

/** The file inside the library folder. */
export const LIBRARY_FILE = 'fieldmap.sqlite';

/**
 * - `create`: read and write; folder and file are made when missing.
 * - `write`: read and write a library that exists.
 * - `read`: never writes nor makes anything, is never blocked by a writer.
 * - `rehearse`: as `write`, but `close` undoes everything (`add --dry-run`); a missing library is an empty one. Other
 *   writers wait meanwhile.
 */
export type OpenMode = 'create' | 'write' | 'read' | 'rehearse';

export interface OpenOptions {
  readonly mode: OpenMode;
  /** How long to wait for another writer, in milliseconds. Default 5000. */
  readonly busyTimeout?: number;
  /** Papers in a transaction of `upsert`. Default 1000: more lose more on a crash, fewer cost time. */
  readonly batch?: number;
}

/**
 * Opens the library in `dir`.
 * @throws FieldmapError `library` (missing, damaged, no fieldmap library, made by a newer fieldmap), `disk`, `busy`.
 */
export function openSqliteStore(dir: string, options: OpenOptions): Promise<Store> {
  return Promise.reject(new FieldmapError('internal', `Not written yet: ${dir} ${options.mode}`));
}
