/** Finds what is one paper among those that came or changed, and joins it. */
import { blocksOfPaper, findMatches, LARGEST_BLOCK } from '../duplicates/match.js';
import type { Context } from './context.js';

/** Papers looked at together: more are faster, and lose more on a crash. */
const BATCH = 1000;

/** Ids that were joined into others. Nothing is looked at twice, however often it is called. */
export async function joinDuplicates({ store, options: { onProgress, signal } }: Context): Promise<string[]> {
  const joined: string[] = [];
  for (let done = 0; signal?.aborted !== true; done += BATCH) {
    const batch = await store.unmatched(BATCH);
    if (batch.length === 0) break;
    onProgress({ step: 'looking for duplicates', done, total: 0 });
    const settled = batch.map(({ key, paper }) => ({ key, blocks: blocksOfPaper(paper) }));
    const near = await store.papersInBlocks([...new Set(settled.flatMap(({ blocks }) => blocks))], LARGEST_BLOCK);
    const others = (await store.getByKey(near)).filter((stored) => stored !== null);
    const { joins, nearMisses } = findMatches(batch, others);
    joined.push(...(await store.settleMatches(settled, joins, nearMisses)));
  }
  return joined;
}
