/** Which labels fit: coarse ones first, none over another. */
import { wrapped } from '../../../text/index.js';
import type { PackedTopic } from '../../types.js';

export interface Label {
  readonly topic: number;
  readonly lines: readonly string[];
  /** Its middle, in pixels of the view it was placed for. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly half: number;
  readonly isArea: boolean;
}

/** Characters a line has at most, where the words allow; lines beyond the third are left out. */
const LINE = 26;
const NARROW_LINE = 18;
const LINES = 3;
export const LINE_HEIGHT = 1.22;
/** Beyond this zoom areas go, and leave the room to topics. */
const AREAS_TO = 2.6;
/** Pixels kept free round a label when everything is in sight: farther in, labels may stand closer. */
const ROOM = 18;
/** Enough not to touch: a label closer to others is better than none. */
const LEAST_ROOM = 4;
/** Steps aside, in heights of the label, before it is given up. */
const ASIDE = [0, -0.6, 0.6, -1.1, 1.1];

/** For what labels are placed. */
export interface LabelScene {
  /** Pixels a unit. */
  readonly scale: number;
  /** 1 shows everything. */
  readonly zoom: number;
  /** The width of a text of a size. */
  readonly measure: (text: string, size: number, isArea: boolean) => number;
  /** How many points a label would hide: of the free places it takes the one that hides least, the wished one first. */
  readonly covered?: (label: Label) => number;
  /** Smaller letters and shorter lines, for a phone. */
  readonly isNarrow?: boolean;
  /** By topic, where else its label may stand (x and y in turn, y downwards), tried when its own place is taken. */
  readonly spots?: readonly (readonly number[])[];
  /** Left and right edge of the picture, in pixels; labels of a whole map do not go beyond. Null: farther in, they may. */
  readonly edges?: readonly [left: number, right: number] | null;
}

/** Labels of a whole map, also those out of sight, so that they stay as they are while the map is moved. */
export function placeLabels(
  topics: readonly PackedTopic[],
  { scale, zoom, measure, covered = () => 0, isNarrow = false, spots = [], edges = null }: LabelScene,
): Label[] {
  const placed: Label[] = [];
  const order = topics
    .map((_, i) => i)
    .sort(
      (a, b) => Number(topics[b]!.isArea) - Number(topics[a]!.isArea) || topics[b]!.size - topics[a]!.size,
    );
  const hasAreas = topics.some(({ isArea }) => isArea);
  for (const topic of order) {
    const { label, isArea, x, y } = topics[topic]!;
    if (isArea && zoom > AREAS_TO) continue;
    const size = (isArea ? 16 : hasAreas && zoom < AREAS_TO ? 12 : 13) - (isNarrow ? (isArea ? 3 : 1) : 0);
    const lines = broken(label, isNarrow ? NARROW_LINE : LINE);
    const half = Math.max(...lines.map((line) => measure(line, size, isArea))) / 2 + 6;
    const tall = lines.length * size * LINE_HEIGHT;
    const at = (px: number, py: number): Label => ({
      topic,
      lines,
      x: between(px * scale, half, edges),
      y: py * scale,
      size,
      half,
      isArea,
    });
    const isFree = (wish: Label, room = LEAST_ROOM + ROOM / Math.max(1, zoom)): boolean =>
      !placed.some((other) => overlap(other, wish, room));
    let free = ASIDE.map((aside) => at(x, -y + (aside * tall) / scale)).filter((wish) => isFree(wish));
    const own = spots[topic] ?? [];
    for (let i = 0; i < own.length && free.length === 0; i += 2)
      free = [at(own[i]!, own[i + 1]!)].filter((wish) => isFree(wish, LEAST_ROOM));
    const hidden = free.map(covered);
    const best = free[hidden.indexOf(Math.min(...hidden))];
    if (best !== undefined) placed.push(best);
  }
  return placed;
}

/** The middle of a label of half the width `half` that lies within the edges, as near to `x` as it can. */
function between(x: number, half: number, edges: LabelScene['edges']): number {
  if (edges === null || edges === undefined) return x;
  const [left, right] = edges;
  return right - left < 2 * half ? (left + right) / 2 : Math.min(right - half, Math.max(left + half, x));
}

function overlap(a: Label, b: Label, room: number): boolean {
  const tall = ((a.lines.length * a.size + b.lines.length * b.size) * LINE_HEIGHT) / 2 + room / 2;
  return Math.abs(a.x - b.x) < a.half + b.half + room / 2 && Math.abs(a.y - b.y) < tall;
}

/** A long label on several lines. */
function broken(label: string, length: number): string[] {
  return wrapped(label, length)
    .slice(0, LINES)
    .map((line, n) => (n === LINES - 1 ? line.replace(/,$/, '') : line));
}
