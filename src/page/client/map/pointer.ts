/** Mouse, finger and keys on the map. */
import type { MapView } from './map-view.js';

export interface MapActs {
  open(paper: number): void;
  topic(topic: number): void;
  /** One more or one less. */
  pick(paper: number): void;
  /** Those inside a line drawn round them. */
  lasso(papers: number[]): void;
  hover(paper: number | null, x: number, y: number): void;
  /** Whether a drag draws a line round papers. */
  isLasso(): boolean;
}

/** A press that moves less than this many pixels is a click; fingers are less still than mice. */
const STILL = { mouse: 4, touch: 12 };
const REACH = { mouse: 9, touch: 22 };
/** How far from the middle a paper may be that keys mean. */
const KEY_REACH = 60;

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Listens to the canvas of a map, and tells `acts` what is meant. */
export class MapPointer {
  private readonly map: MapView;
  private readonly acts: MapActs;
  /** Fingers and buttons that are down, by their ids. */
  private readonly down = new Map<number, Spot>();
  private moved = 0;

  constructor(map: MapView, acts: MapActs) {
    this.map = map;
    this.acts = acts;
    const { canvas, shown } = map;
    canvas.addEventListener('pointerdown', (event) => this.press(event));
    canvas.addEventListener('pointermove', (event) => this.move(event));
    canvas.addEventListener('pointerup', (event) => this.release(event));
    canvas.addEventListener('pointercancel', (event) => {
      this.down.delete(event.pointerId);
      shown.lasso = null;
    });
    canvas.addEventListener('pointerleave', () => acts.hover(null, 0, 0));
    canvas.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
    canvas.addEventListener('keydown', (event) => this.key(event));
  }

  private press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const { canvas, shown } = this.map;
    canvas.setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, spotOf(event));
    if (this.down.size > 1) shown.lasso = null;
    else {
      this.moved = 0;
      if (event.shiftKey || this.acts.isLasso()) shown.lasso = [event.offsetX, event.offsetY];
    }
  }

  private move(event: PointerEvent): void {
    const before = this.down.get(event.pointerId);
    if (before === undefined) {
      if (kindOf(event) === 'mouse') this.pointAt(spotOf(event));
      return;
    }
    const { shown, camera } = this.map;
    const now = spotOf(event);
    this.moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (shown.lasso !== null) {
      shown.lasso.push(now.x, now.y);
      this.map.redraw(false);
    } else if (this.down.size === 1) camera.moveBy(now.x - before.x, now.y - before.y);
    else this.pinch([...this.down].filter(([id]) => id !== event.pointerId)[0]![1], before, now);
    this.down.set(event.pointerId, now);
    this.acts.hover(null, 0, 0);
  }

  private pointAt({ x, y }: Spot): void {
    const { map, acts } = this;
    const topic = map.topicAt(x, y);
    acts.hover(map.paperAt(x, y) ?? (topic === null ? map.titledAt(x, y) : null), x, y);
    map.canvas.classList.toggle('over', map.shown.hovered !== null || topic !== null);
  }

  private release(event: PointerEvent): void {
    if (!this.down.delete(event.pointerId) || this.down.size > 0) return;
    const { shown } = this.map;
    const line = shown.lasso;
    shown.lasso = null;
    if (this.moved <= STILL[kindOf(event)]) this.click(event);
    else if (line !== null) this.acts.lasso(this.map.papersWithin(line));
  }

  private click(event: PointerEvent): void {
    const { map, acts } = this;
    const { offsetX: x, offsetY: y } = event;
    // A point right under the pointer counts more than a label over it, and a label more than a point near by.
    const topic = map.topicAt(x, y);
    const paper =
      map.paperAt(x, y, 4) ??
      (topic === null ? (map.titledAt(x, y) ?? map.paperAt(x, y, REACH[kindOf(event)])) : null);
    if (paper !== null && event.shiftKey) acts.pick(paper);
    else if (paper !== null) acts.open(paper);
    else if (topic !== null) acts.topic(topic);
  }

  private pinch(other: Spot, before: Spot, now: Spot): void {
    const apart = (spot: Spot): number => Math.hypot(spot.x - other.x, spot.y - other.y) || 1;
    const { camera } = this.map;
    const { width, height } = camera.size;
    camera.zoomBy(apart(now) / apart(before), (now.x + other.x - width) / 2, (now.y + other.y - height) / 2);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { camera } = this.map;
    const { width, height } = camera.size;
    camera.zoomBy(
      Math.exp(-event.deltaY / (event.deltaMode === 1 ? 20 : 500)),
      event.offsetX - width / 2,
      event.offsetY - height / 2,
    );
  }

  private key(event: KeyboardEvent): void {
    const { map, acts } = this;
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : keyAct(map, acts, event.key);
    if (act === null) return;
    event.preventDefault();
    act();
    const { width, height } = map.camera.size;
    acts.hover(middle(map), width / 2, height / 2);
  }
}

function kindOf(event: PointerEvent): 'mouse' | 'touch' {
  return event.pointerType === 'touch' ? 'touch' : 'mouse';
}

function spotOf({ offsetX, offsetY }: PointerEvent): Spot {
  return { x: offsetX, y: offsetY };
}

function middle(map: MapView): number | null {
  const { width, height } = map.camera.size;
  return map.paperAt(width / 2, height / 2, KEY_REACH);
}

function keyAct(map: MapView, acts: MapActs, key: string): (() => void) | null {
  const paper = middle(map);
  switch (key) {
    case 'ArrowLeft':
      return () => map.camera.moveBy(60, 0);
    case 'ArrowRight':
      return () => map.camera.moveBy(-60, 0);
    case 'ArrowUp':
      return () => map.camera.moveBy(0, 60);
    case 'ArrowDown':
      return () => map.camera.moveBy(0, -60);
    case '+':
    case '=':
      return () => map.camera.zoomBy(1.3);
    case '-':
      return () => map.camera.zoomBy(1 / 1.3);
    case '0':
      return () => map.camera.showAll();
    case 'Enter':
      return paper === null ? null : () => acts.open(paper);
    case ' ':
      return paper === null ? null : () => acts.pick(paper);
    default:
      return null;
  }
}
