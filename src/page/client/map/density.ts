/** How dense the papers lie, as a quiet shade behind the points: where thousands overlap, points alone cannot say. */
import type { View } from './view.js';

export interface Density {
  /** 0..255 in `CELLS` × `CELLS` cells over the box of all points. */
  readonly cells: Uint8Array;
  readonly left: number;
  readonly top: number;
  /** Cells for each unit of the map. */
  readonly perUnit: number;
}

const CELLS = 192;
/** Free cells round the points, so that the shade fades out. */
const MARGIN = 12;
/** Rounds of averaging over five cells: three come close to a bell. */
const ROUNDS = 3;
const REACH = 2;

/** `points`: x and y in turn. The shade goes by the square root, so that thin places are seen beside crowded ones. */
export function densityOf(points: Float32Array): Density {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!);
    right = Math.max(right, points[i]!);
    top = Math.min(top, points[i + 1]!);
    bottom = Math.max(bottom, points[i + 1]!);
  }
  const perUnit = (CELLS - 2 * MARGIN) / Math.max(right - left, bottom - top, 1e-9);
  let counts = new Float32Array(CELLS * CELLS);
  for (let i = 0; i < points.length; i += 2) {
    const x = MARGIN + Math.floor((points[i]! - left) * perUnit);
    const y = MARGIN + Math.floor((points[i + 1]! - top) * perUnit);
    counts[y * CELLS + x]!++;
  }
  for (let round = 0; round < ROUNDS; round++) {
    counts = averaged(counts, 1);
    counts = averaged(counts, CELLS);
  }
  const most = Math.sqrt(counts.reduce((a, b) => Math.max(a, b), 0)) || 1;
  return {
    cells: Uint8Array.from(counts, (count) => Math.round((255 * Math.sqrt(count)) / most)),
    left: left - MARGIN / perUnit,
    top: top - MARGIN / perUnit,
    perUnit,
  };
}

/** Each cell as the mean of the cells within `REACH` steps of `step`; none is so near the edge that it matters. */
function averaged(counts: Float32Array, step: number): Float32Array<ArrayBuffer> {
  const made = new Float32Array(counts.length);
  for (let i = 0; i < counts.length; i++) {
    let sum = 0;
    for (let k = -REACH; k <= REACH; k++) sum += counts[i + k * step] ?? 0;
    made[i] = sum / (2 * REACH + 1);
  }
  return made;
}

/** Pixels that share one shade, across and down: a gradient this faint shows no steps, and costs a sixteenth. */
const BLOCK = 4;

/** Fills a picture with its ground, darker (or lighter) where papers are dense. `shades`: pixels from none to densest. */
export function drawDensity(
  {
    pixels,
    width,
    height,
  }: { readonly pixels: Uint32Array; readonly width: number; readonly height: number },
  { cells, left, top, perUnit }: Density,
  view: View,
  shades: Uint32Array,
): void {
  const step = (BLOCK * perUnit) / view.scale;
  const x0 = (view.x - width / 2 / view.scale - left) * perUnit + step / 2 - 0.5;
  const y0 = (view.y - height / 2 / view.scale - top) * perUnit + step / 2 - 0.5;
  for (let row = 0, y = y0; row < height; row += BLOCK, y += step) {
    for (let column = 0, x = x0; column < width; column += BLOCK, x += step) {
      const level = between(cells, x, y);
      pixels.fill(
        shades[(level * (shades.length - 1)) >> 8]!,
        row * width + column,
        row * width + Math.min(width, column + BLOCK),
      );
    }
    for (let below = row + 1; below < Math.min(height, row + BLOCK); below++)
      pixels.copyWithin(below * width, row * width, (row + 1) * width);
  }
}

/** Between the four cells round a place; 0 outside. */
function between(cells: Uint8Array, x: number, y: number): number {
  const [cx, cy] = [Math.floor(x), Math.floor(y)];
  if (cx < 0 || cy < 0 || cx >= CELLS - 1 || cy >= CELLS - 1) return 0;
  const [fx, fy] = [x - cx, y - cy];
  const at = cy * CELLS + cx;
  return (
    (cells[at]! * (1 - fx) + cells[at + 1]! * fx) * (1 - fy) +
    (cells[at + CELLS]! * (1 - fx) + cells[at + CELLS + 1]! * fx) * fy
  );
}
