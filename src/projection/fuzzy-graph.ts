/**
 * From neighbour lists to the fuzzy graph of UMAP (McInnes, Healy and Melville 2018, sections 3.1 and 3.2):
 * each paper measures distance in its own scale, and an edge is as strong as either of its ends says.
 */
import { FieldmapError } from '../errors.js';
import type { NeighborLists, WeightedGraph } from '../types.js';

/** Bisection stops when the sum of strengths is this near to log2(k + 1). */
const TOLERANCE = 1e-5;
const BISECTIONS = 64;
/** A scale is never below this share of the mean distance, so that a crowd of near-duplicates keeps some weight. */
const MIN_SCALE = 1e-3;
/** Rounding of single precision: a cosine this near to 1 is 1, and a repeated abstract is at distance 0. */
const SAME = 1e-6;

/**
 * The strength of each listed neighbour as its own paper sees it, 0..1, in the layout of `lists`; 0 where the list is
 * filled up. The nearest neighbour at a distance above 0 has strength 1, and the strengths of a row sum to
 * log2(neighbours + 1), the paper itself being counted as umap-learn does.
 */
export function neighborStrengths(lists: NeighborLists): Float64Array {
  checkLists(lists);
  const { rows, k } = lists;
  const distances = distancesOf(lists);
  const counts = countsOf(lists);
  let sum = 0;
  let listed = 0;
  for (let i = 0; i < rows; i++) {
    listed += counts[i]! + 1;
    for (let at = i * k, end = at + counts[i]!; at < end; at++) sum += distances[at]!;
  }
  const meanOfAll = listed > 0 ? sum / listed : 0;
  const strengths = new Float64Array(rows * k);
  for (let i = 0; i < rows; i++) {
    const start = i * k;
    const row = distances.subarray(start, start + counts[i]!);
    const nearest = nearestAboveZero(row);
    const scale = scaleOf(row, nearest, meanOfAll);
    for (let j = 0; j < row.length; j++) {
      const beyond = row[j]! - nearest;
      strengths[start + j] = beyond <= 0 || scale === 0 ? 1 : Math.exp(-(beyond / scale));
    }
  }
  return strengths;
}

/** 1 - cosine, never below 0. */
function distancesOf(lists: NeighborLists): Float64Array {
  const distances = new Float64Array(lists.similarities.length);
  for (let at = 0; at < distances.length; at++) {
    const distance = 1 - lists.similarities[at]!;
    distances[at] = distance < SAME ? 0 : distance;
  }
  return distances;
}

/** How many neighbours each row really has: the rest of a row is -1. */
function countsOf(lists: NeighborLists): Int32Array {
  const counts = new Int32Array(lists.rows);
  for (let i = 0; i < lists.rows; i++) {
    let count = 0;
    while (count < lists.k && lists.indices[i * lists.k + count]! >= 0) count++;
    counts[i] = count;
  }
  return counts;
}

/** The first distance above 0 (rows ascend), or 0 when all neighbours are copies. */
function nearestAboveZero(row: Float64Array): number {
  for (const distance of row) if (distance > 0) return distance;
  return 0;
}

/** The scale for which the strengths of a row sum to log2(neighbours + 1), found by doubling and halving. */
function scaleOf(row: Float64Array, nearest: number, meanOfAll: number): number {
  const target = Math.log2(row.length + 1);
  let low = 0;
  let high = Infinity;
  let scale = 1;
  for (let n = 0; n < BISECTIONS; n++) {
    let sum = 0;
    for (let j = 0; j < row.length; j++) {
      const beyond = row[j]! - nearest;
      sum += beyond > 0 ? Math.exp(-(beyond / scale)) : 1;
    }
    if (Math.abs(sum - target) < TOLERANCE) break;
    if (sum > target) high = scale;
    else low = scale;
    scale = high === Infinity ? scale * 2 : (low + high) / 2;
  }
  let mean = meanOfAll;
  if (nearest > 0) mean = row.reduce((total, distance) => total + distance, 0) / (row.length + 1);
  return Math.max(scale, MIN_SCALE * mean);
}

/**
 * The symmetric graph: strength a one way and b the other make an edge of a + b - ab. Equal to umap-js's and
 * umap-learn's graph for lists that leave the paper itself out (their `n_neighbors` is `lists.k + 1`). Papers
 * without neighbours have no edges. Cost: rows × k × about 20 exponentials; 12 bytes an edge while it is built.
 *
 * @throws FieldmapError `internal` when the arrays of `lists` do not fit its `rows` and `k`.
 */
export function fuzzyGraph(lists: NeighborLists): WeightedGraph {
  const strengths = neighborStrengths(lists);
  const { rows, k, indices } = lists;
  const incoming = incomingEdges(lists);
  const offsets = new Int32Array(rows + 1);
  // Upper bound of the size: no edge is shared by two lists.
  const capacity = 2 * incoming.sources.length;
  const targets = new Int32Array(capacity);
  const weights = new Float32Array(capacity);
  // Where row i's own edge to a target stands, valid while `owner[target] === i`.
  const owner = new Int32Array(rows).fill(-1);
  const place = new Int32Array(rows);
  // In double precision, so that both rows of an edge round to the same weight.
  const outgoing = new Float64Array(rows);
  let end = 0;
  for (let i = 0; i < rows; i++) {
    const start = end;
    const put = (target: number, strength: number): void => {
      if (target === i || strength <= 0) return;
      if (owner[target] === i) {
        const known = outgoing[target]!;
        weights[place[target]!] = known + strength - known * strength;
        return;
      }
      owner[target] = i;
      place[target] = end;
      outgoing[target] = strength;
      targets[end] = target;
      weights[end++] = strength;
    };
    for (let at = i * k; at < (i + 1) * k && indices[at]! >= 0; at++) put(indices[at]!, strengths[at]!);
    for (let at = incoming.offsets[i]!; at < incoming.offsets[i + 1]!; at++) {
      put(incoming.sources[at]!, strengths[incoming.positions[at]!]!);
    }
    sortByTarget(targets, weights, start, end);
    offsets[i + 1] = end;
  }
  return { rows, offsets, targets: targets.slice(0, end), weights: weights.slice(0, end) };
}

/** The lists turned round: who names row i, ascending, and where in the lists. */
function incomingEdges(lists: NeighborLists): {
  offsets: Int32Array;
  sources: Int32Array;
  positions: Int32Array;
} {
  const { rows, k, indices } = lists;
  const offsets = new Int32Array(rows + 1);
  for (const target of indices) if (target >= 0) offsets[target + 1]!++;
  for (let i = 0; i < rows; i++) offsets[i + 1]! += offsets[i]!;
  const next = offsets.slice(0, rows);
  const sources = new Int32Array(offsets[rows]!);
  const positions = new Int32Array(offsets[rows]!);
  for (let at = 0; at < indices.length; at++) {
    const target = indices[at]!;
    if (target < 0) continue;
    const slot = next[target]!++;
    sources[slot] = Math.floor(at / k);
    positions[slot] = at;
  }
  return { offsets, sources, positions };
}

/** Insertion sort: rows are short, and half of each is in order already. */
function sortByTarget(targets: Int32Array, weights: Float32Array, start: number, end: number): void {
  if (end - start > 64) return sortLongRow(targets, weights, start, end);
  for (let at = start + 1; at < end; at++) {
    const target = targets[at]!;
    const weight = weights[at]!;
    let hole = at;
    while (hole > start && targets[hole - 1]! > target) {
      targets[hole] = targets[hole - 1]!;
      weights[hole] = weights[hole - 1]!;
      hole--;
    }
    targets[hole] = target;
    weights[hole] = weight;
  }
}

/** For hubs, which thousands of papers may name. */
function sortLongRow(targets: Int32Array, weights: Float32Array, start: number, end: number): void {
  const order = Int32Array.from({ length: end - start }, (_, j) => start + j);
  order.sort((a, b) => targets[a]! - targets[b]!);
  const sortedWeights = Float32Array.from(order, (at) => weights[at]!);
  targets.subarray(start, end).sort();
  weights.set(sortedWeights, start);
}

function checkLists(lists: NeighborLists): void {
  const { rows, k, indices, similarities } = lists;
  if (indices.length === rows * k && similarities.length === rows * k) return;
  throw new FieldmapError(
    'internal',
    `Neighbour lists of ${rows} rows of ${k} need ${rows * k} numbers, but hold ${indices.length} indices ` +
      `and ${similarities.length} similarities.`,
  );
}
