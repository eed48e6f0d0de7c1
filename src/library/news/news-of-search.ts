/** Papers that came in since a question was last asked, as far as they answer it. */
import { relevanceFloor, type Ranked } from '../../search/index.js';
import type { AskOptions } from '../asking/ask.js';
import { rankFor } from '../asking/ask.js';
import { askedBy, toHits } from '../asking/hits.js';
import type { Context } from '../session/context.js';
import type { Hit, PaperKey } from '../../types.js';
import { newestKey } from './days.js';

/** Old papers that the floor is learned from are among so many best. */
export const POOL = 100;

export interface Fresh {
  /** Every new paper that reaches the floor, best first. */
  readonly hits: readonly Hit[];
  readonly floor: number;
  /** New papers that do not reach it. */
  readonly below: number;
}

/**
 * All papers are ranked together, so that old and new have scores of one scale; every new one is scored, however many
 * there are. A search saved with `minScore` has that for its floor; `count`, `offset` and `diverse` do not count here.
 */
export async function newsOfSearch(
  context: Context,
  question: string,
  options: AskOptions,
  fresh: Int32Array,
): Promise<Fresh> {
  if (fresh.length === 0) return { hits: [], floor: options.minScore ?? 0, below: 0 };
  const { ranked, questions } = await rankFor(context, question, {
    ...withoutPlace(options),
    count: POOL,
    always: fresh,
  });
  const { floor, passing, below } = parted(ranked.hits, fresh[0]!, options.minScore);
  const hits = await toHits(context, passing, questions, await askedBy(context, questions[0]!));
  return { hits, floor, below };
}

/** What the search asks for, without which part of the ranking it shows. */
function withoutPlace(options: AskOptions): AskOptions {
  const asked: { -readonly [K in keyof AskOptions]: AskOptions[K] } = { ...options };
  for (const name of ['count', 'offset', 'diverse', 'minScore', 'sort'] as const) delete asked[name];
  return asked;
}

/**
 * The new ones of `ranked` (keys from `first`) that reach the floor. It is learned from the old ones, or from all where
 * there are none; what was asked for by name is no measure of the others, and always passes.
 */
export function parted<R extends Ranked>(
  ranked: readonly R[],
  first: PaperKey,
  given?: number,
): { readonly floor: number; readonly passing: readonly R[]; readonly below: number } {
  const likened = ranked.filter(({ exact }) => exact === null);
  const old = likened.filter(({ key }) => key < first);
  const floor = given ?? relevanceFloor((old.length > 0 ? old : likened).map(({ score }) => score));
  const fresh = ranked.filter(({ key }) => key >= first);
  const passing = fresh.filter(({ exact, score }) => exact !== null || (score >= floor && score > 0));
  return { floor, passing, below: fresh.length - passing.length };
}

/**
 * How far a digest has looked: up to the newest paper, or to the one before the first that is not embedded yet, so that
 * it is looked at again when it can be found by meaning.
 */
export async function keptUntil(context: Context): Promise<PaperKey> {
  const newest = await newestKey(context);
  const [pending] = await context.store.pending(1);
  return pending === undefined ? newest : Math.min(newest, pending.key - 1);
}

/** Papers added after the one with this key, ascending. */
export async function addedAfter({ store }: Context, key: PaperKey): Promise<Int32Array> {
  return (await store.filter({})).filter((one) => one > key);
}
