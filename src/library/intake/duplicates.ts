/** What was joined as one paper and what nearly was, with the evidence; and the way back. */
import type { Duplicates } from '../../store/index.js';
import type { Context } from '../session/context.js';

export type { Duplicates };

export async function duplicates({ store }: Context): Promise<Duplicates> {
  return store.duplicates();
}

/** Undoes a join for good; the parts are embedded anew. Answers the ids of the two papers. @throws FieldmapError `not-found`. */
export async function splitDuplicate(context: Context, id: string): Promise<readonly [string, string]> {
  const parts = await context.store.split(id);
  const { embedPending } = await import('./add.js');
  await embedPending(context);
  return parts;
}
