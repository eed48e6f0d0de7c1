/** The map on two canvases: points below, writing and marks above; and what is where on it. */
import type { Mark } from '../marks/marks.js';
import type { Data, Texts } from '../data/types.js';
import { Camera } from './camera.js';
import { Lettering } from './lettering.js';
import { drawLabels, drawLasso, drawMarks, drawRing, drawTitles, type Ink } from './overlay.js';
import type { Look } from './look.js';
import { painterFor, type Painter } from './paint.js';

export interface Shown {
  selected: number | null;
  hovered: number | null;
  /** A line being drawn round papers: x and y in turn. */
  lasso: number[] | null;
  /** Papers that something was decided of. */
  marks: ReadonlyMap<number, Mark>;
}

export interface Canvases {
  /** The points. */
  readonly ground: HTMLCanvasElement;
  /** Writing and marks; gets pointer and keys. */
  readonly canvas: HTMLCanvasElement;
}

/** A frame that takes longer is drawn coarser while the map moves. */
const SLOW_MS = 24;
/** The map is still when nothing has moved it for so long. */
const REST_MS = 150;

/** What is to be done before the next frame, and how fast frames are. */
interface Frames {
  isQueued: boolean;
  arePointsStale: boolean;
  areTitlesStale: boolean;
  isMoving: boolean;
  isSlow: boolean;
  rest: number;
}

export class MapView {
  /** Gets pointer and keys. */
  readonly canvas: HTMLCanvasElement;
  readonly camera: Camera;
  readonly shown: Shown = { selected: null, hovered: null, lasso: null, marks: new Map() };
  readonly lettering: Lettering;
  private readonly ground: HTMLCanvasElement;
  private readonly data: Data;
  private readonly painter: Painter;
  private look: Look | null = null;
  private readonly frames: Frames = {
    isQueued: false,
    arePointsStale: true,
    areTitlesStale: true,
    isMoving: false,
    isSlow: false,
    rest: 0,
  };

  /** `moved` is told when the view has changed. */
  constructor({ ground, canvas }: Canvases, data: Data, moved: () => void) {
    this.ground = ground;
    this.canvas = canvas;
    this.data = data;
    this.painter = painterFor(ground, data.points);
    this.lettering = new Lettering(data);
    this.camera = new Camera(data.points, () => {
      this.hasMoved();
      moved();
    });
  }

  setLook(look: Look): void {
    this.painter.setLook(look);
    this.look = look;
    this.frames.areTitlesStale = true;
    this.redraw();
  }

  setTexts(texts: Texts): void {
    this.lettering.setTexts(texts);
    this.frames.areTitlesStale = true;
    this.redraw(false);
  }

  setMarks(marks: ReadonlyMap<number, Mark>): void {
    this.shown.marks = marks;
    this.frames.areTitlesStale = true;
    this.redraw(false);
  }

  /** Takes the size of its box; pixels are the screen's own. */
  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    fit(this.canvas, width, height, ratioOf());
    this.camera.resize({ width, height });
    Object.assign(this.frames, { arePointsStale: true, areTitlesStale: true });
    // At once: a canvas of a new size is empty, and would be seen so for a frame.
    this.draw();
  }

  /** The paper within `reach` pixels of a spot, bright ones before dimmed ones, or null. */
  paperAt(x: number, y: number, reach = 9): number | null {
    const { points, count } = this.data;
    const { scale } = this.camera.view;
    const [left, top] = this.camera.corner();
    const lit = this.look?.lit ?? null;
    let best = -1;
    let nearest = (reach / scale) ** 2;
    let isLit = false;
    for (let i = 0; i < count; i++) {
      const distance =
        (points[2 * i]! - (x - left) / scale) ** 2 + (points[2 * i + 1]! - (y - top) / scale) ** 2;
      if (distance > (reach / scale) ** 2) continue;
      const own = lit === null || lit[i] === 1;
      if ((isLit && !own) || (distance >= nearest && own === isLit)) continue;
      best = i;
      nearest = distance;
      isLit = own;
    }
    return best < 0 ? null : best;
  }

  topicAt(x: number, y: number): number | null {
    return this.lettering.topicAt(x, y, this.camera);
  }

  titledAt(x: number, y: number): number | null {
    return this.lettering.titledAt(x, y, this.camera);
  }

  /** Papers inside a line on the screen (x and y in turn); dimmed ones are left out. */
  papersWithin(line: readonly number[]): number[] {
    const { points, count } = this.data;
    const { scale } = this.camera.view;
    const [left, top] = this.camera.corner();
    const lit = this.look?.lit ?? null;
    const found: number[] = [];
    for (let i = 0; i < count; i++) {
      if (lit !== null && lit[i] === 0) continue;
      if (isWithin(points[2 * i]! * scale + left, points[2 * i + 1]! * scale + top, line)) found.push(i);
    }
    return found;
  }

  /** Draws once before the next frame, however often it is asked for; without `points`, writing and marks only. */
  redraw(points = true): void {
    this.frames.arePointsStale ||= points;
    if (this.frames.isQueued) return;
    this.frames.isQueued = true;
    requestAnimationFrame(() => {
      this.frames.isQueued = false;
      this.draw();
    });
  }

  /** In the screen's pixels: smaller for more papers, larger farther in. */
  radius(): number {
    const { size, zoom } = this.camera;
    const far =
      Math.max(1.1, 9 / this.data.count ** 0.16 - 0.4) * Math.max(1, Math.min(size.width, size.height) / 800);
    return Math.min(9, far * Math.min(zoom, 40) ** 0.32);
  }

  private hasMoved(): void {
    const { frames } = this;
    Object.assign(frames, { isMoving: true, areTitlesStale: true });
    clearTimeout(frames.rest);
    frames.rest = window.setTimeout(() => {
      frames.isMoving = false;
      this.redraw(frames.isSlow);
    }, REST_MS);
    this.redraw();
  }

  private draw(): void {
    if (this.frames.arePointsStale) this.drawPoints();
    const context = this.canvas.getContext('2d')!;
    const ratio = ratioOf();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { width, height } = this.camera.size;
    context.clearRect(0, 0, width, height);
    this.write(context);
    const { color } = getComputedStyle(this.canvas);
    const { hovered, selected, lasso } = this.shown;
    for (const paper of new Set([hovered, selected]))
      if (paper !== null) drawRing(context, color, this.spot(paper), this.radius() + 4);
    if (lasso !== null) drawLasso(context, color, lasso);
  }

  private write(context: CanvasRenderingContext2D): void {
    const { color, fontFamily } = getComputedStyle(this.canvas);
    const ink: Ink = {
      ink: color,
      halo: getComputedStyle(this.canvas.parentElement!).backgroundColor,
      fontFamily,
      labels: this.look?.labels ?? null,
    };
    const { lettering, camera, frames, shown } = this;
    lettering.placeLabels(context, fontFamily, camera);
    if (frames.areTitlesStale && !frames.isMoving) {
      frames.areTitlesStale = false;
      const first = new Set(shown.marks.keys());
      lettering.placeTitles(context, fontFamily, camera, {
        lit: this.look?.lit ?? null,
        first,
        radius: this.radius(),
      });
    }
    drawTitles(context, lettering.titles, (paper) => this.spot(paper), ink);
    drawMarks(context, shown.marks, { spot: (paper) => this.spot(paper), radius: this.radius() }, ink);
    drawLabels(context, lettering.labels, camera.corner(), ink);
  }

  private spot(paper: number): [number, number] {
    const [left, top] = this.camera.corner();
    const { scale } = this.camera.view;
    return [this.data.points[2 * paper]! * scale + left, this.data.points[2 * paper + 1]! * scale + top];
  }

  /** Where a frame takes too long, as on a large screen, it is made of a quarter of the pixels until the map is still. */
  private drawPoints(): void {
    const { frames, camera } = this;
    const { width, height } = camera.size;
    const ratio = ratioOf() * (frames.isMoving && frames.isSlow ? 0.5 : 1);
    fit(this.ground, width, height, ratio);
    frames.arePointsStale = false;
    const begun = performance.now();
    this.painter.paint({ ...camera.view, scale: camera.view.scale * ratio }, this.radius() * ratio);
    if (!frames.isMoving || !frames.isSlow) frames.isSlow = performance.now() - begun > SLOW_MS;
  }
}

/** Pixels of the screen for each of the page's. */
function ratioOf(): number {
  return window.devicePixelRatio || 1;
}

function fit(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): void {
  const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
  if (canvas.width === wide && canvas.height === high) return;
  canvas.width = wide;
  canvas.height = high;
}

/** Even-odd rule. */
function isWithin(x: number, y: number, line: readonly number[]): boolean {
  let within = false;
  for (let i = 0, j = line.length - 2; i < line.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[j]!, line[j + 1]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) within = !within;
  }
  return within;
}
