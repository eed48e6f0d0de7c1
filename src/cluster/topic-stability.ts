/** Whether a topic is found again when a part of the papers is left out. */
import { shuffle, type Random } from '../math/index.js';
import type { Matrix } from '../types.js';
import { kmeans, pickPoints, type Points } from './partition/kmeans.js';
import type { Partition } from './partition/renumber-topics.js';
import { meansOf, lloyd, type LloydFit } from './partition/lloyd.js';

const RESAMPLES = 8;
/** Most papers in one resample. */
const SAMPLE = 2048;
const STARTS = 3;
/** Rounds on the smoothed vectors that show which start is best, and how many that one gets on top. */
const FIRST_ROUNDS = 2;
const FURTHER_ROUNDS = 4;
/** Share of the papers in one resample. */
const PART = 0.8;

/**
 * Per topic, 0..1: the Jaccard overlap with the most alike of as many groups found in a random part of the papers as
 * topics are (k-means of the layout, settled on the smoothed vectors), averaged over 8 parts (Hennig 2007). Above 0.75 a
 * topic is stable, below 0.5 it is not.
 */
export function topicStability(
  points: Points,
  smooth: Matrix,
  topics: Partition,
  random: Random,
): Float32Array {
  const { labels, count } = topics;
  const stability = new Float32Array(count);
  if (count < 2) return stability.fill(1);
  const order = Int32Array.from({ length: labels.length }, (_, i) => i);
  const part = Math.min(SAMPLE, Math.max(count, Math.ceil(PART * labels.length)));
  const rounds = new Int32Array(count);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const rows = shuffle(order, random).slice(0, part);
    const groups = groupsOf(
      pickPoints(points, rows),
      { ...smooth, data: pickPoints(smooth, rows).data, rows: part },
      count,
      random,
    );
    bestOverlaps(
      rows.map((i) => labels[i]!),
      groups,
      count,
    ).forEach((overlap, t) => {
      if (overlap < 0) return;
      stability[t]! += overlap;
      rounds[t]!++;
    });
  }
  return stability.map((sum, t) => (rounds[t]! > 0 ? sum / rounds[t]! : 0));
}

/** Groups of the papers of one part, found as topics are (but by fewer starts, and without their neighbours' votes). */
function groupsOf(points: Points, smooth: Matrix, count: number, random: Random): Int32Array {
  const none = new Float32Array(count * smooth.dimensions);
  let best: LloydFit | null = null;
  for (let start = 0; start < STARTS; start++) {
    const { labels } = kmeans(points, count, random, 30);
    const tried = lloyd(smooth, meansOf(smooth, labels, none), FIRST_ROUNDS);
    if (best === null || tried.fit > best.fit) best = tried;
  }
  return lloyd(smooth, best!.centers, FURTHER_ROUNDS).labels;
}

/** The largest Jaccard overlap of each topic with any group; -1 when no paper of the topic was drawn. */
function bestOverlaps(topics: Int32Array, groups: Int32Array, count: number): Float64Array {
  const both = new Int32Array(count * count);
  const sizes = new Int32Array(count);
  const groupSizes = new Int32Array(count);
  topics.forEach((t, i) => {
    both[t * count + groups[i]!]!++;
    sizes[t]!++;
    groupSizes[groups[i]!]!++;
  });
  return Float64Array.from(sizes, (size, t) => {
    let most = size === 0 ? -1 : 0;
    for (let g = 0; g < count && size > 0; g++) {
      const n = both[t * count + g]!;
      most = Math.max(most, n / (size + groupSizes[g]! - n));
    }
    return most;
  });
}
