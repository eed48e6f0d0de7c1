/** What is in the library. */
import type { Status } from '../../answers/index.js';
import { leavesOf } from '../../looks/index.js';
import type { Context } from '../session/context.js';

export async function status({ store, options }: Context): Promise<Status> {
  const { bySource, byYear, ...counts } = await store.statusCounts();
  const map = await store.mapState();
  const topics = leavesOf(await store.getTopics());
  return {
    library: options.dir,
    ...counts,
    sources: bySource,
    years: byYear,
    model: await store.getModel(),
    map: map && { papers: map.papers, topics: topics.length },
  };
}
