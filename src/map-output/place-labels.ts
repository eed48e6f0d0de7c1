/** Labels on a picture so that none covers another. */
import { wrapped } from '../text/index.js';

export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabel {
  /** Index into the labels given. */
  readonly label: number;
  readonly box: LabelBox;
  readonly lines: readonly string[];
  readonly size: number;
}

export interface LabelCandidate {
  readonly text: string;
  /** Where its middle may be, the best place first: x and y in turn. */
  readonly spots: readonly number[];
  /** Font size. */
  readonly size: number;
}

/** Characters a line of a label has at most, where its words allow. */
const LINE = 24;
const LINE_HEIGHT = 1.15;
const PADDING = 3;
/** Steps away from a spot, in boxes: at any of them before a step aside, and none that would lead among others' points. */
const OFFSETS = [
  [0, 0],
  [0, -0.5],
  [0, 0.5],
  [-0.3, 0],
  [0.3, 0],
] as const;

/**
 * Places labels in the order given, the important first, each at the first of its spots, or a step beside one, that
 * is free, moved into `frame`; what fits nowhere is left out. The cost grows with the square of the number of labels.
 */
export function placeLabels(wishes: readonly LabelCandidate[], frame: LabelBox): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  wishes.forEach((wish, label) => {
    const lines = wrapped(wish.text, LINE);
    const width = Math.max(...lines.map((line) => textWidth(line, wish.size))) + 2 * PADDING;
    const height = lines.length * wish.size * LINE_HEIGHT + 2 * PADDING;
    const { spots, size } = wish;
    for (const [dx, dy] of OFFSETS) {
      for (let i = 0; i < spots.length; i += 2) {
        const box = inside(
          {
            x: spots[i]! - width / 2 + dx * width,
            y: spots[i + 1]! - height / 2 + dy * height,
            width,
            height,
          },
          frame,
        );
        if (placed.some((other) => overlap(box, other.box))) continue;
        placed.push({ label, box, lines, size });
        return;
      }
    }
  });
  return placed;
}

/** The nearest box of that size inside the frame. */
function inside(box: LabelBox, frame: LabelBox): LabelBox {
  const x = Math.max(frame.x, Math.min(box.x, frame.x + frame.width - box.width));
  const y = Math.max(frame.y, Math.min(box.y, frame.y + frame.height - box.height));
  return { ...box, x, y };
}

function overlap(a: LabelBox, b: LabelBox): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * About how wide `text` is set in a bold sans-serif: there is no font to measure with, so widths are on the safe side.
 */
function textWidth(text: string, size: number): number {
  let width = 0;
  for (const character of text) {
    if (character > '\u2e7f') width += 1.05;
    else if (/[A-ZWMwm%@]/.test(character)) width += 0.8;
    else if (/[iljtfr.,;:'()|\- ]/.test(character)) width += 0.4;
    else width += 0.64;
  }
  return width * size;
}
