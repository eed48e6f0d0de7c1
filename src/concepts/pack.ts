/** A library's concepts as bytes: a header in JSON, then the numbers of the dictionary (32-bit floats, little-endian). */
import { FieldmapError } from '../errors.js';
import type { Concept, Concepts } from './types.js';

/** Raised when the meaning of the bytes changes. */
const VERSION = 1;

interface Header extends Omit<Concepts, 'dictionary'> {
  readonly version: number;
  readonly rows: number;
  readonly dimensions: number;
  readonly most: number;
}

export function packConcepts({ dictionary: { mean, atoms, most }, ...rest }: Concepts): Uint8Array {
  const header: Header = { version: VERSION, rows: atoms.rows, dimensions: atoms.dimensions, most, ...rest };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const floats = [mean, atoms.data].map(
    (part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
  );
  return Buffer.concat([length, json, ...floats]);
}

/** @throws FieldmapError `library` when they are of another fieldmap's format. */
export function unpackConcepts(bytes: Uint8Array): Concepts {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { version, rows, dimensions, most, ...rest } = JSON.parse(
    Buffer.from(bytes.subarray(4, 4 + length)).toString(),
  ) as Header;
  if (version !== VERSION) {
    throw new FieldmapError(
      'library',
      `The concepts of this library are of format ${version}, expected ${VERSION}.`,
      'Learn them again: fieldmap concepts learn',
    );
  }
  // Copied, since views of 32-bit numbers must begin at a multiple of 4. (`slice` of a Buffer would be a view.)
  const numbers = new Float32Array(new Uint8Array(bytes.subarray(4 + length)).buffer);
  const atoms = { data: numbers.subarray(dimensions), rows, dimensions };
  return { ...rest, dictionary: { mean: numbers.subarray(0, dimensions), atoms, most } };
}

/** Ids are never given twice, also over learning anew. */
export function conceptId(number: number): Concept['id'] {
  return `c${number}`;
}
