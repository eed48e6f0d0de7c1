/** Tensors of a .safetensors file (https://github.com/huggingface/safetensors) as 32-bit floats. */
import { readFileSync } from 'node:fs';
import { FieldmapError, messageOf } from '../errors.js';

/** @throws FieldmapError `model` when the file is none, or has numbers other than F32, F16 and BF16. */
export function readSafetensors(path: string): Map<string, Float32Array> {
  try {
    return parse(readFileSync(path));
  } catch (error) {
    throw new FieldmapError(
      'model',
      `Cannot read ${path}: ${messageOf(error)}.`,
      'Pull or copy the model again.',
      { cause: error },
    );
  }
}

interface Entry {
  readonly dtype: string;
  readonly data_offsets: readonly [number, number];
}

function parse(bytes: Buffer): Map<string, Float32Array> {
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString('utf8', 8, start)) as Record<string, Entry>;
  return new Map(
    Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .map(
        ([
          name,
          {
            dtype,
            data_offsets: [from, to],
          },
        ]) => [name, floats(bytes.subarray(start + from, start + to), dtype)],
      ),
  );
}

function floats(bytes: Buffer, dtype: string): Float32Array {
  if (dtype === 'F32')
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
  if (dtype === 'F16')
    return Float32Array.from({ length: bytes.length / 2 }, (_, i) => half(bytes.readUInt16LE(2 * i)));
  if (dtype !== 'BF16') throw new Error(`numbers of type ${dtype}, expected F32, F16 or BF16`);
  const wide = new Uint32Array(bytes.length / 2).map((_, i) => bytes.readUInt16LE(2 * i) << 16);
  return new Float32Array(wide.buffer);
}

/** A 16-bit float (IEEE 754). */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
