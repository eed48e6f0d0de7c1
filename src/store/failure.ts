/** What SQLite says, in words for the person at the keyboard. */
import { FieldmapError, messageOf, systemCode } from '../errors.js';
import { diskError } from '../io/index.js';

/** Turns what was thrown while working on the library at `path` into a FieldmapError, or gives it back as it is. */
export function failure(error: unknown, path: string, waited: number): unknown {
  if (error instanceof FieldmapError) return error;
  const code = systemCode(error) ?? '';
  const options = { cause: error };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new FieldmapError(
      'busy',
      `Another process is writing to the library ${path}; gave up after ${waited / 1000} s. Nothing was changed.`,
      'Wait until the other fieldmap command has finished, or stop it, and run this one again.',
      options,
    );
  }
  if (code === 'SQLITE_CORRUPT' || code.startsWith('SQLITE_CORRUPT_') || code === 'SQLITE_NOTADB') {
    return new FieldmapError(
      'library',
      `The library ${path} is damaged or no fieldmap library (${messageOf(error)}).`,
      'Put back a copy of the file, or move it away and add your papers again.',
      options,
    );
  }
  // A bit flipped in a row that holds JSON: SQLite sees nothing in it.
  if (error instanceof SyntaxError)
    return new FieldmapError(
      'library',
      `The library ${path} is damaged: a row that fieldmap wrote is no JSON any more (${messageOf(error)}).`,
      'Run `fieldmap doctor` to see what is damaged; `fieldmap map --refit` makes a damaged map again.',
      options,
    );
  for (const base of ['SQLITE_READONLY', 'SQLITE_CANTOPEN']) {
    // SQLite's extended codes (SQLITE_READONLY_DIRECTORY, …) mean the same to the reader.
    const plain = Object.assign(new Error(messageOf(error), options), { code: base });
    if (code.startsWith(base)) return diskError(plain, path);
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new FieldmapError(
      'disk',
      `Reading or writing ${path} failed (${code}: ${messageOf(error)}).`,
      'Check that the disk has space and is sound, then run the same command again.',
      options,
    );
  }
  return diskError(error, path);
}
