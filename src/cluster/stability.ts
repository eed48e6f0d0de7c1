/** Whether a topic is found again when a part of the papers is left out. */
import { shuffle, type Random } from '../random.js';
import { bestKMeans, pickPoints, type Points } from './kmeans.js';
import type { Numbered } from './number-topics.js';

const RESAMPLES = 8;
/** Most papers in one resample. */
const SAMPLE = 4096;
const STARTS = 3;
/** Share of the papers in one resample. */
const PART = 0.8;

/**
 * Per topic, 0..1: the Jaccard overlap with the most alike of as many k-means groups of the layout, fitted to a random
 * part of the papers, averaged over 8 parts (Hennig 2007). Above 0.75 a topic is stable, below 0.5 it is not.
 */
export function topicStability(points: Points, topics: Numbered, random: Random): Float32Array {
  const { labels, count } = topics;
  const stability = new Float32Array(count);
  if (count < 2) return stability.fill(1);
  const order = Int32Array.from({ length: labels.length }, (_, i) => i);
  const part = Math.min(SAMPLE, Math.max(count, Math.ceil(PART * labels.length)));
  const rounds = new Int32Array(count);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const rows = shuffle(order, random).slice(0, part);
    const fit = bestKMeans(pickPoints(points, rows), count, random, STARTS, 30);
    bestOverlaps(rows.map((i) => labels[i]!), fit.labels, count).forEach((overlap, t) => {
      if (overlap < 0) return;
      stability[t]! += overlap;
      rounds[t]!++;
    });
  }
  return stability.map((sum, t) => (rounds[t]! > 0 ? sum / rounds[t]! : 0));
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
