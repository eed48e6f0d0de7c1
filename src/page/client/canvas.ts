/** Draws the map on a canvas, and tells which paper is under the pointer. */
import type { PageData } from '../types.js';
import { topicColor } from './colors.js';
import { placeLabels, type Label } from './labels.js';
import { boxOf, wholeView, zoomAt, type View } from './view.js';

export interface State {
  /** Papers that stay bright, others are dimmed; null: all are bright. */
  lit: ReadonlySet<number> | null;
  selected: number | null;
  hovered: number | null;
}

export class MapCanvas {
  readonly canvas: HTMLCanvasElement;
  readonly view: View;
  private readonly data: PageData;
  private readonly points: Float32Array;
  private readonly state: State;
  private whole: View;
  private queued = false;
  private labels: Label[] = [];

  constructor(canvas: HTMLCanvasElement, data: PageData, state: State) {
    this.canvas = canvas;
    this.data = data;
    this.state = state;
    // Up is up: canvas counts downwards.
    this.points = Float32Array.from(data.points, (value, i) => (i % 2 === 1 ? -value : value));
    this.whole = wholeView(boxOf(this.points), 1, 1);
    this.view = { ...this.whole };
    this.resize();
    this.showAll();
  }

  /** Takes the size of its box; pixels are the screen's own. */
  resize(): void {
    const { clientWidth, clientHeight } = this.canvas;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(clientWidth * ratio));
    this.canvas.height = Math.max(1, Math.round(clientHeight * ratio));
    this.whole = wholeView(boxOf(this.points), Math.max(1, clientWidth), Math.max(1, clientHeight));
    this.redraw();
  }

  showAll(): void {
    Object.assign(this.view, this.whole);
    this.redraw();
  }

  /** How far in: 1 shows everything. */
  get zoom(): number {
    return this.view.scale / this.whole.scale;
  }

  zoomBy(factor: number, px = 0, py = 0): void {
    zoomAt(this.view, factor, px, py, this.whole.scale);
    this.redraw();
  }

  moveBy(dx: number, dy: number): void {
    this.view.x -= dx / this.view.scale;
    this.view.y -= dy / this.view.scale;
    this.redraw();
  }

  /** Brings these papers into sight. */
  show(papers: readonly number[]): void {
    if (papers.length === 0) return;
    const points = Float32Array.from(papers.flatMap((i) => [this.points[2 * i]!, this.points[2 * i + 1]!]));
    const near = wholeView(boxOf(points), this.canvas.clientWidth, this.canvas.clientHeight);
    Object.assign(this.view, near, { scale: Math.min(near.scale, this.whole.scale * (papers.length === 1 ? Math.max(4, this.zoom) : 6)) });
    this.redraw();
  }

  /** The paper within 10 pixels of a spot in the canvas, or null. */
  paperAt(x: number, y: number): number | null {
    let best: number | null = null;
    let nearest = 100;
    for (let i = 0; i < this.data.papers.length; i++) {
      const [px, py] = this.toScreen(this.points[2 * i]!, this.points[2 * i + 1]!);
      const distance = (px - x) ** 2 + (py - y) ** 2;
      if (distance < nearest) {
        nearest = distance;
        best = i;
      }
    }
    return best;
  }

  /** The topic whose label covers a spot, or null. */
  topicAt(x: number, y: number): number | null {
    const context = this.canvas.getContext('2d')!;
    return this.labels.find((label) => Math.abs(label.y - y) < (label.lines.length * label.size * 1.25) / 2
      && label.lines.some((line) => Math.abs(label.x - x) < textWidth(context, line, label) / 2))?.topic ?? null;
  }

  /** Draws once before the next frame, however often it is asked for. */
  redraw(): void {
    if (this.queued) return;
    this.queued = true;
    requestAnimationFrame(() => {
      this.queued = false;
      this.draw();
    });
  }

  private toScreen(x: number, y: number): readonly [number, number] {
    const { clientWidth, clientHeight } = this.canvas;
    return [(x - this.view.x) * this.view.scale + clientWidth / 2, (y - this.view.y) * this.view.scale + clientHeight / 2];
  }

  private draw(): void {
    const context = this.canvas.getContext('2d')!;
    const ratio = window.devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, this.canvas.clientWidth, this.canvas.clientHeight);
    this.drawPoints(context);
    this.drawLabels(context);
  }

  /** Points of one colour are one path: a hundred thousand cost as many rectangles, not as many calls to fill. */
  private drawPoints(context: CanvasRenderingContext2D): void {
    const { papers } = this.data;
    const radius = Math.min(7, Math.max(1.2, (11 / Math.sqrt(Math.sqrt(papers.length))) * Math.sqrt(Math.min(this.zoom, 6)) * 0.55 + 0.6));
    const round = papers.length <= 5000 || radius > 3.5;
    const dim = new Map<string, Path2D>();
    const bright = new Map<string, Path2D>();
    const { clientWidth, clientHeight } = this.canvas;
    for (let i = 0; i < papers.length; i++) {
      const [x, y] = this.toScreen(this.points[2 * i]!, this.points[2 * i + 1]!);
      if (x < -8 || y < -8 || x > clientWidth + 8 || y > clientHeight + 8) continue;
      const paths = this.state.lit === null || this.state.lit.has(i) ? bright : dim;
      const color = topicColor(papers[i]!.topic);
      let path = paths.get(color);
      if (path === undefined) paths.set(color, (path = new Path2D()));
      if (round) {
        path.moveTo(x + radius, y);
        path.arc(x, y, radius, 0, 2 * Math.PI);
      } else path.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    }
    for (const [paths, alpha] of [[dim, 0.16], [bright, papers.length > 20_000 ? 0.6 : 0.82]] as const) {
      context.globalAlpha = alpha;
      for (const [color, path] of paths) {
        context.fillStyle = color;
        context.fill(path);
      }
    }
    context.globalAlpha = 1;
    for (const one of [this.state.hovered, this.state.selected]) if (one !== null) this.ring(context, one, radius + 4);
  }

  private ring(context: CanvasRenderingContext2D, paper: number, radius: number): void {
    const [x, y] = this.toScreen(this.points[2 * paper]!, this.points[2 * paper + 1]!);
    context.strokeStyle = getComputedStyle(this.canvas).color;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }

  private drawLabels(context: CanvasRenderingContext2D): void {
    const { clientWidth, clientHeight } = this.canvas;
    const measure = (text: string, size: number): number => {
      context.font = fontOf(size, false);
      return context.measureText(text).width;
    };
    const topics = this.data.topics.map((topic) => ({ ...topic, y: -topic.y }));
    this.labels = placeLabels(topics, this.zoom, (x, y) => this.toScreen(x, y), clientWidth, clientHeight, measure);
    const { color, backgroundColor } = getComputedStyle(this.canvas);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    for (const { lines, x, y, size, isArea } of this.labels) {
      context.font = fontOf(size, isArea);
      lines.forEach((line, n) => {
        const at = y + (n - (lines.length - 1) / 2) * size * 1.25;
        context.strokeStyle = backgroundColor;
        context.lineWidth = 4;
        context.strokeText(line, x, at);
        context.fillStyle = color;
        context.fillText(line, x, at);
      });
    }
  }
}

function fontOf(size: number, isArea: boolean): string {
  return `${isArea ? 650 : 550} ${size}px system-ui, sans-serif`;
}

function textWidth(context: CanvasRenderingContext2D, text: string, { size, isArea }: Label): number {
  context.font = fontOf(size, isArea);
  return context.measureText(text).width;
}
