/** The topics of the last map. */
import { FieldmapError } from '../../errors.js';
import type { MapTopic, TopicMap } from '../../topic-map/schema.js';
import type { Context } from '../session/context.js';

export async function topics(context: Context): Promise<{ topics: readonly MapTopic[]; unplaced: number }> {
  const state = await context.store.mapState();
  if (state === null) throw noMap(context);
  // The store was given the map's own topics.
  return { topics: (await context.store.getTopics()) as readonly MapTopic[], unplaced: state.unplaced };
}

/** The last map as it was written; null when there is none yet. */
export async function standingMap({ store }: Context): Promise<TopicMap | null> {
  const bytes = await store.getTopicMap();
  return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as TopicMap);
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
