/** The topics of the last map. */
import { FieldmapError } from '../errors.js';
import type { MapTopic, TopicMap } from '../topic-map/schema.js';
import type { Context } from './context.js';

export async function topics(context: Context): Promise<{ topics: readonly MapTopic[]; unplaced: number }> {
  const map = await lastMap(context);
  return { topics: map.topics, unplaced: map.unplaced.count };
}

/** The last map as it was written. @throws FieldmapError `not-found` when there is none yet. */
export async function lastMap(context: Context): Promise<TopicMap> {
  const bytes = await context.store.getTopicMap();
  if (bytes === null) {
    throw new FieldmapError('not-found', `The library ${context.options.dir} has no map yet.`, 'Run `fieldmap map` first.');
  }
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as TopicMap;
}
