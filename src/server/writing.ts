/**
 * What a server may write, where it was started with --write. The library is open for writing only while something is
 * written, one piece of work after another, so that other processes can write as well.
 */
import type { AddReport, Library, LibraryOptions, Marking, MarkOptions } from '../library/index.js';
import type { Open } from './in-process-service.js';

export interface Writer {
  /** Stores papers given as text. */
  readonly add: (
    text: string,
    options: { readonly name: string; readonly format?: string },
  ) => Promise<AddReport>;
  /** Says something of papers. */
  readonly mark: (ids: readonly string[], options: MarkOptions) => Promise<Marking>;
}

export function writerOf(dir: string, open: Open): Writer {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(mode: LibraryOptions['mode'], work: (library: Library) => Promise<T>): Promise<T> => {
    const done = last
      .catch(() => undefined)
      .then(async () => {
        const library = await open({ dir, ...(mode && { mode }) });
        try {
          return await work(library);
        } finally {
          await library.close();
        }
      });
    last = done;
    return done;
  };
  return {
    add: (text, { name, format }) =>
      inTurn('create', (library) =>
        library.add([{ name, bytes: Buffer.from(text) }], format === undefined ? {} : { format }),
      ),
    mark: (ids, options) => inTurn('write', (library) => library.mark(ids, options)),
  };
}
