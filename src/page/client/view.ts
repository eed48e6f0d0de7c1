/** Where on the map the window looks: a point in the middle and pixels for each unit. */
export interface View {
  x: number;
  y: number;
  scale: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function boxOf(points: Float32Array): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!);
    right = Math.max(right, points[i]!);
    top = Math.min(top, points[i + 1]!);
    bottom = Math.max(bottom, points[i + 1]!);
  }
  return { left, right, top, bottom };
}

/** Everything in sight with a margin. */
export function wholeView(box: Box, width: number, height: number): View {
  const across = Math.max(box.right - box.left, 1e-6);
  const down = Math.max(box.bottom - box.top, 1e-6);
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, scale: 0.86 * Math.min(width / across, height / down) };
}

/** Zooms by `factor` so that the spot at `px`, `py` (pixels from the middle) stays where it is. */
export function zoomAt(view: View, factor: number, px: number, py: number, least: number): void {
  const scale = Math.min(Math.max(view.scale * factor, least * 0.5), least * 400);
  view.x += px / view.scale - px / scale;
  view.y += py / view.scale - py / scale;
  view.scale = scale;
}
