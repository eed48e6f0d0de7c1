/** Which papers may be in an answer. */
import { FieldmapError } from '../../errors.js';
import type { Filter } from '../../questions/index.js';
import { intersect } from '../../search/index.js';
import type { PaperKey } from '../../types.js';
import type { Context } from '../session/context.js';
import { findTopic, neededTopic } from '../map/find-topic.js';
import { keysOfFields } from '../map/paper-fields.js';

/**
 * Keys of the papers that pass, ascending; null when nothing is asked of them, or when a cluster applies the filter. A topic may be given by id or label.
 * `newerThan`: only papers added after the one with this key.
 * @throws FieldmapError `not-found` for a topic that is not on the last map or a field that is not in the vocabulary.
 */
export async function allowedKeys(
  context: Context,
  filter: Filter = {},
  newerThan: PaperKey = 0,
): Promise<Int32Array | null> {
  if (newerThan === 0 && Object.keys(filter).length === 0) return null;
  // There the filter goes to the engine with each search (`searchSources`): only whether nothing passes is asked here.
  if (context.options.cluster) {
    if (newerThan !== 0) throw newerOnCluster();
    return (await context.options.cluster.count(filter)) === 0 ? new Int32Array(0) : null;
  }
  const { field, ...others } = filter;
  const ofOthers = await keysBy(context, others);
  const keys = field?.length ? intersect(ofOthers, await keysOfFields(context, field)) : ofOthers;
  return newerThan === 0 ? keys : keys.filter((key) => key > newerThan);
}

/** By what the store knows of papers. */
async function keysBy(context: Context, { topic, ...others }: Filter): Promise<Int32Array> {
  if (topic === undefined) return lastFilter(context, others);
  const { store } = context;
  const { ids, unplaced } = await topicIds(context, topic);
  const placed = ids.length > 0 ? await store.filter({ ...others, topic: ids }) : new Int32Array(0);
  if (!unplaced) return placed;
  const loose = intersect(await store.filter(others), await unplacedKeys(context));
  return Int32Array.from(new Set([...placed, ...loose])).sort();
}

/** In place of a topic: the papers on the map that belong to none. */
export const UNPLACED = 'unplaced';

/** Keys of the papers of the last map that are in no topic, ascending. */
export async function unplacedKeys({ store }: Context): Promise<Int32Array> {
  const map = await store.getMap();
  return map === null ? new Int32Array(0) : map.keys.filter((_, i) => map.topicOf[i]! < 0);
}

/**
 * One question after another comes with the same filter (a page of results, a file of questions): 10 ms each on 60,000
 * papers. Not for topics: a new map is no new revision.
 */
async function lastFilter(context: Context, filter: Filter): Promise<Int32Array> {
  const { revision } = await context.store.revision();
  return context.memoized('filter', `${revision} ${JSON.stringify(filter)}`, () =>
    context.store.filter(filter),
  );
}

async function topicIds(
  { store }: Context,
  names: readonly string[],
): Promise<{ readonly ids: readonly string[]; readonly unplaced: boolean }> {
  const topics = await store.getTopics();
  // A topic may be called so by hand.
  const isLoose = (name: string): boolean =>
    topics.length > 0 && name.trim().toLowerCase() === UNPLACED && findTopic(topics, name) === undefined;
  return {
    ids: names.filter((name) => !isLoose(name)).map((name) => neededTopic(topics, name).id),
    unplaced: names.some(isLoose),
  };
}

function newerOnCluster(): FieldmapError {
  return new FieldmapError(
    'usage',
    'Only what is new cannot be asked of a library on a cluster: it does not keep the order in which papers were added.',
    'Run the saved search without --new.',
  );
}
