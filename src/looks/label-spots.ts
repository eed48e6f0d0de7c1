/** Other places for a label whose first one is taken. Needs no Node: the page places its labels with it too. */

/** Spots given, beside the first place; they lie within the nearer part of the papers, so that none is at a stray's. */
const SPOTS = 12;
const NEARER = 0.75;
/** Papers looked at, taken evenly: a large topic has enough of them everywhere. */
const SAMPLE = 240;

/**
 * Places of some of a topic's own papers, the nearest to `first` first: a label there is amid its own points.
 * `points`: x and y in turn. Gives x and y in turn, in the same units.
 */
export function labelSpots(
  points: ArrayLike<number>,
  papers: ArrayLike<number>,
  first: { readonly x: number; readonly y: number },
): number[] {
  const step = Math.max(1, Math.ceil(papers.length / SAMPLE));
  const sample = Array.from({ length: Math.ceil(papers.length / step) }, (_, i): [number, number] => {
    const paper = papers[i * step]!;
    return [points[2 * paper]!, points[2 * paper + 1]!];
  });
  const far = ([x, y]: readonly [number, number]): number => (x - first.x) ** 2 + (y - first.y) ** 2;
  sample.sort((a, b) => far(a) - far(b));
  const count = Math.min(SPOTS, sample.length);
  return Array.from(
    { length: count },
    (_, i) => sample[Math.floor(((i + 1) * NEARER * (sample.length - 1)) / count)]!,
  ).flat();
}
