/** What lies over the points: labels, rings, and a line being drawn. */
import type { Decision, Mark } from '../marks/marks.js';
import { LINE_HEIGHT, type Label } from './labels.js';
import { TITLE_LINE, TITLE_SIZE, type PlacedTitle } from './titles.js';

export interface Ink {
  readonly ink: string;
  readonly halo: string;
  readonly fontFamily: string;
  /** By topic, the colour of its label; null: all in `ink`. */
  readonly labels: readonly string[] | null;
}

/** Where a paper is on the screen. */
type Spot = (paper: number) => readonly [x: number, y: number];

export const TITLE_FONT = `400 ${TITLE_SIZE}px`;

export function fontOf(size: number, isArea: boolean, fontFamily: string): string {
  return `${isArea ? 650 : 550} ${size}px ${fontFamily}`;
}

/** Text with a quiet outline of the ground's colour, so that it is read over points. */
function write(context: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  context.globalAlpha = 0.9;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillText(text, x, y);
}

/** `left`, `top`: where the origin of the labels' pixels is. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  [left, top]: readonly [number, number],
  { ink, halo, fontFamily, labels: colours }: Ink,
): void {
  Object.assign(context, {
    textAlign: 'center',
    textBaseline: 'middle',
    lineJoin: 'round',
    strokeStyle: halo,
    lineWidth: 4.5,
  });
  for (const { topic, lines, x, y, size, isArea } of labels) {
    context.font = fontOf(size, isArea, fontFamily);
    context.fillStyle = isArea ? ink : (colours?.[topic] ?? ink);
    lines.forEach((line, n) =>
      write(context, line, x + left, y + top + (n - (lines.length - 1) / 2) * size * LINE_HEIGHT),
    );
  }
}

/** Characters of scripts that are written from right to left. */
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

export function drawTitles(
  context: CanvasRenderingContext2D,
  titles: readonly PlacedTitle[],
  spot: Spot,
  { ink, halo, fontFamily }: Ink,
): void {
  Object.assign(context, { textBaseline: 'middle', lineJoin: 'round', strokeStyle: halo, lineWidth: 3 });
  context.font = `${TITLE_FONT} ${fontFamily}`;
  context.fillStyle = ink;
  for (const { paper, lines, dx, dy, width } of titles) {
    const [x, y] = spot(paper);
    // Beside a point lines begin (or end) at it, below and above it they are centred.
    const align = dx > 0 ? 'left' : dx <= -width ? 'right' : 'center';
    const at = x + dx + (align === 'left' ? 0 : align === 'right' ? width : width / 2);
    context.textAlign = align;
    context.direction = RIGHT_TO_LEFT.test(lines[0]!) ? 'rtl' : 'ltr';
    lines.forEach((line, n) => write(context, line, at, y + dy + (n + 0.5) * TITLE_LINE));
  }
  context.direction = 'ltr';
}

/** Signs that need no colour to be told apart. */
const SIGNS = { include: '✓', maybe: '?', exclude: '✕' } as const satisfies Record<Decision, string>;

/** What was decided, at the upper right of the point: a star, a tick, a question mark or a cross. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: ReadonlyMap<number, Mark>,
  { spot, radius }: { readonly spot: Spot; readonly radius: number },
  { ink, halo, fontFamily }: Ink,
): void {
  Object.assign(context, {
    textAlign: 'center',
    textBaseline: 'middle',
    strokeStyle: halo,
    fillStyle: ink,
    lineWidth: 3,
  });
  context.font = `700 13px ${fontFamily}`;
  for (const [paper, { star, decision }] of marks) {
    const sign = `${star ? '★' : ''}${decision === null ? '' : SIGNS[decision]}`;
    const [x, y] = spot(paper);
    if (sign !== '') write(context, sign, x + radius + 3, y - radius - 3);
  }
}

export function drawRing(
  context: CanvasRenderingContext2D,
  ink: string,
  [x, y]: readonly [number, number],
  radius: number,
): void {
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

/** `line`: x and y in turn. */
export function drawLasso(context: CanvasRenderingContext2D, ink: string, line: readonly number[]): void {
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  for (let i = 0; i < line.length; i += 2) context.lineTo(line[i]!, line[i + 1]!);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}
