/** What a command may touch of the outside world; tests pass their own. */
import type { Readable } from 'node:stream';
import type { Library, LibraryOptions } from '../library/index.js';

export interface Output {
  /** A property, since `ownStdout` puts another in its place. False: whoever reads is behind; `drain` says when to go on. */
  write: (text: string) => unknown;
  readonly once?: (event: 'drain', listener: () => void) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Writes piece by piece, no faster than it is read: a slow reader must not have the whole library wait in memory. */
export async function writeAll(output: Output, pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    if (output.write(piece) === false && output.once !== undefined)
      await new Promise<void>((resolve) => output.once!('drain', resolve));
  }
}

export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Output;
  readonly stderr: Output;
  /** A signal that the first SIGINT or SIGTERM from now on aborts. */
  readonly interruptible: () => AbortSignal;
  readonly open: (options: LibraryOptions) => Promise<Library>;
}
