/** `papers.csv` and `topics.csv`: tables that a spreadsheet opens with a double click. */
import { BYTE_ORDER_MARK, csvRecord, type Cell } from '../io/index.js';
import { areaIds } from '../looks/index.js';
import type { TopicMap } from '../topic-map/index.js';

/** One line a paper, in the order of the map. Text that looks like a formula gets an apostrophe in front. */
export function writePapersCsv(map: TopicMap): string {
  const topics = new Map(map.topics.map((topic) => [topic.id, topic]));
  const header = [
    'id',
    'title',
    'authors',
    'year',
    'venue',
    'doi',
    'url',
    'topic',
    'topic_label',
    'area_label',
    'nearest_topic',
    'strength',
    'place_trust',
    'x',
    'y',
    'labels',
    'neighbors',
  ];
  return table(
    header,
    map.papers.map((paper): Cell[] => {
      const topic = paper.topic === null ? undefined : topics.get(paper.topic);
      const area = topic === undefined || topic.parent === null ? undefined : topics.get(topic.parent);
      return [
        paper.id,
        paper.title,
        paper.authors.join('; '),
        paper.year,
        paper.venue,
        paper.doi,
        paper.url,
        paper.topic,
        topic?.label ?? null,
        area?.label ?? null,
        paper.nearestTopic,
        paper.strength,
        paper.placeTrust,
        paper.x,
        paper.y,
        paper.labels.join('; '),
        paper.neighbors.map(({ id }) => id).join('; '),
      ];
    }),
  );
}

/** One line a topic, areas before their topics. */
export function writeTopicsCsv(map: TopicMap): string {
  const areas = areaIds(map.topics);
  const header = [
    'id',
    'level',
    'label',
    'size',
    'parent',
    'terms',
    'exemplars',
    'related',
    'stability',
    'cohesion',
    'separation',
    'growth',
    'emerging',
    'first_year',
    'last_year',
    'x',
    'y',
  ];
  return table(
    header,
    map.topics.map((topic): Cell[] => {
      const years = Object.keys(topic.years).map(Number);
      return [
        topic.id,
        areas.has(topic.id) ? 'area' : 'topic',
        topic.label,
        topic.size,
        topic.parent,
        topic.terms.map(({ term }) => term).join('; '),
        topic.exemplars.join('; '),
        topic.related.map(({ id }) => id).join('; '),
        topic.stability,
        topic.cohesion,
        topic.separation,
        topic.overTime.growth,
        topic.overTime.emerging ? 'yes' : 'no',
        years.length > 0 ? Math.min(...years) : null,
        years.length > 0 ? Math.max(...years) : null,
        topic.x,
        topic.y,
      ];
    }),
  );
}

function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + [header, ...rows].map(csvRecord).join('');
}
