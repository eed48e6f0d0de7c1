/**
 * The map for embedding-atlas (https://apple.github.io/embedding-atlas):
 * `embedding-atlas atlas.jsonl --text title --x x --y y --neighbors neighbors --labels atlas-labels.json`.
 * JSON Lines, since a CSV cell cannot hold the neighbours in the form it wants; `papers.csv` loads too, without them.
 */
import { areaIds } from '../looks/index.js';
import { round } from '../math/index.js';
import type { TopicMap } from '../topic-map/index.js';

/** One object a paper; neighbours as zero-based row numbers and cosine distances. */
export function writeAtlas(map: TopicMap): string {
  const labels = new Map(map.topics.map(({ id, label }) => [id, label]));
  const parents = new Map(map.topics.map(({ id, parent }) => [id, parent]));
  const rows = new Map(map.papers.map(({ id }, row) => [id, row]));
  const nameOf = (id: string | null): string | null => (id === null ? null : labels.get(id)!);
  return map.papers
    .map(
      (paper) =>
        `${JSON.stringify({
          id: paper.id,
          title: paper.title,
          authors: paper.authors.join('; '),
          year: paper.year,
          venue: paper.venue,
          url: paper.url,
          topic: nameOf(paper.topic),
          area: paper.topic === null ? null : nameOf(parents.get(paper.topic)!),
          strength: paper.strength,
          x: paper.x,
          y: paper.y,
          neighbors: {
            ids: paper.neighbors.map(({ id }) => rows.get(id)!),
            distances: paper.neighbors.map(({ similarity }) => round(1 - similarity, 4)),
          },
        })}\n`,
    )
    .join('');
}

/** The labels and where they stand, a list of objects; level 0 is shown first. */
export function writeAtlasLabels(map: TopicMap): string {
  const areas = areaIds(map.topics);
  return `${JSON.stringify(
    map.topics.map(({ id, x, y, label, size }) => ({
      x,
      y,
      text: label,
      level: areas.has(id) ? 0 : 1,
      priority: size,
    })),
    null,
    1,
  )}\n`;
}
