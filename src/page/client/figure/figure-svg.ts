/** The picture as it is seen, as an SVG with a legend: for a paper or a slide. */
import { TITLE_LINE, TITLE_SIZE, type PlacedTitle } from '../map/titles.js';
import { LINE_HEIGHT, type Label } from '../map/labels.js';
import type { Look } from '../map/look.js';

export interface Figure {
  readonly title: string;
  /** What is shown of how many, and by whom it was made. */
  readonly caption: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly ink: string;
  readonly look: Look;
  readonly radius: number;
  /** Papers in sight. */
  readonly papers: readonly number[];
  readonly spot: (paper: number) => readonly [x: number, y: number];
  readonly labels: readonly Label[];
  /** Where the origin of the labels' pixels is. */
  readonly corner: readonly [number, number];
  readonly titles: readonly PlacedTitle[];
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
  readonly scale: { readonly from: string; readonly to: string; readonly colours: readonly string[] } | null;
}

const FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Helvetica, Arial, sans-serif";
const MARGIN = 16;
const HEAD = 34;
const ROW = 18;
const COLUMN = 250;

export function figureSvg(figure: Figure): string {
  const { width, height, look, ink } = figure;
  const columns = Math.max(1, Math.floor((width - 2 * MARGIN) / COLUMN));
  const rows = Math.ceil(figure.legend.length / columns);
  const foot = MARGIN + (figure.scale === null ? 0 : ROW + 6) + rows * ROW + figure.caption.length * ROW + 6;
  const tall = HEAD + height + foot;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}" font-family="${escaped(FONT)}">`,
    `<title>${escaped(figure.title)}</title>`,
    `<rect width="100%" height="100%" fill="${look.ground}"/>`,
    text(MARGIN, HEAD / 2 + 2, figure.title, { fill: ink, 'font-size': 16, 'font-weight': 650 }),
    `<svg y="${HEAD}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...points(figure),
    ...titles(figure),
    ...labels(figure),
    '</svg>',
    ...legend(figure, HEAD + height + MARGIN, columns),
    '</svg>',
    '',
  ].join('\n');
}

/** One path a colour: a line of no length with a round end is a disc, in a third of the characters of a circle. */
function points({ papers, look, radius, spot }: Figure): string[] {
  const paths = new Map<string, string[]>();
  const add = (key: string, paper: number): void => {
    const [x, y] = spot(paper);
    const list = paths.get(key) ?? [];
    list.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`);
    paths.set(key, list);
  };
  const { lit, classes, palette, dimmed, dim, bright, behind, grown } = look;
  for (const paper of papers) {
    const isDim = lit !== null && lit[paper] === 0;
    const own = isDim ? dimmed : classes[paper]!;
    const layer = isDim ? 0 : behind !== null && own === dimmed ? 1 : 2;
    add(`${layer} ${palette[own]!}`, paper);
  }
  const opacity = [dim, behind ?? bright, bright];
  const size = [0.8, 1, grown];
  return [...paths]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, list]) => {
      const [layer = '2', colour = ''] = key.split(' ');
      const wide = (2 * radius * size[Number(layer)]!).toFixed(2);
      return `<path d="${list.join('')}" stroke="${colour}" stroke-opacity="${opacity[Number(layer)]!}" stroke-width="${wide}" stroke-linecap="round" fill="none"/>`;
    });
}

function labels({ labels: placed, corner: [left, top], look, ink }: Figure): string[] {
  return placed.flatMap(({ topic, lines, x, y, size, isArea }) =>
    lines.map((line, n) =>
      text(x + left, y + top + (n - (lines.length - 1) / 2) * size * LINE_HEIGHT, line, {
        fill: isArea ? ink : (look.labels?.[topic] ?? ink),
        'font-size': size,
        'font-weight': isArea ? 650 : 550,
        'text-anchor': 'middle',
        ...outline(look.ground, 4),
      }),
    ),
  );
}

function titles({ titles: placed, spot, look, ink }: Figure): string[] {
  return placed.flatMap(({ paper, lines, dx, dy, width }) => {
    const [x, y] = spot(paper);
    const anchor = dx > 0 ? 'start' : dx <= -width ? 'end' : 'middle';
    const at = x + dx + (anchor === 'start' ? 0 : anchor === 'end' ? width : width / 2);
    return lines.map((line, n) =>
      text(at, y + dy + (n + 0.5) * TITLE_LINE, line, {
        fill: ink,
        'font-size': TITLE_SIZE,
        'text-anchor': anchor,
        ...outline(look.ground, 3),
      }),
    );
  });
}

function legend({ legend: entries, scale, caption, ink }: Figure, from: number, columns: number): string[] {
  const made: string[] = [];
  let y = from;
  if (scale !== null) {
    const stops = scale.colours.map(
      (colour, i) =>
        `<stop offset="${(i / Math.max(1, scale.colours.length - 1)).toFixed(3)}" stop-color="${colour}"/>`,
    );
    made.push(
      `<defs><linearGradient id="scale">${stops.join('')}</linearGradient></defs>`,
      text(MARGIN, y + 6, scale.from, { fill: ink, 'font-size': 12 }),
      `<rect x="${MARGIN + 130}" y="${y}" width="160" height="10" rx="5" fill="url(#scale)"/>`,
      text(MARGIN + 300, y + 6, scale.to, { fill: ink, 'font-size': 12 }),
    );
    y += ROW + 6;
  }
  entries.forEach(({ name, colour }, i) => {
    const [x, at] = [MARGIN + (i % columns) * COLUMN, y + Math.floor(i / columns) * ROW];
    made.push(
      `<circle cx="${x + 5}" cy="${at + 5}" r="5" fill="${colour}"/>`,
      text(x + 16, at + 5, name, { fill: ink, 'font-size': 12 }),
    );
  });
  y += Math.ceil(entries.length / columns) * ROW + 8;
  caption.forEach((line, n) => made.push(text(MARGIN, y + n * ROW, line, { fill: ink, 'font-size': 11 })));
  return made;
}

function outline(ground: string, width: number): Record<string, string | number> {
  return {
    stroke: ground,
    'stroke-width': width,
    'stroke-opacity': 0.8,
    'paint-order': 'stroke',
    'stroke-linejoin': 'round',
  };
}

function text(x: number, y: number, content: string, style: Record<string, string | number>): string {
  const given = Object.entries(style).map(([name, value]) => ` ${name}="${value}"`);
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" dominant-baseline="middle"${given.join('')}>${escaped(content)}</text>`;
}

/** Markup is text here too; what XML forbids is left out. */
export function escaped(content: string): string {
  return content
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '',
    )
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
