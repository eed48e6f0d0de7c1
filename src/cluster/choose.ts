/** How many topics: as many as make the neighbour graph fall apart best. */
import { shuffle, type Random } from '../random.js';
import type { WeightedGraph } from '../types.js';
import { bestKMeans, pickPoints, refine, type Points } from './kmeans.js';
import { modularityParts } from './votes.js';

/** Points that the trial fits are made on; more do not move the centres. */
const SAMPLE = 8192;
const STARTS = 3;
/** More topics than this are asked for with `topics`. */
const MOST = 100;
/** A topic of fewer papers than this is not looked for by itself. */
const PAPERS_PER_TOPIC = 4;

/**
 * The number of topics whose k-means partition of the layout has the highest modularity on the graph (Newman and
 * Girvan 2004, with the resolution of Reichardt and Bornholdt 2006), smoothed over three neighbouring numbers, as one
 * fit may be unlucky. Unlike the stability of split halves and the silhouette, it has one broad summit, also on small
 * and on uneven corpora.
 */
export function chooseCount(points: Points, graph: WeightedGraph, random: Random): number {
  const order = Int32Array.from({ length: graph.rows }, (_, i) => i);
  const sample = pickPoints(points, graph.rows > SAMPLE ? shuffle(order, random).subarray(0, SAMPLE) : order);
  const counts = candidates(Math.min(MOST, Math.floor(graph.rows / PAPERS_PER_TOPIC)));
  const resolution = resolutionOf(graph.rows);
  const scores = counts.map((count) => {
    if (count === 1) return 1 - resolution;
    const fit = bestKMeans(sample, count, random, STARTS, 25);
    const { labels } = refine(points, fit.centers, 2);
    const { inside, chance } = modularityParts(graph, labels, count);
    return inside - resolution * chance;
  });
  let best = 0;
  let most = -Infinity;
  scores.forEach((score, i) => {
    const smooth = (score + (scores[i - 1] ?? score) / 2 + (scores[i + 1] ?? score) / 2) / 2;
    if (smooth > most) {
      most = smooth;
      best = i;
    }
  });
  return counts[best] ?? 1;
}

/** Finer for larger corpora, which hold more themes: 1 up to 4,000 papers, 1.15 at 10,000, 1.5 at 60,000. */
function resolutionOf(rows: number): number {
  return Math.min(2, Math.max(1, 1.15 * (rows / 10_000) ** 0.15));
}

/** 1, 2, 3 … 16, then in steps of about 7 %. */
function candidates(most: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count <= most; count += Math.max(1, Math.round(count * 0.07))) counts.push(count);
  return counts.length > 0 ? counts : [1];
}
