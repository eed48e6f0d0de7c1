/**
 * Points drawn by hand into the pixels of a canvas: without a graphics card six times as fast as WebGL and eight times
 * as fast as paths on a canvas (`bench/page.ts`), with one fast enough, and the same picture everywhere.
 */
import { densityOf, drawDensity, type Density } from './density.js';
import type { Look } from './look.js';
import type { View } from './view.js';

export interface Painter {
  /** From now on points look like this. */
  setLook(look: Look): void;
  /** Draws all of them, dimmed ones first; nothing before there is a look. `view` and `radius` in pixels of the canvas. */
  paint(view: View, radius: number): void;
}

/** `points`: x and y in turn. */
export function painterFor(canvas: HTMLCanvasElement, points: Float32Array): Painter {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  let image = new ImageData(1, 1);
  let look: PixelLook | null = null;
  let density: Density | null = null;
  return {
    setLook(wanted) {
      look = {
        ...wanted,
        ground: pixelOf(wanted.ground),
        palette: Uint32Array.from(wanted.palette, pixelOf),
        layers: layersOf(wanted),
        shades: wanted.shades && Uint32Array.from(wanted.shades, pixelOf),
      };
    },
    paint(view, radius) {
      if (look === null) return;
      const { width, height } = canvas;
      if (image.width !== width || image.height !== height) image = new ImageData(width, height);
      const picture = { pixels: new Uint32Array(image.data.buffer), width, height };
      if (look.shades === null) picture.pixels.fill(look.ground);
      else drawDensity(picture, (density ??= densityOf(points)), view, look.shades);
      drawPoints({ picture, points, view, look }, radius);
      context.putImageData(image, 0, 0);
    },
  };
}

interface Picture {
  /** One a pixel, as ImageData has them on all machines browsers run on: alpha, blue, green, red from the top. */
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

type PixelLook = Omit<Look, 'ground' | 'palette' | 'shades'> & {
  readonly shades: Uint32Array | null;
  readonly ground: number;
  readonly palette: Uint32Array;
  /** Per point: the pass that draws it; null: all are drawn in the last. */
  readonly layers: Uint8Array | null;
};

const DIMMED = 0;
const BEHIND = 1;
const BRIGHT = 2;

function layersOf({ classes, lit, dimmed, behind }: Look): Uint8Array | null {
  if (lit === null && behind === null) return null;
  return Uint8Array.from(classes, (own, i) =>
    lit !== null && lit[i] === 0 ? DIMMED : behind !== null && own === dimmed ? BEHIND : BRIGHT,
  );
}

function pixelOf(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
  return (0xff000000 | (b << 16) | (g << 8) | r) >>> 0;
}

interface Scene {
  readonly picture: Picture;
  readonly points: Float32Array;
  readonly view: View;
  readonly look: PixelLook;
}

function drawPoints(scene: Scene, radius: number): void {
  const { lit, dim, behind, grown, bright } = scene.look;
  if (lit !== null) drawPass(scene, DIMMED, stampOf(radius * DIMMED_SIZE, dim));
  if (behind !== null) drawPass(scene, BEHIND, stampOf(radius, behind));
  drawPass(scene, BRIGHT, stampOf(radius * grown, bright));
}

const DIMMED_SIZE = 0.8;

/** Places within a pixel that a disc is drawn for: without them, points jump from pixel to pixel while they move. */
const PHASES = 4;

/** A disc: the pixels it touches, for each phase in turn. */
interface Stamp {
  readonly size: number;
  /** Pixels of phase `p` (x fastest) are at `starts[p] .. starts[p + 1]`. */
  readonly starts: Uint16Array;
  readonly dx: Uint8Array;
  readonly dy: Uint8Array;
  /** How much of the colour to take, 1..256. */
  readonly cover: Uint16Array;
}

function stampOf(radius: number, alpha: number): Stamp {
  const size = Math.ceil(2 * radius + 1) + 1;
  const starts = [0];
  const touched: { dx: number; dy: number; cover: number }[] = [];
  for (let phase = 0; phase < PHASES * PHASES; phase++) {
    const cx = size / 2 - 0.5 + ((phase % PHASES) + 0.5) / PHASES;
    const cy = size / 2 - 0.5 + (Math.floor(phase / PHASES) + 0.5) / PHASES;
    for (let dy = 0; dy < size; dy++) {
      for (let dx = 0; dx < size; dx++) {
        const inside = radius - Math.hypot(dx + 0.5 - cx, dy + 0.5 - cy) + 0.5;
        const cover = Math.round(256 * alpha * Math.min(1, Math.max(0, inside)));
        if (cover > 0) touched.push({ dx, dy, cover });
      }
    }
    starts.push(touched.length);
  }
  return {
    size,
    starts: Uint16Array.from(starts),
    dx: Uint8Array.from(touched, ({ dx }) => dx),
    dy: Uint8Array.from(touched, ({ dy }) => dy),
    cover: Uint16Array.from(touched, ({ cover }) => cover),
  };
}

function drawPass({ picture, points, view, look }: Scene, layer: number, stamp: Stamp): void {
  const { pixels, width, height } = picture;
  const { layers, classes, palette, dimmed } = look;
  const { size, starts, dx, dy, cover } = stamp;
  const steps = Int32Array.from(dx, (x, k) => dy[k]! * width + x);
  const { scale } = view;
  const left = width / 2 - view.x * scale - size / 2 + 0.5;
  const top = height / 2 - view.y * scale - size / 2 + 0.5;
  for (let i = 0; i < classes.length; i++) {
    if (layers !== null && layers[i] !== layer) continue;
    const sx = points[2 * i]! * scale + left;
    const sy = points[2 * i + 1]! * scale + top;
    if (!(sx > -size && sy > -size && sx < width && sy < height)) continue;
    const x0 = Math.floor(sx);
    const y0 = Math.floor(sy);
    const phase = Math.floor((sy - y0) * PHASES) * PHASES + Math.floor((sx - x0) * PHASES);
    const color = palette[layer === DIMMED ? dimmed : classes[i]!]!;
    const redBlue = color & 0xff00ff;
    const green = color & 0x00ff00;
    const corner = y0 * width + x0;
    const isWhole = x0 >= 0 && y0 >= 0 && x0 + size <= width && y0 + size <= height;
    const end = starts[phase + 1]!;
    for (let k = starts[phase]!; k < end; k++) {
      if (!isWhole && !isInside(x0 + dx[k]!, y0 + dy[k]!, picture)) continue;
      const at = corner + steps[k]!;
      const under = pixels[at]!;
      const take = cover[k]!;
      const keep = 256 - take;
      pixels[at] =
        0xff000000 |
        (((Math.imul(under & 0xff00ff, keep) + Math.imul(redBlue, take)) >>> 8) & 0xff00ff) |
        (((Math.imul(under & 0x00ff00, keep) + Math.imul(green, take)) >>> 8) & 0x00ff00);
    }
  }
}

function isInside(x: number, y: number, { width, height }: Picture): boolean {
  return x >= 0 && y >= 0 && x < width && y < height;
}
