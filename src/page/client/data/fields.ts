/** Which research fields each paper is of. */
import { readVarints } from './varint.js';
import type { PackedField } from '../../types.js';

/** Those of paper `i` are at `offsets[i] .. offsets[i + 1]`, numbers in the head's list, the nearest first. */
export interface Fields {
  readonly offsets: Uint32Array;
  readonly numbers: Uint16Array;
}

export function readFields(bytes: Uint8Array, count: number): Fields {
  const offsets = new Uint32Array(count + 1);
  const numbers: number[] = [];
  const next = readVarints(bytes);
  for (let i = 0; i < count; i++) {
    for (let left = next(); left > 0; left--) numbers.push(next());
    offsets[i + 1] = numbers.length;
  }
  return { offsets, numbers: Uint16Array.from(numbers) };
}

/** Per paper: the class of its nearest field, or of the field above it that has one; 0 where none has. */
export function fieldClasses(
  { offsets, numbers }: Fields,
  fields: readonly PackedField[],
  coloured: readonly number[],
): Uint16Array {
  const own = new Map(coloured.map((field, i) => [field, i + 1]));
  const classOf = fields.map((_, field) => {
    for (let at = field; at >= 0; at = fields[at]!.broader) {
      const found = own.get(at);
      if (found !== undefined) return found;
    }
    return 0;
  });
  return Uint16Array.from({ length: offsets.length - 1 }, (_, i) =>
    offsets[i] === offsets[i + 1] ? 0 : classOf[numbers[offsets[i]!]!]!,
  );
}
