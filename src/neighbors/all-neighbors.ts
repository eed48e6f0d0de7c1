/** The nearest neighbours of every paper: what the map, the clusters and "similar" stand on. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dot } from '../math/index.js';
import type { Matrix, NeighborLists, OnProgress } from '../types.js';
import { stopIfAsked } from './engines.js';
import type { NeighborIndex } from './neighbor-index.js';

export interface AllNeighborsOptions {
  /** Changes the time, never the result. */
  readonly threads?: number;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

const BATCH = 1024;
/** The vector itself, and some more to choose from, as 16-bit similarities misplace neighbours that are nearly tied. */
const SPARE = 5;

/**
 * The `k` nearest rows of each row of `matrix`, as `index` finds them; `keys[i]` is row `i`'s key in it. What the index
 * proposes is compared anew with 32-bit vectors, so similarities are exact and the order does not hang on the engine's
 * rounding.
 */
export async function allNeighbors(
  index: NeighborIndex,
  { keys, matrix }: { readonly keys: Int32Array; readonly matrix: Matrix },
  k: number,
  options: AllNeighborsOptions = {},
): Promise<NeighborLists> {
  const { rows, dimensions } = matrix;
  const rowOf = new Int32Array(keys.reduce((most, key) => Math.max(most, key), -1) + 1).fill(-1);
  keys.forEach((key, row) => (rowOf[key] = row));
  const indices = new Int32Array(rows * k).fill(-1);
  const similarities = new Float32Array(rows * k);
  const proposed = Math.max(1, Math.min(k + SPARE, index.size));
  for (let start = 0; start < rows; start += BATCH) {
    stopIfAsked(options.signal);
    const end = Math.min(rows, start + BATCH);
    const data = matrix.data.subarray(start * dimensions, end * dimensions);
    const found = index.searchMany({ data, rows: end - start, dimensions }, proposed, options.threads);
    for (let row = start; row < end; row++) {
      const from = (row - start) * proposed;
      const candidates = found
        .subarray(from, from + proposed)
        .map((key) => rowOf[key] ?? -1)
        .filter((candidate) => candidate >= 0 && candidate !== row);
      place(candidates, row, matrix, k, indices, similarities);
    }
    options.onProgress?.({ step: 'neighbours', done: end, total: rows });
    await nextTurn();
  }
  return { rows, k, indices, similarities };
}

/** Writes the best `k` of `candidates` into the lists of `row`: the most similar first, ties by row. */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function place(
  candidates: Int32Array,
  row: number,
  { data, dimensions }: Matrix,
  k: number,
  indices: Int32Array,
  similarities: Float32Array,
): void {
  const first = row * k;
  let end = first;
  for (const other of candidates) {
    // Rounded as it is stored, so that what is a tie there is one here.
    const cosine = Math.fround(dot(data, row * dimensions, data, other * dimensions, dimensions));
    let at = end;
    while (
      at > first &&
      (cosine > similarities[at - 1]! || (cosine === similarities[at - 1]! && other < indices[at - 1]!))
    )
      at--;
    if (at === first + k) continue;
    if (end < first + k) end++;
    indices.copyWithin(at + 1, at, end - 1);
    similarities.copyWithin(at + 1, at, end - 1);
    indices[at] = other;
    similarities[at] = cosine;
  }
}
