/** The map as a still picture for a paper or a slide. */
import { boxOf, labelSpots, noneColour, topicColours, areaIds, leavesOf } from '../looks/index.js';
import { clipped } from '../text/index.js';
import { placeLabels } from './place-labels.js';
import type { LabelBox, LabelCandidate } from './place-labels.js';
import type { TopicMap } from '../topic-map/index.js';
import { xml } from '../text/index.js';

export interface SvgOptions {
  /** Pixels; default 1600. The height is 5/8 of it. */
  readonly width?: number;
}

export const FONT = "Helvetica, Arial, 'DejaVu Sans', 'Noto Sans', sans-serif";
const TEXT = '#1f2328';
const QUIET = '#57606a';
/** A soft white edge. */
const HALO =
  'stroke="#ffffff" stroke-width="4" stroke-linejoin="round" stroke-opacity="0.85" paint-order="stroke"';
const AREA_SIZE = 22;
const LARGEST_TOPIC = 17;
const SMALLEST_TOPIC = 12;
const MARGIN = 40;
const TITLE_HEIGHT = 40;
const FOOT_HEIGHT = 30;

/** One SVG without scripts, links or fonts of its own; every text in it is escaped. About 10 bytes a paper. */
export function writeSvg(map: TopicMap, { width = 1600 }: SvgOptions = {}): string {
  const height = Math.round(width * 0.625);
  const inner = height - 2 * MARGIN - TITLE_HEIGHT - FOOT_HEIGHT;
  const frame = { x: MARGIN, y: MARGIN + TITLE_HEIGHT, width: width - 2 * MARGIN, height: inner };
  const place = placing(map, frame);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${xml(map.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...points(map, place, width),
    `<g font-family="${FONT}" fill="${TEXT}">`,
    `<text x="${MARGIN}" y="${MARGIN + 10}" font-size="24" font-weight="bold">${xml(clipped(map.title, 100))}</text>`,
    ...labels(map, place, frame),
    `<text x="${MARGIN}" y="${height - 18}" font-size="12" fill="${QUIET}">${xml(footnote(map))}</text>`,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

type Place = (point: { x: number; y: number }) => [number, number];

/** Map units to pixels: the same scale both ways, the map in the middle of the frame; y grows upwards on the map. */
function placing({ papers }: TopicMap, frame: LabelBox): Place {
  const { left, right, bottom, top } = boxOf(papers);
  const scale = Math.min(
    frame.width / Math.max(right - left, 1e-6),
    frame.height / Math.max(top - bottom, 1e-6),
  );
  // One paper, or all at one place: no extent to scale by.
  const safe = scale < 1e6 ? scale : 0;
  return ({ x, y }) => [
    frame.x + frame.width / 2 + (x - (left + right) / 2) * safe,
    frame.y + frame.height / 2 - (y - (bottom + top) / 2) * safe,
  ];
}

/** One path a topic, a dot for each paper: a zero-length line with round ends. */
function points(map: TopicMap, place: Place, width: number): string[] {
  const areas = areaIds(map.topics);
  const chosen = topicColours(
    map.topics.map((topic) => ({ ...topic, isArea: areas.has(topic.id) })),
    false,
  );
  const colours = new Map(map.topics.map(({ id }, t) => [id, chosen[t]!]));
  const paths = new Map<string | null, string[]>([
    [null, []],
    ...map.topics.map(({ id }): [string, string[]] => [id, []]),
  ]);
  for (const paper of map.papers) {
    const [x, y] = place(paper);
    paths.get(paper.topic)!.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`);
  }
  // Dots cover about a tenth of the picture, whatever the number of papers, within what can be seen.
  const size = Math.max(1.6, Math.min(10, width * Math.sqrt(0.06 / Math.max(1, map.papers.length))));
  return [...paths]
    .filter(([, dots]) => dots.length > 0)
    .map(
      ([topic, dots]) =>
        `<path d="${dots.join('')}" fill="none" stroke="${topic === null ? noneColour(false) : colours.get(topic)!}" ` +
        `stroke-width="${size.toFixed(1)}" stroke-linecap="round" stroke-opacity="${topic === null ? 0.5 : 0.75}"/>`,
    );
}

/** Areas first, then topics, the largest first; each label on a soft white edge so that it can be read over dots. */
function labels(map: TopicMap, place: Place, frame: LabelBox): string[] {
  const areas = areaIds(map.topics);
  const bySize = [...map.topics].sort(
    (a, b) => Number(areas.has(b.id)) - Number(areas.has(a.id)) || b.size - a.size,
  );
  const largest = Math.max(1, ...leavesOf(map.topics).map(({ size }) => size));
  const spots = spotting(map, place);
  const wishes = bySize.map((topic): LabelCandidate => {
    const size = SMALLEST_TOPIC + (LARGEST_TOPIC - SMALLEST_TOPIC) * Math.sqrt(topic.size / largest);
    return {
      text: topic.label,
      spots: spots(topic),
      size: areas.has(topic.id) ? AREA_SIZE : Math.round(size),
    };
  });
  return placeLabels(wishes, frame).map(({ label, box, lines, size }) => {
    const area = areas.has(bySize[label]!.id);
    const middle = (box.x + box.width / 2).toFixed(1);
    const spans = lines.map(
      (line, l) =>
        `<tspan x="${middle}" y="${(box.y + 3 + size * (0.85 + 1.15 * l)).toFixed(1)}">${xml(line)}</tspan>`,
    );
    const look = area ? `font-weight="bold" fill="${QUIET}"` : 'font-weight="600"';
    return `<text text-anchor="middle" font-size="${size}" ${look} ${HALO}>${spans.join('')}</text>`;
  });
}

/** Where a topic's label may stand, in pixels: its own place, then some of its papers. */
function spotting(
  { papers, topics }: TopicMap,
  place: Place,
): (topic: TopicMap['topics'][number]) => number[] {
  const points = papers.flatMap(place);
  const parentOf = new Map(topics.map(({ id, parent }) => [id, parent]));
  const members = new Map(topics.map(({ id }): [string | null, number[]] => [id, []]));
  papers.forEach(({ topic }, i) => {
    if (topic === null) return;
    members.get(topic)?.push(i);
    members.get(parentOf.get(topic) ?? null)?.push(i);
  });
  return (topic) => {
    const [x, y] = place(topic);
    return [x, y, ...labelSpots(points, members.get(topic.id)!, { x, y })];
  };
}

function footnote({ made, unplaced }: TopicMap): string {
  const left = unplaced.count > 0 ? `, ${unplaced.count.toLocaleString('en-US')} in no topic (grey)` : '';
  return (
    `${made.papers.toLocaleString('en-US')} papers${left}; near means alike, the axes mean nothing. ` +
    `fieldmap ${made.fieldmap}, ${made.model.id}, seed ${made.seed}.`
  );
}
