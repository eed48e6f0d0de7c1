/** Vectors made smooth over the graph, and the groups settled on them: what two neighbours share outlives their noise. */
import { dot, normalize, dots } from '../math/index.js';
import type { Matrix, WeightedGraph } from '../types.js';
import { pickPoints } from './kmeans.js';

/**
 * Each vector becomes the middle between itself and its neighbours' weighted mean; `hops` times, then unit length
 * (simple graph convolution: Wu et al. 2019). Cost: hops × edges × dimensions, and one or two further matrices.
 */
export function smoothVectors(vectors: Matrix, graph: WeightedGraph, hops: number): Matrix {
  let data = vectors.data;
  for (let hop = 0; hop < hops; hop++) data = mixed(data, vectors.dimensions, graph);
  const smooth = { data, rows: vectors.rows, dimensions: vectors.dimensions };
  for (let i = 0; i < smooth.rows; i++)
    normalize(data.subarray(i * smooth.dimensions, (i + 1) * smooth.dimensions));
  return smooth;
}

function mixed(data: Float32Array, dimensions: number, graph: WeightedGraph): Float32Array {
  const out = new Float32Array(data.length);
  // Added up in double precision: every number would else be rounded and widened again for each neighbour.
  const sum = new Float64Array(dimensions);
  for (let i = 0; i < graph.rows; i++) {
    let all = 0;
    const [from, to] = [graph.offsets[i]!, graph.offsets[i + 1]!];
    for (let e = from; e < to; e++) all += graph.weights[e]!;
    const own = all === 0 ? 1 : 0.5;
    const at = i * dimensions;
    for (let j = 0; j < dimensions; j++) sum[j] = own * data[at + j]!;
    if (all > 0) for (let e = from; e < to; e += 4) addFour(sum, 0.5 / all, data, graph, e, to);
    out.set(sum, at);
  }
  return out;
}

/** Adds `factor` times the edges `e .. e + 3` (those before `end`) to `sum`, which is so read and written a quarter as often. */
function addFour(
  sum: Float64Array,
  factor: number,
  data: Float32Array,
  { targets, weights }: WeightedGraph,
  e: number,
  end: number,
): void {
  const dimensions = sum.length;
  const [b, c, d] = [e + 1 < end ? e + 1 : e, e + 2 < end ? e + 2 : e, e + 3 < end ? e + 3 : e];
  const weightA = factor * weights[e]!;
  const weightB = b === e ? 0 : factor * weights[b]!;
  const weightC = c === e ? 0 : factor * weights[c]!;
  const weightD = d === e ? 0 : factor * weights[d]!;
  let atA = targets[e]! * dimensions;
  let atB = targets[b]! * dimensions;
  let atC = targets[c]! * dimensions;
  let atD = targets[d]! * dimensions;
  for (let j = 0; j < dimensions; j++) {
    sum[j]! +=
      weightA * data[atA++]! + weightB * data[atB++]! + (weightC * data[atC++]! + weightD * data[atD++]!);
  }
}

/** A round that moves no more than this share of the papers is the last. */
const SETTLED = 0.0005;

export interface Settled {
  readonly labels: Int32Array;
  /** count × dimensions. */
  readonly centers: Float32Array;
  /** Mean dot product with the own centre less half its square: higher is tighter. */
  readonly fit: number;
}

/** Papers that centres are moved by; more do not move them elsewhere. */
const SAMPLE = 16_384;

/**
 * Lloyd's rounds on unit vectors from `centers`. A topic that would lose its last paper keeps its centre. Of a large
 * corpus every nth paper takes part in all rounds but the last, in which each paper finds its centre.
 * O(rounds × papers × count × dimensions).
 */
export function settle(vectors: Matrix, centers: Float32Array, rounds: number): Settled {
  const stride = Math.max(1, Math.ceil(vectors.rows / SAMPLE));
  if (stride === 1) return lloyd(vectors, centers, rounds);
  const rows = Int32Array.from({ length: Math.ceil(vectors.rows / stride) }, (_, n) => n * stride);
  const sample = { ...vectors, data: pickPoints(vectors, rows).data, rows: rows.length };
  const { labels, centers: before } = lloyd(sample, centers, rounds - 1);
  return lloyd(vectors, meansOf(sample, labels, before), 1);
}

function lloyd(vectors: Matrix, centers: Float32Array, rounds: number): Settled {
  const { data, rows, dimensions } = vectors;
  const count = centers.length / dimensions;
  const labels = new Int32Array(rows).fill(-1);
  const half = new Float64Array(count);
  const scratch = new Float64Array(dimensions);
  const products = new Float64Array(count);
  let now = centers;
  let fit = 0;
  for (let round = 0; round < rounds; round++) {
    if (round > 0) now = meansOf(vectors, labels, now);
    for (let t = 0; t < count; t++) half[t] = dot(now, t * dimensions, now, t * dimensions, dimensions) / 2;
    const wide = Float64Array.from(now);
    let moved = 0;
    fit = 0;
    for (let i = 0; i < rows; i++) {
      dots(data, i, wide, scratch, products);
      let most = -Infinity;
      let own = 0;
      for (let t = 0; t < count; t++) {
        // The nearest centre has the highest dot product less half its square.
        const score = products[t]! - half[t]!;
        if (score > most) {
          most = score;
          own = t;
        }
      }
      if (labels[i] !== own) moved++;
      labels[i] = own;
      fit += most / rows;
    }
    if (moved <= rows * SETTLED) break;
  }
  return { labels, centers: now, fit };
}

/** Means of the topics' papers; an empty topic keeps what `before` says. */
export function meansOf(
  { data, rows, dimensions }: Matrix,
  labels: Int32Array,
  before: Float32Array,
): Float32Array {
  const means = new Float32Array(before.length);
  const sizes = new Int32Array(before.length / dimensions);
  for (let i = 0; i < rows; i++) {
    const at = labels[i]! * dimensions;
    sizes[labels[i]!]!++;
    for (let j = 0; j < dimensions; j++) means[at + j]! += data[i * dimensions + j]!;
  }
  sizes.forEach((size, t) => {
    const at = t * dimensions;
    for (let j = 0; j < dimensions; j++) means[at + j] = size > 0 ? means[at + j]! / size : before[at + j]!;
  });
  return means;
}
