/** The topics of the last map. */
import { FieldmapError, messageOf } from '../../errors.js';
import { readTopicMap } from '../../map-output/index.js';
import { topicMapSchema, type MapTopic, type TopicMap } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';

export async function topics(context: Context): Promise<{ topics: readonly MapTopic[]; unplaced: number }> {
  const state = await context.store.mapState();
  if (state === null) throw noMap(context);
  return { topics: await topicsOnMap(context), unplaced: state.unplaced };
}

/**
 * The topics of the last map as the store keeps them beside it; none without a map.
 * @throws FieldmapError `library` when they are damaged.
 */
export async function topicsOnMap({ store }: Context): Promise<readonly MapTopic[]> {
  // Those of a map from before there were concepts have none.
  const topics = (await store.getTopics()).map((topic) => ({ concepts: [], ...topic }));
  const found = topicMapSchema.shape.topics.safeParse(topics);
  if (found.success) return found.data;
  const { message, path } = found.error.issues[0]!;
  throw new FieldmapError(
    'library',
    `The topics of the library's map cannot be read: ${message} at ${path.join('.')}.`,
    'Run `fieldmap map --refit` to make the map anew.',
  );
}

/**
 * The last map as it was written; null when there is none yet. One from an earlier version is brought up to this one.
 * @throws FieldmapError `library` when it is damaged.
 */
export async function standingMap({ store }: Context): Promise<TopicMap | null> {
  const bytes = await store.getTopicMap();
  if (bytes === null) return null;
  try {
    return readTopicMap(Buffer.from(bytes).toString('utf8'), "The library's map");
  } catch (error) {
    if (!(error instanceof FieldmapError)) throw error;
    throw new FieldmapError('library', messageOf(error), 'Run `fieldmap map --refit` to make it anew.', {
      cause: error,
    });
  }
}

/** The last map. @throws FieldmapError `not-found` when there is none yet. */
export async function lastMap(context: Context): Promise<TopicMap> {
  const map = await standingMap(context);
  if (map !== null) return map;
  throw noMap(context);
}

export function noMap({ options }: Context): FieldmapError {
  return new FieldmapError(
    'not-found',
    `The library ${options.dir} has no map yet.`,
    'Run `fieldmap map` first.',
  );
}
