/** What is said about each topic: its area, how close its papers are, how far the next topic is. */
import { dot, row } from '../math/index.js';
import type { Matrix } from '../types.js';
import { joinTopics } from './areas.js';
import { topicCenters } from './centers.js';
import type { Partition } from './partition/renumber-topics.js';
import { meansOf } from './partition/lloyd.js';

export interface Described {
  readonly areaCount: number;
  readonly areas: Int32Array;
  readonly cohesion: Float32Array;
  readonly separation: Float32Array;
}

/** Areas: about √(2.5 × topics), two topics or more in each on average; up to 5 topics are looked through without. */
export function describeTopics(vectors: Matrix, { labels, count, sizes }: Partition): Described {
  const { dimensions } = vectors;
  const centers = topicCenters(vectors, labels, count);
  const cohesion = new Float32Array(count);
  labels.forEach(
    (t, i) => (cohesion[t]! += dot(row(vectors, i), 0, centers, t * dimensions, dimensions) / sizes[t]!),
  );
  const separation = new Float32Array(count).fill(count > 1 ? Infinity : 1);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      if (a !== b)
        separation[a] = Math.min(
          separation[a]!,
          1 - dot(centers, a * dimensions, centers, b * dimensions, dimensions),
        );
    }
  }
  const areaCount =
    count <= 5 ? Math.min(1, count) : Math.min(Math.round(Math.sqrt(2.5 * count)), Math.floor(count / 2));
  const means = meansOf(vectors, labels, new Float32Array(count * dimensions));
  return { areaCount, areas: joinTopics(means, sizes, areaCount), cohesion, separation };
}
