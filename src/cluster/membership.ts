/** How firmly each paper belongs to its topic, and which papers belong nowhere. */
import type { NeighborLists, WeightedGraph } from '../types.js';
import type { Partition } from './partition/renumber-topics.js';
import { neighborVotes } from './partition/neighbor-votes.js';

/** Below this a paper belongs nowhere: its neighbours are of three topics and more, or no paper is like it. */
const LEAST_STRENGTH = 0.3;
/** The nearest papers that say whether anything is like a paper. */
const NEAREST = 5;

export interface Membership {
  readonly strength: Float32Array;
  /** Topic, or -1. */
  readonly assignment: Int32Array;
}

/**
 * Strength is the share of a paper's edge weight inside its topic, times how usual its nearest papers' similarity is:
 * 1 from the lower quartile of all papers up, falling to 0 at three interquartile ranges below it. Twins share the mean.
 */
export function membership(
  lists: NeighborLists,
  graph: WeightedGraph,
  topics: Partition,
  groups: Int32Array,
): Membership {
  const strength = new Float32Array(graph.rows);
  const near = usualness(lists);
  const share = new Float64Array(topics.count);
  for (let i = 0; i < graph.rows; i++) {
    neighborVotes(graph, topics.labels, i, share);
    const own = topics.labels[i]!;
    // A topic of one paper has nobody else to vote for it.
    strength[i] = topics.count === 1 || topics.sizes[own] === 1 ? near[i]! : share[own]! * near[i]!;
  }
  const even = meanOfLinked(strength, groups);
  return { strength: even, assignment: topics.labels.map((t, i) => (even[i]! >= LEAST_STRENGTH ? t : -1)) };
}

function usualness(lists: NeighborLists): Float64Array {
  const means = new Float64Array(lists.rows);
  for (let i = 0; i < lists.rows; i++) {
    let sum = 0;
    let found = 0;
    for (let j = 0; j < Math.min(NEAREST, lists.k); j++) {
      if (lists.indices[i * lists.k + j]! < 0) break;
      sum += lists.similarities[i * lists.k + j]!;
      found++;
    }
    means[i] = found > 0 ? sum / found : 1;
  }
  const sorted = means.slice().sort();
  const quartile = (q: number): number => sorted[Math.floor(q * (sorted.length - 1))] ?? 0;
  const low = quartile(0.25);
  // Where all papers are equally near, 0.02 keeps rounding from telling them apart.
  const range = Math.max(0.02, quartile(0.75) - low);
  return means.map((mean) => Math.min(1, Math.max(0, 1 - (low - mean) / (3 * range))));
}

function meanOfLinked(strength: Float32Array, groups: Int32Array): Float32Array {
  const sums = new Float64Array(strength.length);
  const sizes = new Int32Array(strength.length);
  groups.forEach((group, i) => {
    sums[group]! += strength[i]!;
    sizes[group]!++;
  });
  return strength.map((_, i) => sums[groups[i]!]! / sizes[groups[i]!]!);
}
