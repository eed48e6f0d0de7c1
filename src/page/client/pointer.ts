/** Mouse, finger and keys on the map. */
import type { MapCanvas } from './canvas.js';

interface Acts {
  open(paper: number): void;
  topic(topic: number): void;
  hover(paper: number | null, x: number, y: number): void;
}

/** A press that moves less than this many pixels is a click. */
const STILL = 4;

export function listenToPointer(map: MapCanvas, acts: Acts): void {
  const { canvas } = map;
  const down = new Map<number, { x: number; y: number }>();
  let moved = 0;

  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
    if (down.size === 1) moved = 0;
  });
  canvas.addEventListener('pointermove', (event) => {
    const before = down.get(event.pointerId);
    if (before === undefined) {
      acts.hover(map.paperAt(event.offsetX, event.offsetY), event.offsetX, event.offsetY);
      return;
    }
    const now = { x: event.offsetX, y: event.offsetY };
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (down.size === 1) map.moveBy(now.x - before.x, now.y - before.y);
    else pinch([...down].filter(([id]) => id !== event.pointerId)[0]![1], before, now);
    down.set(event.pointerId, now);
    acts.hover(null, 0, 0);
  });
  canvas.addEventListener('pointerup', (event) => {
    down.delete(event.pointerId);
    if (moved > STILL) return;
    const paper = map.paperAt(event.offsetX, event.offsetY);
    const topic = map.topicAt(event.offsetX, event.offsetY);
    if (topic !== null) acts.topic(topic);
    else if (paper !== null) acts.open(paper);
  });
  canvas.addEventListener('pointercancel', (event) => down.delete(event.pointerId));
  canvas.addEventListener('pointerleave', () => acts.hover(null, 0, 0));
  canvas.addEventListener('wheel', (event) => {
    event.preventDefault();
    map.zoomBy(Math.exp(-event.deltaY / (event.deltaMode === 1 ? 20 : 500)), event.offsetX - canvas.clientWidth / 2, event.offsetY - canvas.clientHeight / 2);
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const act = keyAct(map, event.key);
    if (act === null) return;
    event.preventDefault();
    act();
  });

  function pinch(other: { x: number; y: number }, before: { x: number; y: number }, now: { x: number; y: number }): void {
    const apart = (spot: { x: number; y: number }): number => Math.hypot(spot.x - other.x, spot.y - other.y) || 1;
    map.zoomBy(apart(now) / apart(before), (now.x + other.x - canvas.clientWidth) / 2, (now.y + other.y - canvas.clientHeight) / 2);
  }
}

function keyAct(map: MapCanvas, key: string): (() => void) | null {
  switch (key) {
    case 'ArrowLeft': return () => map.moveBy(60, 0);
    case 'ArrowRight': return () => map.moveBy(-60, 0);
    case 'ArrowUp': return () => map.moveBy(0, 60);
    case 'ArrowDown': return () => map.moveBy(0, -60);
    case '+': case '=': return () => map.zoomBy(1.3);
    case '-': return () => map.zoomBy(1 / 1.3);
    case '0': return () => map.showAll();
    default: return null;
  }
}
