/** Points, graphs and papers for the tests: made of a seed, small, with groups that can be told by eye. */
import type { ClusterInput } from '../../src/cluster/types.js';
import { dot, normalize } from '../../src/math/matrix.js';
import { seededRandom, type Random } from '../../src/math/random.js';
import type { Matrix, NeighborLists, WeightedGraph } from '../../src/types.js';

/** About normal: mean 0, deviation 1. */
export function bell(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.float();
  return sum;
}

/** `sizes[g]` unit vectors around axis `g` of `dimensions`. */
export function groupedVectors(sizes: readonly number[], spread: number, dimensions = 16, seed = 1): Matrix {
  const random = seededRandom(seed);
  const rows = sizes.reduce((sum, n) => sum + n, 0);
  const data = new Float32Array(rows * dimensions);
  let at = 0;
  sizes.forEach((size, group) => {
    for (let i = 0; i < size; i++, at++) {
      const vector = data.subarray(at * dimensions, (at + 1) * dimensions);
      for (let j = 0; j < dimensions; j++) vector[j] = (j === group ? 1 : 0) + spread * bell(random);
      normalize(vector);
    }
  });
  return { data, rows, dimensions };
}

export function groupsOf(sizes: readonly number[]): Int32Array {
  return Int32Array.from(sizes.flatMap((size, group) => Array<number>(size).fill(group)));
}

export function exactLists({ data, rows, dimensions }: Matrix, k = 15): NeighborLists {
  const indices = new Int32Array(rows * k).fill(-1);
  const similarities = new Float32Array(rows * k);
  for (let i = 0; i < rows; i++) {
    const others = Array.from({ length: rows }, (_, other) => other).filter((other) => other !== i);
    const cosine = new Map(
      others.map((o) => [o, dot(data, i * dimensions, data, o * dimensions, dimensions)]),
    );
    others.sort((a, b) => cosine.get(b)! - cosine.get(a)! || a - b);
    others.slice(0, k).forEach((other, j) => {
      indices[i * k + j] = other;
      similarities[i * k + j] = cosine.get(other)!;
    });
  }
  return { rows, k, indices, similarities };
}

/** Each paper with its neighbours, the weight falling from 1 with the rank; symmetric. Stands for UMAP's fuzzy graph. */
export function graphOf(lists: NeighborLists): WeightedGraph {
  const weights = new Map<number, number>();
  for (let i = 0; i < lists.rows; i++) {
    for (let j = 0; j < lists.k; j++) {
      const other = lists.indices[i * lists.k + j]!;
      if (other < 0) break;
      for (const edge of [i * lists.rows + other, other * lists.rows + i]) {
        weights.set(edge, Math.max(weights.get(edge) ?? 0, 1 / (1 + j)));
      }
    }
  }
  return graphFrom(lists.rows, weights);
}

/** From a map of `row * rows + target` to weight. */
export function graphFrom(rows: number, weights: ReadonlyMap<number, number>): WeightedGraph {
  const edges = [...weights.keys()].sort((a, b) => a - b);
  const offsets = new Int32Array(rows + 1);
  for (const edge of edges) offsets[Math.floor(edge / rows) + 1]!++;
  for (let i = 0; i < rows; i++) offsets[i + 1]! += offsets[i]!;
  return {
    rows,
    offsets,
    targets: Int32Array.from(edges, (edge) => edge % rows),
    weights: Float32Array.from(edges, (edge) => weights.get(edge)!),
  };
}

/** The first five numbers of each vector stand for the 5-dimensional layout. */
export function inputOf(vectors: Matrix): ClusterInput {
  const lists = exactLists(vectors);
  const data = new Float32Array(vectors.rows * 5);
  for (let i = 0; i < vectors.rows; i++) {
    for (let j = 0; j < 5; j++) data[i * 5 + j] = 10 * vectors.data[i * vectors.dimensions + j]!;
  }
  return { vectors, lists, graph: graphOf(lists), layout: { data, dimensions: 5 } };
}
