/** Atomic file writing: no crash, full disk or concurrent reader ever leaves or sees half a file. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FieldmapError, messageOf, systemCode } from '../errors.js';

/** Writes `parts` one after another to a temporary name beside `path`, flushes, renames. Makes the folder. */
export function writeFileAtomically(path: string, parts: string | Uint8Array | readonly Uint8Array[]): void {
  writeAtomically(path, (temporary) => {
    const file = openSync(temporary, 'w');
    try {
      const list =
        typeof parts === 'string' ? [Buffer.from(parts)] : parts instanceof Uint8Array ? [parts] : parts;
      for (const part of list) writeWhole(file, part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}

/** A single call may write less than it was given. */
function writeWhole(file: number, part: Uint8Array): void {
  for (let at = 0; at < part.length;) at += writeSync(file, part, at, part.length - at);
}

/** The same for text that comes piece by piece. Answers the path. @throws FieldmapError `disk`. */
export async function writeFileInPieces(path: string, pieces: AsyncIterable<string>): Promise<string> {
  const temporary = temporaryFor(path);
  let file: number | undefined;
  try {
    // Opened with the first piece: what is wrong with what was asked for leaves no folder behind.
    for await (const piece of pieces) {
      file ??= opened(path, temporary);
      writeWhole(file, Buffer.from(piece));
    }
    file ??= opened(path, temporary);
    fsyncSync(file);
    renameSync(temporary, path);
    return path;
  } catch (error) {
    if (file !== undefined) rmSync(temporary, { force: true });
    throw diskError(error, path);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function opened(path: string, temporary: string): number {
  makeFolder(dirname(path));
  removeLeftovers(path);
  return openSync(temporary, 'w');
}

function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
}

/** The same for writers that take a path: `write(temporary)` makes the file, then it is renamed to `path`. */
export function writeAtomically(path: string, write: (temporary: string) => void): void {
  const temporary = temporaryFor(path);
  makeFolder(dirname(path));
  removeLeftovers(path);
  try {
    write(temporary);
    renameSync(temporary, path);
  } catch (error) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // The first error says more.
    }
    throw diskError(error, path);
  }
}

/**
 * A writer that was killed leaves its temporary file, as large as the whole. The next writer of the same file takes it
 * away when the process of that number is gone.
 */
function removeLeftovers(path: string): void {
  const start = `.${basename(path)}.`;
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!name.startsWith(start) || !name.endsWith('.tmp')) continue;
      const pid = Number(name.slice(start.length, -'.tmp'.length));
      if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && !runs(pid))
        rmSync(join(dirname(path), name), { force: true });
    }
  } catch {
    // Failing to list the folder or remove a leftover is no reason not to write.
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== 'ESRCH';
  }
}

/**
 * Makes a folder and those above it that are missing. Not by `mkdir` with `recursive`: on Node 20 that goes round for
 * ever below /proc, and takes a read-only file system for a missing folder.
 * @throws FieldmapError `disk`, naming the folder that could not be made.
 */
export function makeFolder(dir: string): void {
  if (existsSync(dir)) {
    if (statSync(dir).isDirectory()) return;
    throw new FieldmapError(
      'disk',
      `${dir} is a file, not a folder.`,
      'Choose a folder with --library DIR or --out DIR.',
    );
  }
  if (dirname(dir) !== dir) makeFolder(dirname(dir));
  try {
    mkdirSync(dir);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw diskError(error, dir);
    // Another process created it first, or it is a dangling link.
    if (existsSync(dir)) return;
    throw new FieldmapError(
      'disk',
      `${dir} is a link to ${readlinkSync(dir)}, which does not exist.`,
      'Make that folder, remove the link, or choose another folder with --library DIR or --out DIR.',
    );
  }
}

/** For a place that cannot be written to, whatever the reason. */
const UNWRITABLE: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ELOOP',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
]);

/** Turns a system error about writing `path` into a FieldmapError; returns anything else unchanged. */
export function diskError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new FieldmapError(
      'disk',
      `The disk is full: could not write ${path} (${messageOf(error)}).`,
      'Free some space and run the same command again; what was stored before is safe.',
      { cause: error },
    );
  }
  if (code === 'EMFILE' || code === 'ENFILE') {
    return new FieldmapError(
      'disk',
      `Too many files are open: could not open ${path}.`,
      'Raise the limit (`ulimit -n 1024`) and run the same command again; what was stored before is safe.',
      { cause: error },
    );
  }
  if (code === 'EISDIR') {
    return new FieldmapError(
      'disk',
      `Cannot write ${path}: it is a folder.`,
      'Move it away, or choose another name or folder.',
      { cause: error },
    );
  }
  if (code !== null && UNWRITABLE.has(code)) {
    return new FieldmapError(
      'disk',
      `Cannot write ${path} (${messageOf(error)}).`,
      'Choose a folder you may write to, with --library DIR or --out DIR.',
      { cause: error },
    );
  }
  return error;
}
