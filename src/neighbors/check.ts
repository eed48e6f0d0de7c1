/** What must hold before an engine sees the arguments: native code would read past the end. */
import { FieldmapError } from '../errors.js';
import type { Matrix } from '../types.js';

/** Throws unless a vector of `length` numbers fits an index of `dimensions`. */
export function checkLength(length: number, dimensions: number): void {
  if (length !== dimensions) {
    throw new FieldmapError(
      'library',
      `A vector has ${length} numbers, the index has ${dimensions} dimensions.`,
      'The vectors come from another model: run `fieldmap status` for that of this library.',
    );
  }
}

/** Throws unless each row has a key of its own, 0 .. 2^31 - 1, that is new to the index. */
export function checkKeys(
  keys: Int32Array,
  vectors: Matrix,
  dimensions: number,
  has: (key: number) => boolean,
): void {
  checkLength(vectors.dimensions, dimensions);
  if (keys.length !== vectors.rows) {
    throw new FieldmapError('internal', `There are ${keys.length} keys for ${vectors.rows} vectors.`);
  }
  const seen = new Set<number>();
  for (const key of keys) {
    if (key < 0) throw new FieldmapError('internal', `Key ${key} is negative.`);
    if (seen.has(key) || has(key))
      throw new FieldmapError('internal', `Key ${key} was added to the neighbour index twice.`);
    seen.add(key);
  }
}
