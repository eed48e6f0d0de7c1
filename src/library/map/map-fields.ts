/** What the map says of research fields: those of each paper, and which meet in a topic. */
import { round } from '../../math/index.js';
import type { MapField, TopicMap } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';
import { describedEntry, entriesOf, paperFields, papersByEntry, rowOfKey } from './paper-fields.js';

/** The share of a topic's papers that a field must have to be named with it. */
const LEAST_SHARE = 0.1;

/** `map` with the fields of its papers; as it is where there is no vocabulary. `keys`: of its papers, in their order. */
export async function withFields(context: Context, map: TopicMap, keys: Int32Array): Promise<TopicMap> {
  const found = await paperFields(context);
  if (found === null) return map;
  const { fields, tree, nearest } = found;
  const rowOf = rowOfKey(found.keys);
  const { entries } = fields.vocabulary;
  const rows = Array.from(keys, rowOf);
  const own = rows.map((row) => (row < 0 ? [] : entriesOf(nearest, row)));
  const depth = tree.distinguishingDepth(own.map((list) => list[0] ?? -1));
  return {
    ...map,
    fieldDepth: depth,
    // In the vocabulary's order.
    fields: [...papersByEntry(own, tree)]
      .sort(([a], [b]) => a - b)
      .map(([entry, papers]): MapField => ({ ...describedEntry(fields, entry), papers: papers.length })),
    papers: map.papers.map((paper, i) => ({
      ...paper,
      fields: own[i]!.map((entry, n) => ({
        id: entries[entry]!.id,
        likeness: round(nearest.likeness[rows[i]! * nearest.most + n]!, 4),
      })),
    })),
    topics: withShares(map, (i) => {
      const entry = own[i]![0];
      return entry === undefined ? null : entries[tree.at(entry, depth)]!.id;
    }),
  };
}

/** The topics with the fields of their papers; `fieldOf` gives that of paper `i`. */
function withShares({ papers, topics }: TopicMap, fieldOf: (i: number) => string | null): TopicMap['topics'] {
  const parentOf = new Map(topics.map(({ id, parent }) => [id, parent]));
  const counts = new Map(topics.map(({ id }) => [id, new Map<string, number>()]));
  papers.forEach((paper, i) => {
    const field = fieldOf(i);
    if (field === null) return;
    for (let topic = paper.topic; topic !== null; topic = parentOf.get(topic) ?? null) {
      const inside = counts.get(topic)!;
      inside.set(field, (inside.get(field) ?? 0) + 1);
    }
  });
  return topics.map((topic) => ({
    ...topic,
    fields: [...counts.get(topic.id)!]
      .map(([id, count]) => ({ id, share: round(count / topic.size, 4) }))
      .filter(({ share }) => share >= LEAST_SHARE)
      .sort((a, b) => b.share - a.share || (a.id < b.id ? -1 : 1)),
  }));
}
