/** Which labels fit: coarse ones first, none over another. */
import type { PageData } from '../types.js';

export interface Label {
  readonly topic: number;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly isArea: boolean;
}

type Topic = PageData['topics'][number];

const LINE = 24;

/**
 * Labels to draw, in pixels. Far out, areas win; `zoom` (1: everything in sight) brings in the topics. `measure` gives
 * the width of a text of a size.
 */
export function placeLabels(
  topics: readonly Topic[], zoom: number, toScreen: (x: number, y: number) => readonly [number, number],
  width: number, height: number, measure: (text: string, size: number) => number,
): Label[] {
  const placed: (Label & { readonly half: number })[] = [];
  const order = topics.map((_, i) => i).sort((a, b) => Number(topics[b]!.isArea) - Number(topics[a]!.isArea) || topics[b]!.size - topics[a]!.size);
  const hasAreas = topics.some(({ isArea }) => isArea);
  for (const topic of order) {
    const { label, isArea, x, y } = topics[topic]!;
    if (isArea && zoom > 2.5) continue;
    const size = isArea ? 15 : hasAreas ? 12 : 13;
    const lines = broken(isArea ? label.toUpperCase() : label);
    const half = Math.max(...lines.map((line) => measure(line, size))) / 2 + 6;
    const [px, py] = toScreen(x, y);
    if (px < 0 || py < 0 || px > width || py > height) continue;
    const tall = (lines.length * size * 1.25) / 2 + 3;
    const clash = placed.some((other) => Math.abs(other.x - px) < other.half + half
      && Math.abs(other.y - py) < (other.lines.length * other.size * 1.25) / 2 + tall);
    if (!clash) placed.push({ topic, lines, x: px, y: py, size, isArea, half });
  }
  return placed;
}

/** A long label on two or three lines. */
function broken(label: string): string[] {
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 3);
}
