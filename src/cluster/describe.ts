/** What is said about each topic: its area, how close its papers are, how far the next topic is. */
import { dot, row } from '../matrix.js';
import type { Matrix } from '../types.js';
import { joinTopics } from './areas.js';
import { topicCenters } from './centers.js';
import type { Numbered } from './number-topics.js';

export interface Described {
  readonly areaCount: number;
  readonly areas: Int32Array;
  readonly cohesion: Float32Array;
  readonly separation: Float32Array;
}

/** Up to 3 topics make one area; more make about √(1.5 × topics). */
export function describeTopics(vectors: Matrix, { labels, count, sizes }: Numbered): Described {
  const { dimensions } = vectors;
  const centers = topicCenters(vectors, labels, count);
  const cohesion = new Float32Array(count);
  labels.forEach((t, i) => (cohesion[t]! += dot(row(vectors, i), 0, centers, t * dimensions, dimensions) / sizes[t]!));
  const similarity = new Float64Array(count * count);
  const separation = new Float32Array(count).fill(count > 1 ? Infinity : 1);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const cosine = dot(centers, a * dimensions, centers, b * dimensions, dimensions);
      similarity[a * count + b] = cosine;
      if (a !== b) separation[a] = Math.min(separation[a]!, 1 - cosine);
    }
  }
  const areaCount = count <= 3 ? Math.min(1, count) : Math.round(Math.sqrt(1.5 * count));
  return { areaCount, areas: joinTopics(similarity, sizes, areaCount), cohesion, separation };
}
