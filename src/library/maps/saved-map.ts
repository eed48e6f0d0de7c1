/** A topic map as the store keeps it beside its JSON. */
import type { SavedMap } from '../../store/index.js';
import type { TopicMap } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';

/** Papers that the library does not have are left out, and the second of two that have become one. */
export async function savedFrom({ store }: Context, { topics, papers }: TopicMap): Promise<SavedMap> {
  const keys = await store.keysOf(papers.map(({ id }) => id));
  const number = new Map(topics.map(({ id }, i) => [id, i]));
  const seen = new Set<number>();
  const there = [...keys.keys()]
    .filter((i) => keys[i]! > 0 && !seen.has(keys[i]!) && seen.add(keys[i]!))
    .sort((a, b) => keys[a]! - keys[b]!);
  return {
    topics,
    keys: Int32Array.from(there, (i) => keys[i]!),
    topicOf: Int32Array.from(there, (i) => {
      const { topic } = papers[i]!;
      return topic === null ? -1 : number.get(topic)!;
    }),
    coordinates: Float32Array.from(there.flatMap((i) => [papers[i]!.x, papers[i]!.y])),
  };
}
