/** What is made from the library and kept until the library changes, by this process or another. */
import { statSync } from 'node:fs';

/** An index and its file. */
export interface IndexFile<T> {
  /** Its file, of several the one that is written last: when that is another one, the index is. */
  readonly written: string;
  /** What the index is made from: the memo holds while this is the same. */
  readonly key: string;
  /** From the file; when its key is another, why. */
  load(): T | string;
  /** From the file when the key is the same, else made and saved. */
  open(): Promise<T>;
}

interface Stale {
  readonly key: string;
  /** When the library came to be as it is. */
  readonly since: number;
  told: boolean;
}

/** Milliseconds: `add` commits twice a second, and then makes the indexes of 60,000 papers in 11 s. */
const PATIENCE = 30_000;

export class Memo {
  readonly #onStale: (() => void) | undefined;
  readonly #values = new Map<string, { readonly key: string; readonly value: Promise<unknown> }>();
  readonly #stale = new Map<string, Stale>();
  /** When a file that did not fit had been written: it is not read twice. */
  readonly #tried = new Map<string, number>();

  /** @param onStale See `LibraryOptions.onStale`. */
  constructor(onStale: (() => void) | undefined) {
    this.#onStale = onStale;
  }

  /** Keeps what `make` makes while `key` stays the same. */
  get<T>(name: string, key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#values.get(name);
    if (kept?.key === key) return kept.value as Promise<T>;
    const value = make();
    this.#values.set(name, { key, value });
    // A failure is not kept: the next call tries again. What has been asked for since is.
    value.catch(() => {
      if (this.#values.get(name)?.value === value) this.#values.delete(name);
    });
    return value;
  }

  /** The same for an index; with `onStale`, a stale one serves until the new one's file is there. */
  async index<T>(name: string, file: IndexFile<T>): Promise<T> {
    const kept = this.#values.get(name);
    if (kept !== undefined && kept.key !== file.key && this.#onStale) {
      const loaded = this.#loadIfWritten(name, file);
      if (loaded === null) {
        this.#tellIfLong(name, file.key, this.#onStale);
        return kept.value as Promise<T>;
      }
      this.#values.set(name, { key: file.key, value: Promise.resolve(loaded) });
    }
    this.#stale.delete(name);
    return this.get(name, file.key, () => file.open());
  }

  /** Every change begins the wait anew: while papers keep coming, an index made now would be stale at once. */
  #tellIfLong(name: string, key: string, onStale: () => void): void {
    const now = performance.now();
    const stale = this.#stale.get(name);
    if (stale?.key !== key) this.#stale.set(name, { key, since: now, told: false });
    else if (!stale.told && now - stale.since >= PATIENCE) {
      stale.told = true;
      onStale();
    }
  }

  #loadIfWritten<T>(name: string, file: IndexFile<T>): T | null {
    const written = statSync(file.written, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (this.#tried.get(name) === written) return null;
    this.#tried.set(name, written);
    const loaded = file.load();
    return typeof loaded === 'string' ? null : loaded;
  }
}
