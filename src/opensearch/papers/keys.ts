/**
 * Ranking handles papers by whole numbers. A cluster has none that would hold for all its shards, so each process
 * numbers the papers it meets, from 1, in the order it meets them.
 */
import type { PaperKey } from '../../types.js';

export class Keys {
  readonly #byId = new Map<string, PaperKey>();
  readonly #ids: (string | null)[] = [];

  of(id: string): PaperKey {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const key = this.#ids.push(id);
    this.#byId.set(id, key);
    return key;
  }

  /** A paper that comes again under this id has another number. */
  forget(id: string): void {
    const key = this.#byId.get(id);
    if (key === undefined) return;
    this.#byId.delete(id);
    this.#ids[key - 1] = null;
  }

  idOf(key: PaperKey): string | null {
    return this.#ids[key - 1] ?? null;
  }
}
