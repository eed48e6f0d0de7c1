/** Topics and areas of a corpus. */
import { FieldmapError } from '../errors.js';
import { dot, normalize } from '../matrix.js';
import { seededRandom } from '../random.js';
import type { Matrix } from '../types.js';
import { joinTopics } from './areas.js';
import { kmeans } from './kmeans.js';
import type { ClusterInput, ClusterOptions, Clustering } from './types.js';

export function cluster(input: ClusterInput, options: ClusterOptions): Clustering {
  const rows = input.vectors.rows;
  if (options.topics !== undefined && !(Number.isInteger(options.topics) && options.topics >= 1)) {
    throw new FieldmapError('usage', `The number of topics is ${options.topics}; expected a whole number from 1.`,
      'Leave --topics out to let fieldmap choose.');
  }
  if (rows === 0) return empty();
  const factor = options.granularity === 'coarse' ? 0.5 : options.granularity === 'fine' ? 2 : 1;
  const wanted = options.topics ?? Math.round(factor * Math.min(20, Math.sqrt(rows / 2)));
  const random = seededRandom(options.seed);
  let fit = kmeans(input.layout, Math.max(1, Math.min(rows, wanted)), random);
  for (let i = 1; i < 5; i++) {
    const next = kmeans(input.layout, Math.max(1, Math.min(rows, wanted)), random);
    if (next.inertia < fit.inertia) fit = next;
  }
  const nearest = bySize(fit.labels);
  return describe(input, nearest);
}

function describe(input: ClusterInput, nearest: Int32Array): Clustering {
  const { vectors, graph } = input;
  const count = nearest.reduce((most, t) => Math.max(most, t), -1) + 1;
  const strength = new Float32Array(vectors.rows);
  for (let i = 0; i < vectors.rows; i++) {
    let own = 0;
    let all = 0;
    for (let e = graph.offsets[i]!; e < graph.offsets[i + 1]!; e++) {
      all += graph.weights[e]!;
      if (nearest[graph.targets[e]!] === nearest[i]) own += graph.weights[e]!;
    }
    strength[i] = all > 0 ? own / all : 0;
  }
  const assignment = nearest.map((t, i) => (strength[i]! >= 0.4 ? t : -1));
  const centers = topicCenters(vectors, nearest, count);
  const sizes = new Int32Array(count);
  for (const t of nearest) sizes[t]!++;
  const similarity = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      similarity[a * count + b] = dot(centers, a * vectors.dimensions, centers, b * vectors.dimensions, vectors.dimensions);
    }
  }
  const areas = joinTopics(similarity, sizes, Math.max(1, Math.round(Math.sqrt(count))));
  const cohesion = new Float32Array(count);
  for (let i = 0; i < vectors.rows; i++) {
    const t = nearest[i]!;
    cohesion[t]! +=
      dot(vectors.data, i * vectors.dimensions, centers, t * vectors.dimensions, vectors.dimensions) / sizes[t]!;
  }
  const separation = new Float32Array(count).fill(1);
  for (let a = 0; a < count; a++) {
    let best = -1;
    for (let b = 0; b < count; b++) if (b !== a) best = Math.max(best, similarity[a * count + b]!);
    if (count > 1) separation[a] = 1 - best;
  }
  const stability = new Float32Array(count).fill(1);
  const areaCount = areas.reduce((most, t) => Math.max(most, t), -1) + 1;
  return { count, assignment, nearest, strength, areaCount, areas, stability, cohesion, separation };
}

function topicCenters(vectors: Matrix, labels: Int32Array, count: number): Float32Array {
  const { dimensions } = vectors;
  const centers = new Float32Array(count * dimensions);
  for (let i = 0; i < vectors.rows; i++) {
    const at = labels[i]! * dimensions;
    for (let j = 0; j < dimensions; j++) centers[at + j]! += vectors.data[i * dimensions + j]!;
  }
  for (let t = 0; t < count; t++) normalize(centers.subarray(t * dimensions, (t + 1) * dimensions));
  return centers;
}

function bySize(labels: Int32Array): Int32Array {
  const sizes = new Map<number, number>();
  for (const t of labels) sizes.set(t, (sizes.get(t) ?? 0) + 1);
  const order = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)! || a - b);
  const number = new Map(order.map((t, i) => [t, i]));
  return labels.map((t) => number.get(t)!);
}

function empty(): Clustering {
  return {
    count: 0, assignment: new Int32Array(0), nearest: new Int32Array(0), strength: new Float32Array(0),
    areaCount: 0, areas: new Int32Array(0), stability: new Float32Array(0), cohesion: new Float32Array(0),
    separation: new Float32Array(0),
  };
}
