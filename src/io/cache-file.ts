/**
 * Files that can be made again from the library: typed arrays with a header that tells whether they still fit.
 *
 * Layout, little-endian: `FMCACHE1`, CRC-32 of all that follows (u32), header length (u32), header (JSON, padded with
 * blanks to 8 bytes), then the arrays, each at a multiple of 8 bytes so that a loaded file is used in place.
 */
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { messageOf, systemCode } from '../errors.js';
import { writeFileAtomically } from './files.js';

/** What the file was made from; it fits when every value matches. */
export type Stamp = Readonly<Record<string, string | number>>;

const TYPES = {
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
} as const;
type TypeName = keyof typeof TYPES;
type Section = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

interface Header {
  readonly kind: string;
  readonly version: number;
  readonly stamp: Stamp;
  readonly sections: readonly { readonly name: string; readonly type: TypeName; readonly length: number }[];
}

const MAGIC = 'FMCACHE1';
/** Where the checked part begins, and where the header does. */
const CHECKED = 12;
const PREFIX = 16;
const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** What the sections of a file mean. */
export interface CacheKind {
  /** In words, such as "neighbour index". */
  readonly name: string;
  /** Raised when that meaning changes. */
  readonly version: number;
}

export function writeCacheFile(
  path: string,
  { name: kind, version }: CacheKind,
  stamp: Stamp,
  sections: Readonly<Record<string, Section>>,
): void {
  const described = Object.entries(sections).map(([name, array]) => ({
    name,
    type: typeOf(array),
    length: array.length,
  }));
  const json = Buffer.from(JSON.stringify({ kind, version, stamp, sections: described } satisfies Header));
  const header = Buffer.alloc(padded(json.length), ' ');
  json.copy(header);
  const length = Buffer.alloc(PREFIX - CHECKED);
  length.writeUInt32LE(header.length);
  const body: Uint8Array[] = [length, header];
  for (const array of Object.values(sections)) {
    body.push(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    body.push(new Uint8Array(padded(array.byteLength) - array.byteLength));
  }
  const prefix = Buffer.alloc(CHECKED);
  prefix.write(MAGIC, 'latin1');
  // zlib's crc32 restarts at an empty part.
  const parts = body.filter((part) => part.length > 0);
  prefix.writeUInt32LE(
    parts.reduce((crc, part) => crc32(part, crc), 0),
    MAGIC.length,
  );
  writeFileAtomically(path, [prefix, ...parts]);
}

/**
 * The sections of a file, views of one buffer; or, when it is missing, damaged or made from something else, the reason
 * in words that follow "rebuilt because".
 */
export function readCacheFile(
  path: string,
  { name: kind, version }: CacheKind,
  stamp: Stamp,
): ReadonlyMap<string, Section> | string {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch (error) {
    return systemCode(error) === 'ENOENT'
      ? 'there is no such file'
      : `it cannot be read (${messageOf(error)})`;
  }
  if (file.length < PREFIX || file.toString('latin1', 0, 8) !== MAGIC)
    return `it is not a fieldmap ${kind} file`;
  if (crc32(file.subarray(CHECKED)) !== file.readUInt32LE(MAGIC.length)) return 'it is damaged (checksum)';
  const headerLength = file.readUInt32LE(CHECKED);
  // The checksum vouches for the header being what was written.
  const header = JSON.parse(file.toString('utf8', PREFIX, PREFIX + headerLength)) as Header;
  if (header.kind !== kind) return `it is a ${header.kind} file, expected ${kind}`;
  if (header.version !== version) return `it is of format ${header.version}, expected ${version}`;
  const misfit = misfitOf(header.stamp, stamp);
  if (misfit !== null) return misfit;
  return cut(file, PREFIX + headerLength, header);
}

/** The first value in which a found stamp is not the expected one, in words, or null. */
export function misfitOf(found: Stamp, expected: Stamp): string | null {
  for (const name of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    if (found[name] !== expected[name])
      return `its ${name} is ${found[name] ?? 'unknown'}, expected ${expected[name] ?? 'none'}`;
  }
  return null;
}

function cut(file: Buffer, start: number, header: Header): Map<string, Section> {
  // Buffers from readFileSync begin a memory block of their own unless the file is tiny; views need the alignment.
  const bytes = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
  const sections = new Map<string, Section>();
  let at = bytes.byteOffset + start;
  for (const { name, type, length } of header.sections) {
    const section = new TYPES[type](bytes.buffer as ArrayBuffer, at, length);
    sections.set(name, section);
    at += padded(section.byteLength);
  }
  return sections;
}

function typeOf(array: Section): TypeName {
  for (const [name, type] of Object.entries(TYPES)) if (array instanceof type) return name as TypeName;
  throw new TypeError('A section is no typed array of a known kind.');
}
