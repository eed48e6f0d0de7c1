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

export function listenToPointer(map: MapView, acts: MapActs): void {
  const { canvas, shown: marks, camera } = map;
  const down = new Map<number, { x: number; y: number }>();
  let moved = 0;
  const kind = (event: PointerEvent): 'mouse' | 'touch' =>
    event.pointerType === 'touch' ? 'touch' : 'mouse';

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (down.size > 1) marks.lasso = null;
    else {
      moved = 0;
      if (event.shiftKey || acts.isLasso()) marks.lasso = [event.offsetX, event.offsetY];
    }
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (before === undefined) {
      if (kind(event) === 'touch') return;
      const { offsetX: x, offsetY: y } = event;
      acts.hover(map.paperAt(x, y) ?? (map.topicAt(x, y) === null ? map.titledAt(x, y) : null), x, y);
      canvas.classList.toggle(
        'over',
        marks.hovered !== null || map.topicAt(event.offsetX, event.offsetY) !== null,
      );
      return;
    }
    const now = { x: event.offsetX, y: event.offsetY };
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (marks.lasso !== null) {
      marks.lasso.push(now.x, now.y);
      map.redraw(false);
    } else if (down.size === 1) camera.moveBy(now.x - before.x, now.y - before.y);
    else pinch([...down].filter(([id]) => id !== event.pointerId)[0]![1], before, now);
    down.set(event.pointerId, now);
    acts.hover(null, 0, 0);
  });
  canvas.addEventListener('pointerup', (event) => {
    if (!down.delete(event.pointerId) || down.size > 0) return;
    const line = marks.lasso;
    marks.lasso = null;
    if (moved > STILL[kind(event)]) {
      if (line !== null) acts.lasso(map.papersWithin(line));
      return;
    }
    click(event);
  });
  canvas.addEventListener('pointercancel', (event) => {
    down.delete(event.pointerId);
    marks.lasso = null;
  });
  canvas.addEventListener('pointerleave', () => acts.hover(null, 0, 0));
  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { width, height } = camera.size;
      camera.zoomBy(
        Math.exp(-event.deltaY / (event.deltaMode === 1 ? 20 : 500)),
        event.offsetX - width / 2,
        event.offsetY - height / 2,
      );
    },
    { passive: false },
  );
  canvas.addEventListener('keydown', (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? null : keyAct(map, acts, event.key);
    if (act === null) return;
    event.preventDefault();
    act();
    const { width, height } = camera.size;
    acts.hover(middle(map), width / 2, height / 2);
  });

  function click(event: PointerEvent): void {
    const { offsetX: x, offsetY: y } = event;
    // A point right under the pointer counts more than a label over it, and a label more than a point near by.
    const topic = map.topicAt(x, y);
    const paper =
      map.paperAt(x, y, 4) ??
      (topic === null ? (map.titledAt(x, y) ?? map.paperAt(x, y, REACH[kind(event)])) : null);
    if (paper !== null && event.shiftKey) acts.pick(paper);
    else if (paper !== null) acts.open(paper);
    else if (topic !== null) acts.topic(topic);
  }

  function pinch(
    other: { x: number; y: number },
    before: { x: number; y: number },
    now: { x: number; y: number },
  ): void {
    const apart = (spot: { x: number; y: number }): number =>
      Math.hypot(spot.x - other.x, spot.y - other.y) || 1;
    const { width, height } = camera.size;
    camera.zoomBy(apart(now) / apart(before), (now.x + other.x - width) / 2, (now.y + other.y - height) / 2);
  }
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
