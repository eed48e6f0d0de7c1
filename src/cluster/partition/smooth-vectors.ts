/** Vectors made smooth over the neighbour graph: what two neighbours share outlives their noise. */
import { normalize } from '../../math/index.js';
import type { Matrix, WeightedGraph } from '../../types.js';

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
// eslint-disable-next-line max-params -- called for each edge: nothing is made
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
