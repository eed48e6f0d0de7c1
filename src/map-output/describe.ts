/** How a map was made, in a sentence for a caption or a methods section. */
import type { MapInput } from '../topic-map/index.js';

export function describe(input: MapInput, topics: number, areas: number, unplaced: number): string {
  const { made, papers, lists } = input;
  const embedded =
    `fieldmap ${made.fieldmap} embedded title and abstract of ${amount(papers.length, 'paper')} with ` +
    `${made.model.id} (${made.model.dimensions} dimensions)`;
  if (topics === 0) return `${embedded}; there are too few for topics (seed ${made.seed}).`;
  const linked = lists.k > 0 ? `, linked each to its ${lists.k} nearest by cosine` : '';
  const inAreas = areas > 0 ? ` in ${amount(areas, 'area')}` : '';
  const left = unplaced === 0 ? 'every paper belongs to one' : `${amount(unplaced, 'paper')} in none`;
  const later =
    made.placed === 0 ? '' : ` on ${(papers.length - made.placed).toLocaleString('en-US')} of them`;
  const added =
    made.placed === 0
      ? ''
      : ` ${amount(made.placed, 'paper')} ${made.placed === 1 ? 'was' : 'were'} placed on the map afterwards.`;
  return (
    `${embedded}${linked}, laid them out with UMAP and found ${amount(topics, 'topic')}${inAreas}${later}, ${left} ` +
    `(seed ${made.seed}).${added} Near means alike; the axes mean nothing.`
  );
}

function amount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
