/** What is new for every saved search, topic and followed paper. */
import { FieldmapError } from '../../errors.js';
import type { News, NewsSection } from '../../answers/index.js';
import type { newsFields, OptionsOf } from '../../questions/index.js';
import { similarTo } from '../../search/index.js';
import type { Hit, PaperKey } from '../../types.js';
import { toHits } from '../asking/hits.js';
import { markSearchSeen, searches, type SavedSearch } from '../asking/searches.js';
import { exemplarOf } from '../asking/similar.js';
import { searchSources } from '../asking/sources.js';
import { pendingNotes } from '../session/pending-note.js';
import type { Context } from '../session/context.js';
import { keyBefore } from './days.js';
import { followed, markSeen, type Followed } from './follow.js';
import { addedAfter, keptUntil, newsOfSearch, parted, POOL } from './news-of-search.js';
import { readTold, writeTold } from './told.js';
import { topicNews } from './topic-news.js';

/** `since`: default `LAST`. */
export type NewsOptions = OptionsOf<typeof newsFields>;

/**
 * New papers by saved search, topic of the map and followed paper; nothing is remembered until `markNewsSeen` is called.
 * @throws FieldmapError `not-found` when there is neither search nor map nor followed paper; `usage` on a cluster.
 */
export async function news(context: Context, { since = 'LAST' }: NewsOptions = {}): Promise<News> {
  refuseCluster(context);
  const [saved, papers, isMapped] = [
    await searches(context),
    await followed(context),
    (await context.store.mapState()) !== null,
  ];
  if (saved.length + papers.length === 0 && !isMapped) throw nothingFollowed();
  // Before asking: what another process adds meanwhile is new to the next digest.
  const until = await keptUntil(context);
  const day = since === 'LAST' ? null : ((await keyBefore(context, since)) ?? until);
  const after = day ?? (await lastTold(context, [...saved, ...papers]));
  const fresh = await addedAfter(context, after);
  const freshSince = (seen: PaperKey) => (day === null ? addedAfter(context, seen) : Promise.resolve(fresh));
  const sections: NewsSection[] = [];
  const notes: string[] = [];
  for (const search of saved)
    sections.push(await searchSection(context, search, await freshSince(search.seen)));
  for (const paper of papers) {
    const section = await paperSection(context, paper, await freshSince(paper.seen));
    if (section !== null) sections.push(section);
    else
      notes.push(
        `"${paper.title}" is not in the library any more: \`fieldmap unfollow ${paper.id}\` forgets it.`,
      );
  }
  sections.push(...(await topicNews(context, fresh)));
  const told = new Set(sections.flatMap(({ hits }) => hits.map(({ id }) => id)));
  notes.push(
    ...pendingNotes(await context.store.revision(), 'are compared by their words alone, and again next time'),
  );
  return {
    since,
    papers: fresh.length,
    found: told.size,
    sections,
    elsewhere: await elsewhere(context, fresh, told),
    notes,
    until,
  };
}

/** The digest was read: what it had is new to no later one. */
export async function markNewsSeen(context: Context, { until }: Pick<News, 'until'>): Promise<void> {
  for (const search of await searches(context)) await markSearchSeen(context, search, until);
  for (const paper of await followed(context)) await markSeen(context, paper, until);
  const seen = (await readTold(context))?.seen ?? 0;
  if (seen < until) await writeTold(context, until);
}

async function searchSection(
  context: Context,
  { name, question, options }: SavedSearch,
  fresh: Int32Array,
): Promise<NewsSection> {
  const { hits, floor, below } = await newsOfSearch(context, question, options, fresh);
  return { kind: 'search', id: name, title: question, floor, hits: hits.map(newPaper), below };
}

/** Null when the paper is gone. */
async function paperSection(
  context: Context,
  { id }: Followed,
  fresh: Int32Array,
): Promise<NewsSection | null> {
  const stored = await context.store.get(id);
  if (stored === null) return null;
  const { title } = stored.paper;
  if (fresh.length === 0) return { kind: 'paper', id, title, floor: 0, hits: [], below: 0 };
  const exemplar = await exemplarOf(context, stored);
  const { hits } = await similarTo([exemplar], [], await searchSources(context, {}), {
    leftOut: Int32Array.of(stored.key),
    limit: POOL,
    always: fresh,
  });
  const { floor, passing, below } = parted(hits, fresh[0]!);
  const found = await toHits(context, passing, [exemplar]);
  return { kind: 'paper', id, title, floor, hits: found.map(newPaper), below };
}

function newPaper({ id, title, score, sentence, paper, mark }: Hit): NewsSection['hits'][number] {
  return { id, title, score, sentence, paper, ...(mark && { mark }) };
}

async function elsewhere(
  { store }: Context,
  fresh: Int32Array,
  told: ReadonlySet<string>,
): Promise<News['elsewhere']> {
  const ids = await store.idsOf(fresh);
  const others = fresh.filter((_, i) => ids[i] !== null && !told.has(ids[i]!));
  return (await store.getByKey(others)).flatMap((stored) =>
    stored === null ? [] : [{ id: stored.paper.id, title: stored.paper.title, year: stored.paper.year }],
  );
}

/** Before the first digest: what is on the map, else what was there when the first search or paper was kept. */
async function lastTold(context: Context, sources: readonly { readonly seen: number }[]): Promise<PaperKey> {
  const told = await readTold(context);
  if (told !== null) return told.seen;
  const map = await context.store.getMap();
  return map?.keys.at(-1) ?? Math.min(...sources.map(({ seen }) => seen));
}

function nothingFollowed(): FieldmapError {
  return new FieldmapError(
    'not-found',
    'There is nothing to be news of: no search is saved, no paper is followed, and there is no map.',
    'Run `fieldmap ask "QUESTION" --save NAME`, `fieldmap follow ID` or `fieldmap map` first.',
  );
}

function refuseCluster({ options }: Context): void {
  if (!options.cluster) return;
  throw new FieldmapError(
    'usage',
    'What is new cannot be asked of a library on a cluster: it does not keep the order in which papers were added.',
    'Run a saved search again: `fieldmap searches run NAME`.',
  );
}
