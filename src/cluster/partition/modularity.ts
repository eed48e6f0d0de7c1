import type { WeightedGraph } from '../../types.js';

/**
 * How well topics divide the graph: the edge weight inside them beyond what chance would put there (Newman and Girvan
 * 2004), chance counted `resolutionOf` times (Reichardt and Bornholdt 2006): more makes for more and smaller topics.
 */
export function modularity(graph: WeightedGraph, labels: Int32Array, count: number): number {
  const { inside, chance } = modularityParts(graph, labels, count);
  return inside - resolutionOf(graph.rows) * chance;
}

/**
 * Such that fields of a hundred papers are topics of their own: 2.1 at 2,500 papers, where the usual 1 joins them, 1.65
 * from 10,000 on; less in small libraries, whose groups would be of a few papers: 1.65 at 500, 1.2 at 60.
 */
function resolutionOf(rows: number): number {
  return rows < 2500
    ? Math.max(1, 2.1 * (rows / 2500) ** 0.15)
    : Math.max(1.65, 2.1 * (rows / 2500) ** -0.174);
}

/** The two sums of Newman's modularity: edge weight inside topics, and what chance would put there, as shares. */
export function modularityParts(
  graph: WeightedGraph,
  labels: Int32Array,
  count: number,
): { inside: number; chance: number } {
  const degrees = new Float64Array(count);
  let inside = 0;
  let all = 0;
  for (let i = 0; i < graph.rows; i++) {
    const own = labels[i]!;
    for (let e = graph.offsets[i]!; e < graph.offsets[i + 1]!; e++) {
      const weight = graph.weights[e]!;
      degrees[own]! += weight;
      all += weight;
      if (labels[graph.targets[e]!] === own) inside += weight;
    }
  }
  if (all === 0) return { inside: 0, chance: 0 };
  let chance = 0;
  for (const degree of degrees) chance += (degree / all) ** 2;
  return { inside: inside / all, chance };
}
