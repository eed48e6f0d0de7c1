/** Topics too small to be one are given to the others. */
import { dot } from '../../math/index.js';
import type { Matrix, WeightedGraph } from '../../types.js';
import { topicCenters } from '../centers.js';
import { renumberTopics, type Partition } from './renumber-topics.js';
import { neighborVotes } from './neighbor-votes.js';

/** While the smallest topic has fewer than `least` papers, it is dissolved. */
export function dissolveSmall(
  vectors: Matrix,
  graph: WeightedGraph,
  found: Partition,
  least: number,
): Partition {
  let now = found;
  while (now.count > 1 && now.sizes[now.count - 1]! < least)
    now = dissolve(vectors, graph, now, now.count - 1);
  return now;
}

/** Each paper of `topic` goes where its neighbours, then its vector, say. */
export function dissolve(
  vectors: Matrix,
  graph: WeightedGraph,
  { labels, count }: Partition,
  topic: number,
): Partition {
  const centers = topicCenters(vectors, labels, count);
  const share = new Float64Array(count);
  const { dimensions } = vectors;
  return renumberTopics(
    labels.map((own, i) => {
      if (own !== topic) return own;
      neighborVotes(graph, labels, i, share);
      let best = 0;
      let most = -Infinity;
      for (let t = 0; t < count; t++) {
        if (t === topic) continue;
        // A cosine is at most 1: one hundredth of it only breaks ties between votes.
        const score =
          share[t]! + 0.01 * dot(vectors.data, i * dimensions, centers, t * dimensions, dimensions);
        if (score > most) {
          most = score;
          best = t;
        }
      }
      return best;
    }),
  );
}
