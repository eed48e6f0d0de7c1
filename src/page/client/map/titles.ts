/** Short titles beside points where there is room: important papers first, none over another, a label or a point. */
import { wrapped } from '../../../text/index.js';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PlacedTitle {
  readonly paper: number;
  readonly lines: readonly string[];
  /** Where its box begins, in pixels from the point. */
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
}

export interface TitleScene {
  /** Papers in sight that may have a title, the most important first. */
  readonly candidates: readonly number[];
  /** All points in sight: none is to be covered. */
  readonly inSight: readonly number[];
  /** Where a paper is on the screen. */
  readonly spot: (paper: number) => readonly [x: number, y: number];
  readonly title: (paper: number) => string;
  readonly measure: (line: string) => number;
  /** What is taken already: labels of topics. */
  readonly taken: readonly Box[];
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

export const TITLE_SIZE = 11;
export const TITLE_LINE = 13;
const LINE = 30;
const LINES = 2;
const GAP = 4;
/** Titles looked for a place at most: each costs a few hundred comparisons. */
const MOST = 300;

export function placeTitles(scene: TitleScene): PlacedTitle[] {
  const taken = [...scene.taken];
  const points = scene.inSight.map((paper) => scene.spot(paper));
  const placed: PlacedTitle[] = [];
  for (const paper of scene.candidates.slice(0, MOST)) {
    const lines = shortTitle(scene.title(paper));
    if (lines.length === 0) continue;
    const width = Math.max(...lines.map((line) => scene.measure(line)));
    const [x, y] = scene.spot(paper);
    const found = sides(width, lines.length * TITLE_LINE, scene.radius).find(([dx, dy]) => {
      const box = boxAt(x + dx, y + dy, width, lines.length * TITLE_LINE);
      return (
        box.left >= 0 &&
        box.top >= 0 &&
        box.right <= scene.width &&
        box.bottom <= scene.height &&
        !taken.some((other) => overlap(box, other)) &&
        !points.some((point) => covers(box, point, scene.radius))
      );
    });
    if (found === undefined) continue;
    const [dx, dy] = found;
    taken.push(boxAt(x + dx, y + dy, width, lines.length * TITLE_LINE));
    placed.push({ paper, lines, dx, dy, width });
  }
  return placed;
}

/** Right, left, below and above of a point. */
function sides(width: number, height: number, radius: number): (readonly [number, number])[] {
  const off = radius + GAP;
  return [
    [off, -height / 2],
    [-off - width, -height / 2],
    [-width / 2, off],
    [-width / 2, -off - height],
  ];
}

function boxAt(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + 2 && b.top < a.bottom + 2;
}

function covers(box: Box, [x, y]: readonly [number, number], radius: number): boolean {
  return (
    x > box.left - radius - 1 && x < box.right + radius + 1 && y > box.top - radius && y < box.bottom + radius
  );
}

/** A title in two short lines: what stands before a colon says enough, where it is no single word. */
export function shortTitle(title: string): string[] {
  const head = /^(.{14,}?)[:?!](?:\s|$)/su.exec(title)?.[1] ?? title;
  const lines = wrapped(head.slice(0, 200), LINE);
  return lines.length <= LINES
    ? lines.map(cut)
    : lines.slice(0, LINES).map((line, n) => (n === LINES - 1 ? `${cut(line)} …` : cut(line)));
}

/** A word longer than a line is cut. */
function cut(line: string): string {
  return line.length > LINE + 4 ? `${line.slice(0, LINE + 3)}…` : line;
}
