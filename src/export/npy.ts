/** Embeddings as NumPy's .npy (format version 1.0, https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html). */
import type { Matrix } from '../types.js';

/**
 * The file in parts, to be written one after another: a header, then the numbers as they lie in memory, row by row
 * (`numpy.load` gives a float32 array of rows × dimensions). It has no place for ids: see `npyIds`.
 */
export function npyParts({ data, rows, dimensions }: Matrix): Uint8Array[] {
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dimensions}), }`;
  // The header's length is a multiple of 64, its last character a line end.
  const length = Math.ceil((10 + described.length + 1) / 64) * 64;
  const header = Buffer.alloc(length, ' ');
  header.write('\x93NUMPY', 0, 'latin1');
  header.writeUInt8(1, 6);
  header.writeUInt8(0, 7);
  header.writeUInt16LE(length - 10, 8);
  header.write(described, 10, 'latin1');
  header.write('\n', length - 1, 'latin1');
  return [header, littleEndian(data.subarray(0, rows * dimensions))];
}

/** The ids that belong to the rows, one a line, for a file beside the numbers. */
export function npyIds(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}

/** The bytes of the numbers: a view, but for a copy on the rare machine that is not little-endian. */
function littleEndian(data: Float32Array): Uint8Array {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? bytes : Buffer.from(bytes).swap32();
}
