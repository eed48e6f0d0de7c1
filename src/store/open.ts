/** Opening the file: what can be wrong with it is said here, before any verb runs. */
import Sqlite, { type Database } from 'better-sqlite3';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARY_FILE } from '../config.js';
import { FieldmapError, systemCode } from '../errors.js';
import { diskError, makeFolder } from '../io/index.js';
import { Connection } from './connection.js';
import { failure } from './failure.js';
import { MIGRATIONS } from './migrations.js';

/**
 * - `create`: read and write; folder and file are made when missing.
 * - `write`: read and write a library that exists.
 * - `read`: never writes nor makes a library, is never blocked by a writer.
 * - `rehearse`: as `write`, but `close` undoes everything (`add --dry-run`); a missing library is an empty one. Other
 *   writers wait meanwhile.
 */
export type OpenMode = 'create' | 'write' | 'read' | 'rehearse';

/** `fmap` in the header of the file: tells a library from any other SQLite database. */
const APPLICATION_ID = 0x666d6170;

/** Bytes a page. See bench/store.ts for the measurement. */
const PAGE_SIZE = 8192;

export function openConnection(dir: string, mode: OpenMode, busyTimeout: number): Connection {
  const path = join(dir, LIBRARY_FILE);
  refuseOtherKinds(path);
  if (mode === 'create') makeFolder(dir);
  else if (!exists(path)) {
    if (mode === 'rehearse') return prepare(new Connection(new Sqlite(':memory:'), path, busyTimeout), true);
    throw missing(dir);
  }
  return mode === 'read' ? openToRead(path, busyTimeout) : openToWrite(path, mode === 'create', busyTimeout);
}

function openToWrite(path: string, create: boolean, busyTimeout: number): Connection {
  const open = (): Database => new Sqlite(path, { timeout: busyTimeout, fileMustExist: !create });
  return opened(path, busyTimeout, open, (connection) => prepare(connection, create));
}

function openToRead(path: string, busyTimeout: number): Connection {
  try {
    const open = (): Database => new Sqlite(path, { timeout: busyTimeout, fileMustExist: true });
    return opened(path, busyTimeout, open, (connection) => {
      // Not `readonly`: such a connection would leave behind the files that readers and writers share.
      connection.db.pragma('query_only = ON');
      if (version(connection.db, path) === MIGRATIONS.length) return connection;
      // Made by an older fieldmap: brought up to date by a writer first, as any other command would.
      connection.db.close();
      openToWrite(path, false, busyTimeout).db.close();
      return openToRead(path, busyTimeout);
    });
  } catch (error) {
    // In a folder that cannot be written SQLite cannot make those files. Nobody can be writing there either, so the
    // file may be read as it is, unless a log lies beside it that was never merged. Costs memory of the file's size.
    if (!(error instanceof FieldmapError && error.code === 'disk') || size(`${path}-wal`) > 0) throw error;
    return opened(
      path,
      busyTimeout,
      () => inMemory(path),
      (connection) => {
        if (version(connection.db, path) < MIGRATIONS.length) throw error;
        return connection;
      },
    );
  }
}

/** A copy of the file in memory, which has no log: bytes 18 and 19 say so (https://sqlite.org/fileformat.html). */
function inMemory(path: string): Database {
  const bytes = readFileSync(path);
  bytes.fill(1, 18, 20);
  const db = new Sqlite(bytes);
  db.pragma('query_only = ON');
  return db;
}

function opened(
  path: string,
  busyTimeout: number,
  open: () => Database,
  then: (connection: Connection) => Connection,
): Connection {
  let db: Database | null = null;
  try {
    db = open();
    return then(new Connection(db, path, busyTimeout));
  } catch (error) {
    db?.close();
    throw failure(error, path, busyTimeout);
  }
}

/** Settings of a writing connection, and the migrations that the file has not seen. */
function prepare(connection: Connection, create: boolean): Connection {
  const { db, path } = connection;
  const seen = version(db, path, create);
  if (seen === 0) db.pragma(`page_size = ${PAGE_SIZE}`);
  // Readers are not blocked by a writer, nor a writer by readers (https://sqlite.org/wal.html).
  db.pragma('journal_mode = WAL');
  // A commit is safe from any crash of the process. A power cut may undo the last commits but cannot damage the file,
  // and `add` goes on from there: not worth a flush for each batch.
  db.pragma('synchronous = NORMAL');
  db.pragma('journal_size_limit = 67108864');
  if (seen < MIGRATIONS.length) migrate(connection, create);
  return connection;
}

function migrate({ db, path }: Connection, create: boolean): void {
  db.transaction(() => {
    // Asked again under the write lock: another process may have done it meanwhile.
    for (const step of MIGRATIONS.slice(version(db, path, create))) step(db);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/** How many migrations the file has seen. */
function version(db: Database, path: string, mayBeEmpty = false): number {
  const application = db.pragma('application_id', { simple: true });
  const steps = db.pragma('user_version', { simple: true }) as number;
  const isEmpty = application === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (application !== APPLICATION_ID && !(isEmpty && mayBeEmpty)) {
    // A disk that was full when the library was to be made leaves an empty file, which `add` fills.
    if (isEmpty) {
      throw new FieldmapError(
        'library',
        `${path} is empty, not a fieldmap library.`,
        'Run `fieldmap add FILE` to put papers into it, or choose another folder with --library DIR.',
      );
    }
    throw new FieldmapError(
      'library',
      `${path} is another program's database, not a fieldmap library.`,
      'Choose another folder with --library DIR, or move the file away and run `fieldmap add FILE`.',
    );
  }
  if (steps > MIGRATIONS.length) {
    throw new FieldmapError(
      'library',
      `The library ${path} was made by a newer fieldmap (format ${steps}; this one knows up to ${MIGRATIONS.length}).`,
      'Run `npm install -g fieldmap@latest`.',
    );
  }
  if (steps === 0 && !isEmpty) {
    throw new FieldmapError(
      'library',
      `The library ${path} is damaged: it has tables, and its header says that it has none (user_version 0).`,
      'Put back a copy of the file, or move it away and add your papers again.',
    );
  }
  return steps;
}

/** A pipe would be waited at for ever; SQLite opens nothing but files. */
function refuseOtherKinds(path: string): void {
  if (!exists(path)) return;
  const found = statSync(path);
  if (found.isFile()) return;
  const kind = found.isDirectory() ? 'a folder' : found.isFIFO() ? 'a named pipe' : 'a device or socket';
  throw new FieldmapError(
    'library',
    `${path} is ${kind}, not a fieldmap library.`,
    'Move it away, or choose another folder with --library DIR.',
  );
}

function missing(dir: string): FieldmapError {
  return new FieldmapError(
    'library',
    `There is no library in ${dir}.`,
    `Run \`fieldmap add FILE --library ${dir}\` to make one.`,
  );
}

function exists(path: string): boolean {
  return size(path) >= 0;
}

/** In bytes; -1 when there is no such file. */
function size(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return -1;
    throw diskError(error, path);
  }
}
