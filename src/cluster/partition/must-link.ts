/** Papers that must share a topic: those the caller names, and those with the very same vector. */
import { dot } from '../../math/index.js';
import type { Matrix, NeighborLists } from '../../types.js';

/** As near as rounding lets two equal vectors be. */
const SAME = 1 - 1e-6;

/** Group number of each paper: the smallest row of its group. Same vectors are found through the neighbour lists. */
export function mustLinkGroups(
  vectors: Matrix,
  lists: NeighborLists,
  given: Int32Array | undefined,
): Int32Array {
  const parent = Int32Array.from({ length: vectors.rows }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    const [x, y] = [root(a), root(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  const first = new Map<number, number>();
  given?.forEach((group, i) => {
    if (group < 0) return;
    if (first.has(group)) join(first.get(group)!, i);
    else first.set(group, i);
  });
  for (let i = 0; i < lists.rows; i++) {
    for (let e = i * lists.k; e < (i + 1) * lists.k; e++) {
      const other = lists.indices[e]!;
      if (other < 0 || lists.similarities[e]! < SAME) break;
      if (same(vectors, i, other)) join(i, other);
    }
  }
  return parent.map((_, i) => root(i));
}

function same({ data, dimensions }: Matrix, a: number, b: number): boolean {
  return dot(data, a * dimensions, data, b * dimensions, dimensions) >= SAME;
}

/** Gives all papers of a group the topic that most of them have, ties to the smaller number. */
export function joinLinked(labels: Int32Array, groups: Int32Array, count: number): Int32Array {
  const votes = new Map<number, Int32Array>();
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  groups.forEach((group, i) => {
    if (sizes.get(group) === 1) return;
    const tally = votes.get(group) ?? new Int32Array(count);
    tally[labels[i]!]!++;
    votes.set(group, tally);
  });
  return labels.map((own, i) => {
    const tally = votes.get(groups[i]!);
    return tally ? tally.indexOf(tally.reduce((most, n) => Math.max(most, n), 0)) : own;
  });
}
