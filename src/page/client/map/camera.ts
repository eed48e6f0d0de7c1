/** Where the map is looked at from: the view, the view of everything, and the way from one to another. */
import { fly } from './flight.js';
import { boxAround, boxOf, wholeView, zoomAt, type View } from './view.js';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export class Camera {
  readonly view: View = { x: 0, y: 0, scale: 1 };
  size: Size = { width: 1, height: 1 };
  private readonly points: Float32Array;
  private readonly changed: () => void;
  private whole: View;
  private isFitted = false;
  private flight = (): void => {};

  /** `changed` is told whenever the view has. */
  constructor(points: Float32Array, changed: () => void) {
    this.points = points;
    this.changed = changed;
    this.whole = wholeView(boxOf(points), 1, 1);
  }

  /** Left and right edge of the window when everything is in sight, in pixels from the map's origin. */
  get edges(): readonly [left: number, right: number] {
    const middle = this.whole.x * this.view.scale;
    return [middle - this.size.width / 2, middle + this.size.width / 2];
  }

  /** How far in: 1 shows everything. */
  get zoom(): number {
    return this.view.scale / this.whole.scale;
  }

  /** A view of everything stays one. */
  resize(size: Size): void {
    const wasWhole = !this.isFitted || this.view.scale === this.whole.scale;
    this.isFitted = true;
    this.size = size;
    this.whole = wholeView(boxOf(this.points), Math.max(1, size.width), Math.max(1, size.height));
    if (wasWhole) Object.assign(this.view, this.whole);
  }

  showAll(): void {
    this.fly(this.whole);
  }

  zoomBy(factor: number, px = 0, py = 0): void {
    this.flight();
    zoomAt(this.view, factor, [px, py], this.whole.scale);
    this.changed();
  }

  moveBy(dx: number, dy: number): void {
    this.flight();
    this.view.x -= dx / this.view.scale;
    this.view.y -= dy / this.view.scale;
    this.changed();
  }

  showPlace(x: number, y: number, zoom: number): void {
    this.flight();
    Object.assign(this.view, { x, y, scale: zoom * this.whole.scale });
    this.changed();
  }

  /** Brings these papers into sight, above what is `covered` by a sheet from below (a share of the height). */
  show(papers: readonly number[], covered = 0): void {
    if (papers.length === 0) return;
    const { width, height } = this.size;
    const near = wholeView(boxAround(this.points, papers), width, height * (1 - covered));
    const most = papers.length === 1 ? Math.max(Math.min(4, 1 + this.points.length / 200), this.zoom) : 8;
    const scale = Math.min(near.scale, this.whole.scale * most);
    this.fly({ x: near.x, y: near.y + (height * covered) / 2 / scale, scale });
  }

  /** Where the origin of the map is on the screen. */
  corner(): readonly [number, number] {
    const { width, height } = this.size;
    return [width / 2 - this.view.x * this.view.scale, height / 2 - this.view.y * this.view.scale];
  }

  private fly(to: View): void {
    this.flight();
    this.flight = fly(this.view, to, this.changed);
  }
}
