/** Answers from a library that is opened when it is whole, closed when it is not, and opened again when it is back. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARY_FILE } from '../config.js';
import { FieldmapError, messageOf } from '../errors.js';
import type { ExportOptions, Library, LibraryOptions } from '../library/index.js';
import {
  GONE,
  STREAMS,
  VERBS,
  withSignal,
  type Args,
  type LibraryService,
  type Result,
  type Verb,
} from './verbs.js';

/** Comparisons of a fresh connection with the one that is open, while somebody may be writing. */
const LOOKS = 3;

export type Open = (options: LibraryOptions) => Promise<Library>;

export interface InProcessServiceOptions {
  readonly dir: string;
  readonly open: Open;
  readonly onNotice?: (text: string) => void;
}

/** A library that is open, and how many answers it is needed for. */
interface Held {
  readonly library: Library;
  /** Which file it is: another one under the same name is another library. */
  readonly file: string;
  /** When the file last changed and how long it was. */
  seen: string;
  users: number;
  /** Not to be used for anything new; closed with its last user. */
  dropped: boolean;
}

interface FileFacts {
  readonly file: string;
  readonly seen: string;
}

export class InProcessService implements LibraryService {
  readonly #options: InProcessServiceOptions;
  #held: Held | null = null;
  #closed = false;
  /** Opening and examining happen one at a time. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: InProcessServiceOptions) {
    this.#options = options;
  }

  async call<V extends Verb>(verb: V, args: Args<V>, signal?: AbortSignal): Promise<Result<V>> {
    if (signal?.aborted) throw new FieldmapError('interrupted', GONE);
    const held = await this.#take();
    try {
      const work = VERBS[verb] as unknown as (library: Library, ...args: Args<V>) => Promise<Result<V>>;
      return await work(held.library, ...withSignal(verb, args, signal));
    } catch (error) {
      throw this.#failed(held, error);
    } finally {
      await this.#give(held);
    }
  }

  async *export(options: ExportOptions): AsyncGenerator<string> {
    const held = await this.#take();
    try {
      yield* STREAMS.export(held.library, options);
    } catch (error) {
      throw this.#failed(held, error);
    } finally {
      await this.#give(held);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#last.catch(() => undefined);
    await this.#drop();
  }

  /** The library as it is now, in use until `#give`. */
  #take(): Promise<Held> {
    const taken = this.#last
      .catch(() => undefined)
      .then(async () => {
        if (this.#closed) throw new FieldmapError('interrupted', 'The server is ending.');
        const held = (await this.#stillGood()) ?? (await this.#open());
        held.users++;
        return held;
      });
    this.#last = taken;
    return taken;
  }

  async #give(held: Held): Promise<void> {
    held.users--;
    if (held.dropped && held.users === 0) await held.library.close();
  }

  async #open(): Promise<Held> {
    const { dir, open, onNotice } = this.#options;
    // Before opening: a change in between is then noticed by the next call.
    const facts = factsOf(dir);
    const library = await open({ dir, mode: 'read', ...(onNotice && { onNotice }) });
    this.#held = { library, file: facts?.file ?? '', seen: facts?.seen ?? '', users: 0, dropped: false };
    return this.#held;
  }

  /** The open library, if it is that of the file that is there now. */
  async #stillGood(): Promise<Held | null> {
    const held = this.#held;
    if (held === null) return null;
    const facts = factsOf(this.#options.dir);
    if (facts?.file === held.file && (facts.seen === held.seen || (await this.#sameWithin(held)))) {
      held.seen = facts.seen;
      return held;
    }
    await this.#drop();
    return null;
  }

  /**
   * The file was written to: by another fieldmap, which SQLite tells the open library about, or by a copy over it,
   * which it does not. Read afresh the two must say the same.
   */
  async #sameWithin(held: Held): Promise<boolean> {
    const fresh = await this.#options.open({ dir: this.#options.dir, mode: 'read' }).catch(() => null);
    if (fresh === null) return false;
    try {
      // More than once, since somebody may be writing between the two looks.
      for (let look = 0; look < LOOKS; look++) {
        if (JSON.stringify(await fresh.state()) === JSON.stringify(await held.library.state())) return true;
      }
      return false;
    } catch {
      return false;
    } finally {
      await fresh.close();
    }
  }

  /** What cannot be helped by asking again is helped by opening again: the next call does. */
  #failed(held: Held, error: unknown): unknown {
    const code = error instanceof FieldmapError ? error.code : 'internal';
    if (this.#held === held && ['library', 'disk', 'model', 'internal'].includes(code)) {
      this.#held = null;
      held.dropped = true;
    }
    return error;
  }

  async #drop(): Promise<void> {
    const held = this.#held;
    if (held === null) return;
    this.#held = null;
    held.dropped = true;
    if (held.users === 0) await held.library.close();
  }
}

/** Null when there is no such file. @throws FieldmapError `disk` when it cannot be looked at. */
function factsOf(dir: string): FileFacts | null {
  try {
    const stats = statSync(join(dir, LIBRARY_FILE), { throwIfNoEntry: false, bigint: true });
    return stats ? { file: `${stats.dev} ${stats.ino}`, seen: `${stats.mtimeNs} ${stats.size}` } : null;
  } catch (error) {
    throw new FieldmapError(
      'disk',
      `The library folder ${dir} cannot be read (${messageOf(error)}).`,
      'Check its permissions.',
      { cause: error },
    );
  }
}
