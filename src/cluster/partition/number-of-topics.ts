/** How many topics: as many as make the neighbour graph fall apart best. */
import { shuffle, type Random } from '../../math/index.js';
import type { WeightedGraph } from '../../types.js';
import { kmeans, pickPoints, refine, type Points } from './kmeans.js';
import { modularity } from './modularity.js';

/** Points that the trial fits are made on; more do not move the centres. */
const SAMPLE = 4096;
const STARTS = 2;
const ROUNDS = 10;
/** More topics than this are asked for with `topics`. */
const MOST = 100;
/** A topic of fewer papers than this is not looked for by itself. */
const PAPERS_PER_TOPIC = 4;

/** The search ends when the best number is this many times behind, and four more. */
const PAST_SUMMIT = 1.5;
/** One fit may be unlucky, so a number is judged with those up to this share of itself above and below. */
const WINDOW = 0.25;

/**
 * The number of topics whose k-means partition of the layout has the highest modularity on the graph. Unlike the
 * silhouette and the stability of split halves it has one broad summit, also on small and on uneven corpora.
 */
export function numberOfTopics(points: Points, graph: WeightedGraph, random: Random): number {
  const order = Int32Array.from({ length: graph.rows }, (_, i) => i);
  const sample = pickPoints(points, graph.rows > SAMPLE ? shuffle(order, random).subarray(0, SAMPLE) : order);
  const counts = candidates(Math.min(MOST, Math.floor(graph.rows / PAPERS_PER_TOPIC)));
  const scores: number[] = [];
  let highest = 0;
  for (const count of counts) {
    scores.push(scoreOf({ points, sample, graph }, count, random));
    if (scores.at(-1)! > scores[highest]!) highest = scores.length - 1;
    if (count > PAST_SUMMIT * counts[highest]! + 4) break;
  }
  return summit(counts, scores);
}

function scoreOf(
  {
    points,
    sample,
    graph,
  }: { readonly points: Points; readonly sample: Points; readonly graph: WeightedGraph },
  count: number,
  random: Random,
): number {
  if (count === 1) return modularity(graph, new Int32Array(graph.rows), 1);
  let highest = -Infinity;
  for (let start = 0; start < STARTS; start++) {
    const { centers } = kmeans(sample, count, random, ROUNDS);
    highest = Math.max(highest, modularity(graph, refine(points, centers, 2).labels, count));
  }
  return highest;
}

/** Which number has the highest score, averaged over the window; small numbers, apart by more than it, stand alone. */
function summit(counts: readonly number[], scores: readonly number[]): number {
  let best = 1;
  let most = -Infinity;
  scores.forEach((_, i) => {
    const reach = WINDOW * counts[i]!;
    let sum = 0;
    let all = 0;
    scores.forEach((score, j) => {
      const apart = Math.abs(counts[j]! - counts[i]!);
      if (apart > reach) return;
      const weight = 1 - apart / (reach + 1);
      sum += weight * score;
      all += weight;
    });
    if (sum / all > most) {
      most = sum / all;
      best = counts[i]!;
    }
  });
  return best;
}

/** 1, 2, 3 … 16, then in steps of about 7 %. */
function candidates(most: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count <= most; count += Math.max(1, Math.round(count * 0.07))) counts.push(count);
  return counts.length > 0 ? counts : [1];
}
