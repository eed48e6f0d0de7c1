/** A model folder's files against the hashes in its SHA256SUMS. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FieldmapError, messageOf, systemCode } from '../errors.js';

export const SUMS_FILE = 'SHA256SUMS';

export interface VerifiedFile {
  /** Relative to the model's folder. */
  readonly file: string;
  readonly expected: string;
  /** The hash found; null when the file is missing. */
  readonly found: string | null;
  readonly ok: boolean;
}

/** File name → sha256, as `sha256sum` writes it; null when the folder has no sums (a folder of the user's own). */
export function readSums(dir: string): Map<string, string> | null {
  const path = join(dir, SUMS_FILE);
  if (!existsSync(path)) return null;
  const sums = new Map<string, string>();
  for (const [i, line] of readFileSync(path, 'utf8').split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const parts = /^([0-9a-f]{64}) [ *](.+)$/i.exec(line);
    if (!parts) {
      throw new FieldmapError(
        'model',
        `${path}, line ${i + 1}, is not "hash  file".`,
        'Pull or copy the model again.',
      );
    }
    sums.set(parts[2]!, parts[1]!.toLowerCase());
  }
  return sums;
}

/** Every file named in SHA256SUMS with the hash it should have and has. An empty list when there are no sums. */
export async function verifyModel(dir: string): Promise<VerifiedFile[]> {
  const sums = readSums(dir);
  return Promise.all(
    [...(sums ?? [])].map(async ([file, expected]) => {
      const found = await hashFile(join(dir, file));
      return { file, expected, found, ok: found === expected };
    }),
  );
}

/**
 * Resolves when no file of the model has changed. It takes the caller's thread about 40 ms in all, a megabyte at a
 * time, while the workers load the model, which takes far longer; hashing the file whole on libuv's threads
 * (`subtle.digest`) is no faster and holds it in memory twice.
 * @throws FieldmapError `model`, naming the file and both hashes.
 */
export async function verifyFiles(dir: string): Promise<void> {
  const changed = (await verifyModel(dir)).find((file) => !file.ok);
  if (!changed) return;
  const found = changed.found === null ? 'the file is missing' : `found ${changed.found}`;
  throw new FieldmapError(
    'model',
    `The model file ${join(dir, changed.file)} has changed: expected sha256 ${changed.expected}, ${found}.`,
    'Install fieldmap again, or pull the model again, to get the published file.',
  );
}

/** sha256 in hex; null when there is no such file. */
async function hashFile(path: string): Promise<string | null> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw new FieldmapError('model', `Cannot read ${path}: ${messageOf(error)}.`, null, { cause: error });
  }
}
