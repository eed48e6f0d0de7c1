/** What the map says of concepts: which there are, and which are typical of a topic. */
import { activationsOf, rowsOf } from '../../concepts/index.js';
import { timesOf } from '../../topics/index.js';
import { round } from '../../math/index.js';
import type { TopicMap } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';
import { codedPapers, codesOf, standingConcepts } from '../concepts/standing-concepts.js';

/** Concepts named with a topic, and the share of its papers that must have one. */
const TYPICAL = 5;
const LEAST_SHARE = 0.05;
/** Terms given with a concept. */
const TERMS = 8;

/**
 * `map` with the library's concepts; as it is when none were learned. Making a map never learns them: that takes longer
 * than the map itself (10,000 papers: 30 s and 7 s). `keys`: of the map's papers, in their order.
 */
export async function withConcepts(context: Context, map: TopicMap, keys: Int32Array): Promise<TopicMap> {
  const standing = await standingConcepts(context);
  if (standing === null) return map;
  const codes = codesOf(await codedPapers(context, standing), keys);
  const activations = activationsOf(codes, standing.list.length);
  const clear = [...standing.list.keys()].filter(
    (k) => standing.list[k]!.clear && rowsOf(activations, k).length > 0,
  );
  const times = timesOf(
    map.papers.map(({ year }) => year),
    clear.map((k) => [...rowsOf(activations, k)]),
  );
  const parentOf = new Map(map.topics.map(({ id, parent }) => [id, parent]));
  const inside = new Map(map.topics.map(({ id }) => [id, new Int32Array(clear.length)]));
  clear.forEach((k, n) => {
    for (const i of rowsOf(activations, k)) {
      for (let topic = map.papers[i]!.topic; topic !== null; topic = parentOf.get(topic) ?? null)
        inside.get(topic)![n]!++;
    }
  });
  const named = new Set(clear.map((k) => standing.list[k]!.id));
  return {
    ...map,
    concepts: clear.map((k, n) => {
      const { id, label, terms, broader } = standing.list[k]!;
      return {
        id,
        label,
        terms: terms.slice(0, TERMS).map(({ term }) => term),
        papers: rowsOf(activations, k).length,
        growth: times[n]!.growth,
        broader: broader !== null && named.has(broader) ? broader : null,
      };
    }),
    topics: map.topics.map((topic) => {
      const shares = Array.from(inside.get(topic.id)!, (papers) => papers / topic.size);
      const beyond = (n: number): number =>
        shares[n]! - rowsOf(activations, clear[n]!).length / map.papers.length;
      const typical = [...shares.keys()]
        .filter((n) => shares[n]! >= LEAST_SHARE && beyond(n) > 0)
        .sort((a, b) => beyond(b) - beyond(a) || a - b)
        .slice(0, TYPICAL);
      return {
        ...topic,
        concepts: typical.map((n) => ({ id: standing.list[clear[n]!]!.id, share: round(shares[n]!, 4) })),
      };
    }),
  };
}
