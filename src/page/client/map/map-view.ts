/** The map: points on one canvas, labels and marks on another above it, and which paper or label is where. */
import type { Data } from '../data/types.js';
import { labelSpots } from '../../../looks/label-spots.js';
import { LINE_HEIGHT, placeLabels, type Label } from './labels.js';
import { drawLabels, drawLasso, drawRing, fontOf } from './overlay.js';
import { painterFor, type Look, type Painter } from './paint.js';
import { fly } from './flight.js';
import { boxAround, boxOf, wholeView, zoomAt, type View } from './view.js';

export interface Marks {
  selected: number | null;
  hovered: number | null;
  /** A line being drawn round papers: x and y in turn. */
  lasso: number[] | null;
}

/** A map of less width has smaller labels. */
const NARROW = 520;
/** Labels keep off the points of a map of so many papers. */
const FEW = 400;
/** A frame that takes longer is drawn coarser while the map moves. */
const SLOW_MS = 24;
/** The map is still when nothing has moved it for so long. */
const REST_MS = 150;

export class MapView {
  /** Gets pointer and keys. */
  readonly canvas: HTMLCanvasElement;
  readonly marks: Marks = { selected: null, hovered: null, lasso: null };
  readonly view: View = { x: 0, y: 0, scale: 1 };
  private readonly ground: HTMLCanvasElement;
  private readonly data: Data;
  private readonly painter: Painter;
  private readonly moved: () => void;
  private lit: Uint8Array | null = null;
  private whole: View;
  private flight = (): void => {};
  private queued = false;
  private arePointsStale = true;
  private isMoving = false;
  private slow = false;
  private rest = 0;
  /** Null until labels are placed. */
  private spots: number[][] | null = null;
  private labels: { scale: number; placed: Label[] } = { scale: 0, placed: [] };

  /** `moved` is told when the view has changed. */
  constructor(ground: HTMLCanvasElement, canvas: HTMLCanvasElement, data: Data, moved: () => void) {
    this.ground = ground;
    this.canvas = canvas;
    this.data = data;
    this.moved = moved;
    this.painter = painterFor(ground, data.points);
    this.whole = wholeView(boxOf(data.points), 1, 1);
  }

  setLook(look: Look): void {
    this.painter.setLook(look);
    this.lit = look.lit;
    this.redraw();
  }

  /** Takes the size of its box; pixels are the screen's own. */
  resize(): void {
    const { width, height } = this.size;
    const wasWhole = this.view.scale === this.whole.scale || this.whole.scale <= 0 || this.labels.scale === 0;
    fit(this.canvas, width, height, ratioOf());
    this.whole = wholeView(boxOf(this.data.points), Math.max(1, width), Math.max(1, height));
    if (wasWhole) Object.assign(this.view, this.whole);
    this.arePointsStale = true;
    // At once: a canvas of a new size is empty, and would be seen so for a frame.
    this.draw();
  }

  get size(): { readonly width: number; readonly height: number } {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  /** How far in: 1 shows everything. */
  get zoom(): number {
    return this.view.scale / this.whole.scale;
  }

  showAll(): void {
    this.fly(this.whole);
  }

  zoomBy(factor: number, px = 0, py = 0): void {
    this.land();
    zoomAt(this.view, factor, px, py, this.whole.scale);
    this.changed();
  }

  moveBy(dx: number, dy: number): void {
    this.land();
    this.view.x -= dx / this.view.scale;
    this.view.y -= dy / this.view.scale;
    this.changed();
  }

  /** `zoom` as in the property. */
  showPlace(x: number, y: number, zoom: number): void {
    this.land();
    Object.assign(this.view, { x, y, scale: zoom * this.whole.scale });
    this.changed();
  }

  /** Brings these papers into sight, above what is `covered` by a sheet from below (a share of the height). */
  show(papers: readonly number[], covered = 0): void {
    if (papers.length === 0) return;
    const { width, height } = this.size;
    const near = wholeView(boxAround(this.data.points, papers), width, height * (1 - covered));
    const most = papers.length === 1 ? Math.max(Math.min(4, 1 + this.data.count / 100), this.zoom) : 8;
    const scale = Math.min(near.scale, this.whole.scale * most);
    this.fly({ x: near.x, y: near.y + (height * covered) / 2 / scale, scale });
  }

  /** The paper within `reach` pixels of a spot, bright ones before dimmed ones, or null. */
  paperAt(x: number, y: number, reach = 9): number | null {
    const { points } = this.data;
    const { scale } = this.view;
    const { width, height } = this.size;
    const wx = this.view.x + (x - width / 2) / scale;
    const wy = this.view.y + (y - height / 2) / scale;
    let best = -1;
    let nearest = (reach / scale) ** 2;
    let isLit = false;
    for (let i = 0; i < this.data.count; i++) {
      const distance = (points[2 * i]! - wx) ** 2 + (points[2 * i + 1]! - wy) ** 2;
      if (distance > (reach / scale) ** 2) continue;
      const lit = this.lit === null || this.lit[i] === 1;
      if (isLit && !lit) continue;
      if (distance >= nearest && lit === isLit) continue;
      best = i;
      nearest = distance;
      isLit = lit;
    }
    return best < 0 ? null : best;
  }

  /** The topic whose label covers a spot, or null. */
  topicAt(x: number, y: number): number | null {
    const [left, top] = this.corner();
    return (
      this.labels.placed.find(
        (label) =>
          Math.abs(label.x + left - x) < label.half &&
          Math.abs(label.y + top - y) < (label.lines.length * label.size * LINE_HEIGHT) / 2,
      )?.topic ?? null
    );
  }

  /** Papers inside a line on the screen (x and y in turn); dimmed ones are left out. */
  papersWithin(line: readonly number[]): number[] {
    const { points, count } = this.data;
    const { scale } = this.view;
    const [left, top] = this.corner();
    const found: number[] = [];
    for (let i = 0; i < count; i++) {
      if (this.lit !== null && this.lit[i] === 0) continue;
      if (isWithin(points[2 * i]! * scale + left, points[2 * i + 1]! * scale + top, line)) found.push(i);
    }
    return found;
  }

  /** Draws once before the next frame, however often it is asked for; without `points`, labels and marks only. */
  redraw(points = true): void {
    this.arePointsStale ||= points;
    if (this.queued) return;
    this.queued = true;
    requestAnimationFrame(() => {
      this.queued = false;
      this.draw();
    });
  }

  private changed(): void {
    this.isMoving = true;
    clearTimeout(this.rest);
    this.rest = window.setTimeout(() => {
      this.isMoving = false;
      if (this.slow) this.redraw();
    }, REST_MS);
    this.redraw();
    this.moved();
  }

  private fly(to: View): void {
    this.land();
    this.flight = fly(this.view, to, () => this.changed());
  }

  private land(): void {
    this.flight();
  }

  /** Where the origin of the map is on the screen. */
  private corner(): readonly [number, number] {
    const { width, height } = this.size;
    return [width / 2 - this.view.x * this.view.scale, height / 2 - this.view.y * this.view.scale];
  }

  /** In the screen's pixels: smaller for more papers, larger farther in. */
  private radius(): number {
    const { width, height } = this.size;
    const far = Math.max(1.1, 9 / this.data.count ** 0.16 - 0.4) * Math.max(1, Math.min(width, height) / 800);
    return Math.min(9, far * Math.min(this.zoom, 40) ** 0.32);
  }

  private draw(): void {
    if (this.arePointsStale) this.drawPoints();
    const ratio = ratioOf();
    const context = this.canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.size.width, this.size.height);
    const { color, fontFamily } = getComputedStyle(this.canvas);
    this.placeLabels(context, fontFamily);
    const corner = this.corner();
    drawLabels(context, this.labels.placed, corner, {
      ink: color,
      halo: getComputedStyle(this.canvas.parentElement!).backgroundColor,
      fontFamily,
    });
    const { hovered, selected, lasso } = this.marks;
    for (const paper of new Set([hovered, selected])) {
      if (paper === null) continue;
      const [x, y] = [this.data.points[2 * paper]!, this.data.points[2 * paper + 1]!];
      drawRing(
        context,
        color,
        x * this.view.scale + corner[0],
        y * this.view.scale + corner[1],
        this.radius() + 4,
      );
    }
    if (lasso !== null) drawLasso(context, color, lasso);
  }

  /** Where a frame takes too long, as on a large screen, it is made of a quarter of the pixels until the map is still. */
  private drawPoints(): void {
    const { width, height } = this.size;
    const ratio = ratioOf() * (this.isMoving && this.slow ? 0.5 : 1);
    fit(this.ground, width, height, ratio);
    this.arePointsStale = false;
    const begun = performance.now();
    this.painter.paint({ ...this.view, scale: this.view.scale * ratio }, this.radius() * ratio);
    if (!this.isMoving || !this.slow) this.slow = performance.now() - begun > SLOW_MS;
  }

  /** Placed anew when the scale has changed; moving leaves them as they are. */
  private placeLabels(context: CanvasRenderingContext2D, fontFamily: string): void {
    if (this.labels.scale === this.view.scale) return;
    const measure = (text: string, size: number, isArea: boolean): number => {
      context.font = fontOf(size, isArea, fontFamily);
      return context.measureText(text).width;
    };
    const isNarrow = this.size.width < NARROW;
    this.labels = {
      scale: this.view.scale,
      placed: placeLabels(
        this.data.head.topics,
        this.view.scale,
        this.zoom,
        measure,
        this.pointsUnder,
        isNarrow,
        (this.spots ??= spotsOf(this.data)),
      ),
    };
  }

  /** Points that a label hides; where there are many, labels cannot help hiding some, and nobody counts. */
  private readonly pointsUnder = ({ x, y, half, lines, size }: Label): number => {
    const { points, count } = this.data;
    if (count > FEW) return 0;
    let under = 0;
    for (let i = 0; i < count; i++) {
      const [dx, dy] = [points[2 * i]! * this.view.scale - x, points[2 * i + 1]! * this.view.scale - y];
      if (Math.abs(dx) < half && Math.abs(dy) < (lines.length * size * LINE_HEIGHT) / 2 + 4) under++;
    }
    return under;
  };
}

/** By topic, places of its own papers. */
function spotsOf({ head, points, topic }: Data): number[][] {
  const papers = head.topics.map((): number[] => []);
  topic.forEach((own, paper) => {
    if (own < 0) return;
    papers[own]!.push(paper);
    papers[head.topics[own]!.parent]?.push(paper);
  });
  return head.topics.map(({ x, y }, i) => labelSpots(points, papers[i]!, { x, y: -y }));
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
