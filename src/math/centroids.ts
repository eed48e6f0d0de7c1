/** Centres of groups of papers and what is measured from them. */
import { dot, normalize, row } from './matrix.js';
import type { Matrix } from '../types.js';

/** The unit-length mean of each group's vectors; zeros for an empty group. `groups[i]` is -1 for papers of no group. */
export function centroids(vectors: Matrix, groups: Int32Array, count: number): Matrix {
  const { dimensions } = vectors;
  const sums = new Float64Array(count * dimensions);
  for (let i = 0; i < vectors.rows; i++) {
    const group = groups[i]!;
    if (group < 0) continue;
    const to = group * dimensions;
    const from = i * dimensions;
    for (let d = 0; d < dimensions; d++) sums[to + d]! += vectors.data[from + d]!;
  }
  const centres: Matrix = { data: Float32Array.from(sums), rows: count, dimensions };
  for (let group = 0; group < count; group++) normalize(row(centres, group));
  return centres;
}

/** Cosine of row `i` with centre `c`. */
export function similarityTo(vectors: Matrix, i: number, centres: Matrix, c: number): number {
  const { dimensions } = vectors;
  return dot(vectors.data, i * dimensions, centres.data, c * dimensions, dimensions);
}

/** Per group: mean cosine of its papers with its centre; 0 for an empty group. */
export function cohesion(vectors: Matrix, groups: Int32Array, centres: Matrix): Float64Array {
  const sums = new Float64Array(centres.rows);
  const sizes = groupSizes(groups, centres.rows);
  for (let i = 0; i < vectors.rows; i++) {
    const group = groups[i]!;
    if (group >= 0) sums[group]! += similarityTo(vectors, i, centres, group);
  }
  return sums.map((sum, group) => (sizes[group]! > 0 ? sum / sizes[group]! : 0));
}

export function groupSizes(groups: Int32Array, count: number): Int32Array {
  const sizes = new Int32Array(count);
  for (const group of groups) if (group >= 0) sizes[group]!++;
  return sizes;
}

/** Rows of each group, ascending, in one array: those of group `g` are at `offsets[g] .. offsets[g + 1]`. */
export function groupRows(groups: Int32Array, count: number): { offsets: Int32Array; rows: Int32Array } {
  const offsets = new Int32Array(count + 1);
  for (const group of groups) if (group >= 0) offsets[group + 1]!++;
  for (let group = 0; group < count; group++) offsets[group + 1]! += offsets[group]!;
  const rows = new Int32Array(offsets[count]!);
  const next = offsets.slice();
  groups.forEach((group, i) => {
    if (group >= 0) rows[next[group]!++] = i;
  });
  return { offsets, rows };
}
