/** From one view to another in a moment. */
import type { View } from './view.js';

const MS = 350;

/** Changes `view` step by step until it is `to`; at once for who does not like motion. What it returns ends it early. */
export function fly(view: View, to: View, changed: () => void): () => void {
  const from = { ...view };
  const begun = performance.now();
  let frame = 0;
  const step = (now: number): void => {
    const share = Math.min(1, Math.max(0, (now - begun) / MS));
    const eased = share * share * (3 - 2 * share);
    const scale = from.scale * (to.scale / from.scale) ** eased;
    // The middle moves so that the way looks straight although the scale changes on it.
    const way =
      to.scale === from.scale ? eased : (1 / from.scale - 1 / scale) / (1 / from.scale - 1 / to.scale);
    Object.assign(
      view,
      share === 1 ? to : { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, scale },
    );
    changed();
    if (share < 1) frame = requestAnimationFrame(step);
  };
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) step(begun + MS);
  else frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
