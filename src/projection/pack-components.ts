/** Bringing together what no edge joins: groups of papers that have nothing to say to one another. */
import type { WeightedGraph } from '../types.js';

interface Part {
  readonly rows: number[];
  readonly centre: Float64Array;
  readonly radius: number;
}

/**
 * Nothing tells UMAP how far apart two unconnected parts of a graph belong: they are pushed apart, pulled by nothing, and
 * the picture is mostly void. Each part, the larger first, is moved as a whole straight towards the largest until
 * it is `gap` away from those that have their place; none is moved outwards, and within a part nothing changes.
 * Changes `places`. Cost: edges + parts².
 */
export function packComponents(
  graph: WeightedGraph,
  places: Float32Array,
  dimensions: number,
  gap: number,
): void {
  const parts = partsOf(graph).map((rows) => partOf(rows, places, dimensions));
  parts.sort((a, b) => b.rows.length - a.rows.length || a.rows[0]! - b.rows[0]!);
  const [largest] = parts;
  for (let p = 1; p < parts.length; p++) {
    const part = parts[p]!;
    const share = shareOfWay(part, parts.slice(0, p), largest!.centre, gap);
    for (let d = 0; d < dimensions; d++) {
      const shift = (share - 1) * (part.centre[d]! - largest!.centre[d]!);
      for (const i of part.rows) places[i * dimensions + d]! += shift;
      part.centre[d]! += shift;
    }
  }
}

/** The rows of each connected part, ascending by their first row. */
function partsOf({ rows, offsets, targets }: WeightedGraph): number[][] {
  const seen = new Uint8Array(rows);
  const parts: number[][] = [];
  for (let first = 0; first < rows; first++) {
    if (seen[first] === 1) continue;
    seen[first] = 1;
    const part = [first];
    // The part grows while it is walked through.
    for (const i of part) {
      for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
        const target = targets[at]!;
        if (seen[target] === 1) continue;
        seen[target] = 1;
        part.push(target);
      }
    }
    parts.push(part);
  }
  return parts;
}

function partOf(rows: number[], places: Float32Array, dimensions: number): Part {
  const centre = new Float64Array(dimensions);
  for (const i of rows)
    for (let d = 0; d < dimensions; d++) centre[d]! += places[i * dimensions + d]! / rows.length;
  let squaredRadius = 0;
  for (const i of rows) {
    let squared = 0;
    for (let d = 0; d < dimensions; d++) squared += (places[i * dimensions + d]! - centre[d]!) ** 2;
    squaredRadius = Math.max(squaredRadius, squared);
  }
  return { rows, centre, radius: Math.sqrt(squaredRadius) };
}

/**
 * How much of the way from `origin` to its centre a part keeps, 0..1: walking inwards from 1, the first place where its
 * circle would come nearer than `gap` to a placed one. Each of those is a quadratic equation in the share.
 */
function shareOfWay(part: Part, placed: readonly Part[], origin: Float64Array, gap: number): number {
  let share = 0;
  for (const other of placed) {
    let squaredWay = 0;
    let along = 0;
    let squaredOff = 0;
    for (let d = 0; d < origin.length; d++) {
      const way = part.centre[d]! - origin[d]!;
      const off = other.centre[d]! - origin[d]!;
      squaredWay += way * way;
      along += way * off;
      squaredOff += off * off;
    }
    if (squaredWay === 0) return 1;
    const reach = part.radius + other.radius + gap;
    const root = (along / squaredWay) ** 2 - (squaredOff - reach * reach) / squaredWay;
    if (root >= 0) share = Math.max(share, along / squaredWay + Math.sqrt(root));
  }
  return Math.min(1, share);
}
