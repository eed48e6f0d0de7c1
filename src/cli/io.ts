/** What a command may touch of the outside world; tests pass their own. */
import type { Readable } from 'node:stream';
import type { Library, LibraryOptions } from '../library/library.js';

export interface Output {
  /** A property, since `ownStdout` puts another in its place. */
  write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Output;
  readonly stderr: Output;
  /** A signal that the first SIGINT or SIGTERM from now on aborts. */
  readonly interruptible: () => AbortSignal;
  readonly open: (options: LibraryOptions) => Promise<Library>;
}
