import { parquetReadObjects } from 'hyparquet';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { npyIds, npyParts } from '../../src/export/npy.js';
import { parquetBytes } from '../../src/export/parquet.js';
import type { Matrix } from '../../src/types.js';

const matrix: Matrix = { data: Float32Array.from({ length: 12 }, (_, i) => i / 8), rows: 4, dimensions: 3 };

describe('embeddings as npy', () => {
  it('are a header of a multiple of 64 bytes and the numbers', () => {
    const [header, numbers] = npyParts(matrix) as [Uint8Array, Uint8Array];
    expect(header.length % 64).toBe(0);
    expect(Buffer.from(header).toString('latin1')).toMatch(
      /^\x93NUMPY\x01\x00v\x00\{'descr': '<f4', 'fortran_order': False, 'shape': \(4, 3\), \} +\n$/,
    );
    expect(Buffer.from(numbers).readFloatLE(4 * 5)).toBe(5 / 8);
    expect(numbers.length).toBe(48);
  });

  it('take a matrix that is part of a larger array, and an empty one', () => {
    const part: Matrix = { data: matrix.data.subarray(3, 9), rows: 2, dimensions: 3 };
    expect(Buffer.from(npyParts(part)[1]!).readFloatLE(0)).toBe(3 / 8);
    expect(npyParts({ data: new Float32Array(0), rows: 0, dimensions: 3 })[1]!.length).toBe(0);
  });

  it('have their ids beside them, one a line', () => {
    expect(npyIds(['a', 'b'])).toBe('a\nb\n');
  });
});

describe('embeddings as Parquet', () => {
  it('come back with their ids through another reader', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1, 5, 999, 1000, 1001, 2500),
        fc.integer({ min: 1, max: 5 }),
        async (rows, dimensions) => {
          const ids = Array.from({ length: rows }, (_, i) => `10.1000/é${i}`);
          const data = Float32Array.from({ length: rows * dimensions }, (_, i) => Math.fround(Math.sin(i)));
          const bytes = parquetBytes(ids, { data, rows, dimensions });
          const read = await parquetReadObjects({
            file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
          });
          expect(read.map((one) => one['id'] as string)).toEqual(ids);
          expect(read.flatMap((one) => Array.from(one['embedding'] as number[]))).toEqual(Array.from(data));
        },
      ),
      { numRuns: 12 },
    );
  });
});
