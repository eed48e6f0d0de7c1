/**
 * Index files are in their engine's own format, which has no checksum, and the engines trust what they read. So each has
 * a small file beside it, `FILE.seal`, that says what it was made from and its CRC-32; written after the index.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { misfitOf, type Stamp, writeAtomically, writeFileAtomically } from '../io/index.js';
import { FieldmapError, messageOf, systemCode } from '../errors.js';

export const sealPath = (path: string): string => `${path}.seal`;

interface Seal {
  readonly dimensions: number;
  readonly checksum: number;
  readonly stamp: Stamp;
  /** CRC-32 of the three above: a seal that was damaged itself must vouch for nothing. */
  readonly own: number;
}

function ownOf({ dimensions, checksum, stamp }: Omit<Seal, 'own'>): number {
  const ordered = Object.entries(stamp).sort(([a], [b]) => (a < b ? -1 : 1));
  return crc32(JSON.stringify([dimensions, checksum, ordered]));
}

/** `write(temporary)` makes the index file. Throws FieldmapError `disk`. */
export function writeSealed(
  path: string,
  dimensions: number,
  stamp: Stamp,
  write: (temporary: string) => void,
): void {
  let checksum = 0;
  writeAtomically(path, (temporary) => {
    // Made here first, since the system says why it cannot be and the engines do not.
    closeSync(openSync(temporary, 'w'));
    try {
      write(temporary);
    } catch (error) {
      throw new FieldmapError(
        'disk',
        `Could not write ${path} (${messageOf(error)}).`,
        'Free some space and run the same command again; what was stored before is safe.',
        { cause: error },
      );
    }
    checksum = checksumOf(temporary);
  });
  writeFileAtomically(
    sealPath(path),
    `${JSON.stringify({ dimensions, checksum, stamp, own: ownOf({ dimensions, checksum, stamp }) } satisfies Seal, null, 1)}\n`,
  );
}

/** The dimensions of the file at `path` when it is what was sealed with this stamp, else the reason why it is not. */
export function checkSealed(path: string, stamp: Stamp): number | string {
  try {
    const seal = sealIn(readFileSync(sealPath(path), 'utf8'));
    if (seal === null) return 'the seal beside it is damaged';
    const misfit = misfitOf(seal.stamp, stamp);
    if (misfit !== null) return misfit;
    return checksumOf(path) === seal.checksum ? seal.dimensions : 'it is damaged (checksum)';
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'there is no such file';
    return `it cannot be read (${messageOf(error)})`;
  }
}

function sealIn(text: string): Seal | null {
  try {
    const seal = JSON.parse(text) as Seal;
    return ownOf(seal) === seal.own ? seal : null;
  } catch {
    return null;
  }
}

/** By the megabyte: an index of 60,000 papers is 54 MB, which need not be in memory for this. 40 ms. */
function checksumOf(path: string): number {
  const part = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, 'r');
  try {
    let checksum = 0;
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      checksum = crc32(part.subarray(0, read), checksum);
    }
    return checksum;
  } finally {
    closeSync(file);
  }
}
