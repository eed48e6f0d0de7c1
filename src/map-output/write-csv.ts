/** `papers.csv` and `topics.csv`: tables that a spreadsheet opens with a double click. */
import { areaIds } from '../looks/topic-levels.js';
import type { TopicMap } from '../topic-map/schema.js';

/**
 * Excel reads UTF-8 only behind this mark; LibreOffice, pandas, R's readr and fieldmap itself skip it.
 */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A cell that begins like a formula would be run by a spreadsheet
 * (https://owasp.org/www-community/attacks/CSV_Injection); the full-width forms are turned into these on the way in.
 */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Characters that no table holds: controls except tab and line ends. */

const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

type Cell = string | number | null;

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

/** RFC 4180: CRLF, quotes where needed. */
function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(cell).join(','));
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const clean = value.replace(CONTROLS, '');
  const text = FORMULA.test(clean) ? `'${clean}` : clean;
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
