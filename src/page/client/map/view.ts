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

/** How far in one can go: places are kept to a 65,535th of the map. */
const MOST = 150;

/** The box round all points, x and y in turn. */
export function boxOf(points: Float32Array): Box {
  if (points.length === 0) return { left: 0, right: 1, top: 0, bottom: 1 };
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!);
    right = Math.max(right, points[i]!);
    top = Math.min(top, points[i + 1]!);
    bottom = Math.max(bottom, points[i + 1]!);
  }
  return { left, right, top, bottom };
}

/** Papers that may stay out of sight at each side when many are to be shown: strays far off would make all small. */
const STRAYS = 0.04;

/** The box round most of some papers; round all of a few. */
export function boxAround(points: Float32Array, papers: readonly number[]): Box {
  const out = Math.floor(papers.length * STRAYS);
  const xs = Float32Array.from(papers, (paper) => points[2 * paper]!).sort();
  const ys = Float32Array.from(papers, (paper) => points[2 * paper + 1]!).sort();
  return { left: xs[out]!, right: xs[xs.length - 1 - out]!, top: ys[out]!, bottom: ys[ys.length - 1 - out]! };
}

/** A map smaller than this is shown as if it were so large: one paper has no size at all. */
const LEAST = 0.01;

/** Everything in sight with a margin, wider at the sides, where labels need it. */
export function wholeView(box: Box, width: number, height: number): View {
  const across = Math.max(box.right - box.left, LEAST);
  const down = Math.max(box.bottom - box.top, LEAST);
  return {
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2,
    scale: Math.min((0.8 * width) / across, (0.88 * height) / down),
  };
}

/** Zooms by `factor` so that the spot at `px`, `py` (pixels from the middle) stays where it is. */
export function zoomAt(view: View, factor: number, [px, py]: readonly [number, number], whole: number): void {
  const scale = Math.min(Math.max(view.scale * factor, whole * 0.5), whole * MOST);
  view.x += px / view.scale - px / scale;
  view.y += py / view.scale - py / scale;
  view.scale = scale;
}
