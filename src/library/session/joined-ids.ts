/** Ids that papers had before they were joined with others: files of judgements know them still. */
import type { Context } from './context.js';

/** The ids joined into each paper that has any, by its id. */
export async function joinedIds({ store }: Context): Promise<Map<string, string[]>> {
  const joined = new Map<string, string[]>();
  for (const { id, joined: other } of (await store.duplicates()).merges)
    joined.set(id, [...(joined.get(id) ?? []), other]);
  return joined;
}
