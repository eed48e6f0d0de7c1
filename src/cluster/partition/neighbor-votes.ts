import type { WeightedGraph } from '../../types.js';

/** The share of paper `i`'s edge weight that goes to each topic, into `out`; all 0 for a paper without neighbours. */
export function neighborVotes(graph: WeightedGraph, labels: Int32Array, i: number, out: Float64Array): void {
  out.fill(0);
  let all = 0;
  for (let e = graph.offsets[i]!; e < graph.offsets[i + 1]!; e++) {
    out[labels[graph.targets[e]!]!]! += graph.weights[e]!;
    all += graph.weights[e]!;
  }
  if (all > 0) for (let t = 0; t < out.length; t++) out[t]! /= all;
}
