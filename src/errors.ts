/**
 * The one error class. Its three parts are what a user needs: what was wrong (with the value and what was expected),
 * a code that programs can test, and the command to run next.
 */

export type ErrorCode =
  /** The command line, an option or an argument is not as described: exit code 2. */
  | 'usage'
  /** A file or folder is missing, unreadable, empty or of no known format. */
  | 'input'
  /** No such paper, topic, search or model. */
  | 'not-found'
  /** The library is missing, damaged, of a newer version or pinned to another model. */
  | 'library'
  /** Another process is writing. */
  | 'busy'
  /** Model files are missing or not the ones expected. */
  | 'model'
  /** The disk is full or read-only. */
  | 'disk'
  /** The user stopped it: exit code 130. */
  | 'interrupted'
  /** A bug in fieldmap: the only one shown with a stack. */
  | 'internal';

export class FieldmapError extends Error {
  override readonly name = 'FieldmapError';
  readonly code: ErrorCode;
  /** The next command or step, a whole sentence; null when there is none. */
  readonly hint: string | null;

  constructor(code: ErrorCode, message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}

/** `ENOENT`, `ENOSPC`, `SQLITE_BUSY` … of an unknown thrown value, or null. */
export function systemCode(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return null;
}

/** The message of an unknown thrown value. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EMFILE: 'too many files are open (`ulimit -n` tells how many may be)',
};

/** `input`: the file `path` cannot be read. `hint` as in `FieldmapError`. */
export function cannotRead(path: string, error: unknown, hint: string): FieldmapError {
  const why = UNREADABLE[systemCode(error) ?? ''] ?? messageOf(error);
  return new FieldmapError('input', `Cannot read ${path}: ${why}.`, hint, { cause: error });
}
