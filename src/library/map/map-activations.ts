/** Which papers of a map have which concepts, for the page. */
import { activationsOf, rowsOf } from '../../concepts/index.js';
import type { PageConcept } from '../../page/index.js';
import type { TopicMap } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';
import { codedPapers, codesOf, standingConcepts } from '../concepts/standing-concepts.js';

/**
 * Those that the map names and the library still has; none when the map was made without. Papers removed since
 * have none. Codes are kept in a file of the library: none is computed here unless papers have changed since.
 */
export async function mapActivations(context: Context, map: TopicMap): Promise<PageConcept[]> {
  const standing = map.concepts.length === 0 ? null : await standingConcepts(context);
  if (standing === null) return [];
  const keys = await context.store.keysOf(map.papers.map(({ id }) => id));
  const activations = activationsOf(
    codesOf(await codedPapers(context, standing), keys),
    standing.list.length,
  );
  const growthOf = new Map(map.concepts.map(({ id, growth }) => [id, growth]));
  return standing.list.flatMap(({ id, label, clear }, k) =>
    !clear || !growthOf.has(id)
      ? []
      : [
          {
            id,
            label,
            growth: growthOf.get(id)!,
            papers: rowsOf(activations, k),
            strengths: activations.strengths.subarray(activations.offsets[k], activations.offsets[k + 1]),
          },
        ],
  );
}
