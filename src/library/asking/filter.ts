/** Which papers may be in an answer. */
import { FieldmapError } from '../../errors.js';
import type { Filter } from '../../questions/index.js';
import { intersect } from '../../search/index.js';
import type { PaperKey } from '../../types.js';
import type { Context } from '../session/context.js';
import { neededTopic } from '../map/find-topic.js';
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
async function keysBy(context: Context, filter: Filter): Promise<Int32Array> {
  return filter.topic
    ? context.store.filter({ ...filter, topic: await topicIds(context, filter.topic) })
    : lastFilter(context, filter);
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

async function topicIds({ store }: Context, names: readonly string[]): Promise<string[]> {
  const topics = await store.getTopics();
  return names.map((name) => neededTopic(topics, name).id);
}

function newerOnCluster(): FieldmapError {
  return new FieldmapError(
    'usage',
    'Only what is new cannot be asked of a library on a cluster: it does not keep the order in which papers were added.',
    'Run the saved search without --new.',
  );
}
