/** What is in the library. */
import type { StatusCounts } from '../../store/index.js';
import { leavesOf } from '../../looks/index.js';
import type { ModelInfo } from '../../types.js';
import type { Context } from '../session/context.js';

export interface Status extends Omit<StatusCounts, 'bySource' | 'byYear'> {
  readonly library: string;
  readonly sources: StatusCounts['bySource'];
  readonly years: StatusCounts['byYear'];
  readonly model: ModelInfo | null;
  readonly map: { readonly papers: number; readonly topics: number } | null;
}

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
