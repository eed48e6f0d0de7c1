/** In which papers of a map its concepts fire, for the page. */
import { firingOf } from '../concepts/firing.js';
import type { PageConcept } from '../page/types.js';
import type { TopicMap } from '../topic-map/schema.js';
import type { Context } from './context.js';
import { codedPapers, standingConcepts } from './standing-concepts.js';

/**
 * Those that the map names and the library still has; none when the map was made without. Papers removed since fire
 * nowhere. Codes are kept in a file of the library: none is computed here unless papers have changed since.
 */
export async function mapFiring(context: Context, map: TopicMap): Promise<PageConcept[]> {
  const standing = map.concepts.length === 0 ? null : await standingConcepts(context);
  if (standing === null) return [];
  const { keys, codes } = await codedPapers(context, standing);
  const numberOf = new Map(Array.from(await context.store.keysOf(map.papers.map(({ id }) => id)), (key, i) => [key, i]));
  const { offsets, rows, strengths } = firingOf(codes, standing.list.length, (row) => numberOf.has(keys[row]!));
  const growthOf = new Map(map.concepts.map(({ id, growth }) => [id, growth]));
  return standing.list.flatMap(({ id, label, clear }, k) => (!clear || !growthOf.has(id) ? [] : [{
    id, label, growth: growthOf.get(id)!,
    papers: Int32Array.from(rows.subarray(offsets[k], offsets[k + 1]), (row) => numberOf.get(keys[row]!)!),
    strengths: strengths.subarray(offsets[k], offsets[k + 1]),
  }]));
}
