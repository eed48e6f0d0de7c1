/** Takes papers out of the library. */
import { FieldmapError } from '../../errors.js';
import type { Context } from '../session/context.js';

export interface RemoveOptions {
  readonly ids?: readonly string[];
  /** All papers that came from this file alone; papers that another file has too stay. */
  readonly source?: string;
}

export interface RemoveReport {
  readonly removed: number;
  /** Papers in the library now. */
  readonly papers: number;
}

/** @throws FieldmapError `not-found` when an id or the source is unknown; then nothing was removed. */
export async function remove({ store }: Context, { ids = [], source }: RemoveOptions): Promise<RemoveReport> {
  const keys = await store.keysOf(ids);
  const unknown = ids.find((_, i) => keys[i] === 0);
  if (unknown !== undefined) {
    throw new FieldmapError(
      'not-found',
      `No paper has the id "${unknown}"; nothing was removed.`,
      'Run `fieldmap ask "words of its title"` to find its id.',
    );
  }
  // The source first: an unknown one is refused with everything still there.
  let removed = source === undefined ? 0 : (await store.removeSource(source)).removed.length;
  if (ids.length > 0) removed += (await store.remove(ids)).removed.length;
  return { removed, papers: await store.count() };
}
