/** What lies between topics: papers that stand in both, and borders that hardly any paper crosses. */
import type { Matrix, NeighborLists } from '../types.js';
import { groupSizes, similarityTo } from '../math/index.js';

export interface Bridge {
  /** Row of the paper. */
  readonly row: number;
  /** Cosines with the two centres, -1..1. */
  readonly toA: number;
  readonly toB: number;
  /** Share of its nearest papers in each topic, 0..1. */
  readonly shareA: number;
  readonly shareB: number;
}

export interface BridgeOptions {
  /** Of all topics: topics × dimensions. */
  readonly centres: Matrix;
  readonly pair: readonly [a: number, b: number];
  readonly wanted?: number;
}

/**
 * The `wanted` papers between topics `a` and `b`, best first: near both centres (the smaller of the two cosines
 * decides) and with neighbours in both. A paper of a third topic can be a bridge too. Cost: one pass over the papers.
 */
export function bridges(
  vectors: Matrix,
  lists: NeighborLists,
  groups: Int32Array,
  { centres, pair: [a, b], wanted = 10 }: BridgeOptions,
): Bridge[] {
  const found: (Bridge & { score: number })[] = [];
  for (let row = 0; row < vectors.rows; row++) {
    const shareA = neighborShare(lists, groups, row, a);
    const shareB = neighborShare(lists, groups, row, b);
    if (shareA === 0 || shareB === 0) continue;
    const toA = similarityTo(vectors, row, centres, a);
    const toB = similarityTo(vectors, row, centres, b);
    found.push({ row, toA, toB, shareA, shareB, score: Math.min(toA, toB) + Math.min(shareA, shareB) });
  }
  return found
    .sort((x, y) => y.score - x.score || x.row - y.row)
    .slice(0, wanted)
    .map(({ score: _, ...bridge }) => bridge);
}

function neighborShare(lists: NeighborLists, groups: Int32Array, row: number, group: number): number {
  let inside = 0;
  let all = 0;
  for (let j = row * lists.k; j < (row + 1) * lists.k; j++) {
    const other = lists.indices[j]!;
    if (other < 0) continue;
    all++;
    if (groups[other] === group) inside++;
  }
  return all === 0 ? 0 : inside / all;
}

export interface Border {
  readonly a: number;
  readonly b: number;
  /** Cosine of the two centres. */
  readonly similarity: number;
  /** Neighbour links that cross the border, both ways. */
  readonly links: number;
  /** Links over what pairs of topics this similar and this large have at the median; below 1 is sparse. */
  readonly density: number;
}

/**
 * Borders between near topics that hardly any paper crosses: pairs with centres at least as similar as those of three
 * quarters of all pairs, the emptiest first. Links are counted in the neighbour lists and divided by the geometric
 * mean of the two sizes.
 */
export function sparseBorders(
  lists: NeighborLists,
  groups: Int32Array,
  centres: Matrix,
  wanted = 10,
): Border[] {
  const count = centres.rows;
  const links = new Int32Array(count * count);
  for (let at = 0; at < lists.rows * lists.k; at++) {
    const other = lists.indices[at]!;
    if (other < 0) continue;
    const from = groups[Math.floor(at / lists.k)]!;
    const to = groups[other]!;
    if (from >= 0 && to >= 0 && from !== to) links[Math.min(from, to) * count + Math.max(from, to)]!++;
  }
  const sizes = groupSizes(groups, count);
  const pairs: { a: number; b: number; similarity: number; links: number; rate: number }[] = [];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const crossing = links[a * count + b]!;
      const rate = crossing / Math.sqrt(Math.max(1, sizes[a]! * sizes[b]!));
      pairs.push({ a, b, similarity: similarityTo(centres, a, centres, b), links: crossing, rate });
    }
  }
  pairs.sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
  const near = pairs.slice(0, Math.ceil(pairs.length / 4));
  const usual = near.map(({ rate }) => rate).sort((x, y) => x - y)[near.length >> 1] ?? 0;
  return near
    .map(({ rate, ...pair }) => ({ ...pair, density: usual > 0 ? rate / usual : 1 }))
    .filter(({ density }) => density < 1)
    .sort((x, y) => x.density - y.density || x.a - y.a || x.b - y.b)
    .slice(0, wanted);
}
