/** What is in the library. */
import type { ModelInfo } from '../types.js';
import type { Context } from './context.js';

export interface Status {
  readonly library: string;
  readonly papers: number;
  readonly withAbstract: number;
  readonly withoutAbstract: number;
  readonly embedded: number;
  /** Embedded from a text longer than the model reads. */
  readonly truncated: number;
  /** Papers that are the merge of two or more records. */
  readonly merged: number;
  readonly sources: readonly { readonly source: string; readonly papers: number }[];
  readonly years: readonly { readonly year: number | null; readonly papers: number }[];
  readonly model: ModelInfo | null;
  readonly map: { readonly papers: number; readonly topics: number } | null;
}

export async function status({ store, options }: Context): Promise<Status> {
  const { bySource, byYear, ...counts } = await store.statusCounts();
  const map = await store.mapState();
  const topics = await store.getTopics();
  const parents = new Set(topics.map((topic) => topic.parent));
  return {
    library: options.dir,
    ...counts,
    sources: bySource,
    years: byYear,
    model: await store.getModel(),
    map: map && { papers: map.papers, topics: topics.filter((topic) => !parents.has(topic.id)).length },
  };
}
