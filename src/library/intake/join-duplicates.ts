/** store ─▶ duplicates ─▶ store: what is new or changed is compared with all that could be the same paper. */
import { blocksOfPaper, findMatches, type KeyedPaper, LARGEST_BLOCK } from '../../duplicates/index.js';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { FieldmapError } from '../../errors.js';
import type { Store, StoredPaper } from '../../store/index.js';
import type { OnProgress } from '../../types.js';

export interface JoinOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/** Papers compared between two commits. Larger ones load fewer papers twice and hold more of them in memory. */
const BATCH = 2048;

/**
 * Joins what is one paper and notes near-misses, until no paper is left that has not been looked at: stopped at any
 * moment, the next call goes on. Answers the ids that were joined into others. Cost: 0.1 to 0.2 ms a new paper, nothing
 * for papers looked at before.
 * @throws FieldmapError `interrupted` after an abort, `busy`, `disk`.
 */
export async function joinDuplicates(
  store: Store,
  { onProgress, signal }: JoinOptions = {},
): Promise<string[]> {
  const joined: string[] = [];
  for (let done = 0; ;) {
    const batch = await store.unmatched(BATCH);
    if (batch.length === 0) return joined;
    // A signal of the system is only heard between two turns of the event loop.
    await nextTurn();
    if (signal?.aborted) throw interrupted();
    const settled = batch.map(({ key, paper }) => ({ key, blocks: blocksOfPaper(paper) }));
    const others = await candidates(
      store,
      batch,
      settled.flatMap(({ blocks }) => blocks),
    );
    const { joins, nearMisses } = findMatches(batch, others);
    joined.push(...(await store.settleMatches(settled, joins, nearMisses)));
    done += batch.length;
    onProgress?.({ step: 'looking for duplicates', done, total: 0 });
  }
}

function interrupted(): FieldmapError {
  return new FieldmapError(
    'interrupted',
    'Stopped while looking for duplicates.',
    'Run the same command again to go on.',
  );
}

async function candidates(
  store: Store,
  batch: readonly StoredPaper[],
  blocks: readonly number[],
): Promise<KeyedPaper[]> {
  const own = new Set(batch.map(({ key }) => key));
  const keys = (await store.papersInBlocks(blocks, LARGEST_BLOCK)).filter((key) => !own.has(key));
  return (await store.getByKey(keys)).filter((paper) => paper !== null);
}
