/** Builds, loads and chooses indexes by the name of their engine. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Stamp } from '../io/index.js';
import { FieldmapError } from '../errors.js';
import type { Matrix, OnProgress } from '../types.js';
import { ExactIndex } from './exact.js';
import { HnswlibIndex } from './hnswlib.js';
import type { Engine, NeighborIndex } from './neighbor-index.js';
import { sealPath } from './sealed-file.js';
import { UsearchIndex } from './usearch.js';

const CLASSES = { usearch: UsearchIndex, hnswlib: HnswlibIndex, exact: ExactIndex } as const;

export interface BuildOptions {
  readonly onProgress?: OnProgress;
  /** Ends the build with FieldmapError `interrupted`, within a fraction of a second. */
  readonly signal?: AbortSignal;
}

/** Vectors between two looks at the signal: 0.1 to 0.3 s. Part of the result: usearch draws levels anew as it grows. */
const BATCH = 512;

/** Row `i` of `matrix` (unit length) gets `keys[i]`. The same input gives the same index. */
export async function buildIndex(
  engine: Engine,
  keys: Int32Array,
  matrix: Matrix,
  options: BuildOptions = {},
): Promise<NeighborIndex> {
  const index = new CLASSES[engine](matrix.dimensions);
  await addToIndex(index, keys, matrix, options);
  return index;
}

/** `index.add` in batches, with progress and a way to stop. */
export async function addToIndex(
  index: NeighborIndex,
  keys: Int32Array,
  matrix: Matrix,
  { onProgress, signal }: BuildOptions = {},
): Promise<void> {
  // Exact indexes are copied on each add, and it takes no time.
  const batch = index.engine === 'exact' ? Math.max(1, matrix.rows) : BATCH;
  for (let start = 0; start < matrix.rows; start += batch) {
    stopIfAsked(signal);
    const end = Math.min(matrix.rows, start + batch);
    const data = matrix.data.subarray(start * matrix.dimensions, end * matrix.dimensions);
    index.add(keys.subarray(start, end), { data, rows: end - start, dimensions: matrix.dimensions });
    onProgress?.({ step: 'indexing', done: end, total: matrix.rows });
    await nextTurn();
  }
}

/** The index saved at `path`, or the reason why that file does not fit, in words that follow "rebuilt because". */
export function loadIndex(engine: Engine, path: string, stamp: Stamp): NeighborIndex | string {
  return CLASSES[engine].load(path, stamp);
}

/** The file that an index saved at `path` is complete with: until it is there, readers find the seal of another one. */
export function writtenLast(engine: Engine, path: string): string {
  return engine === 'exact' ? path : sealPath(path);
}

/** Throws FieldmapError `interrupted` when the signal is given. */
export function stopIfAsked(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new FieldmapError('interrupted', 'Stopped while indexing vectors.', 'Run the same command again.');
}
