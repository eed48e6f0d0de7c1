/** Vectors of a vocabulary's entries by one model: made once and kept, a byte a number. */
import { normalize } from '../math/index.js';
import { readCacheFile, writeCacheFile } from '../io/index.js';
import type { Matrix, Vector } from '../types.js';
import type { Vocabulary } from './read-vocabulary.js';

const CACHE = { name: 'vocabulary', version: 1 };
/** Numbers are stored as bytes: this many steps to either side of zero. */
const STEPS = 127;

/** Vectors fit when they are of this table by this model. */
export interface VectorsFor {
  readonly vocabulary: Vocabulary;
  readonly modelHash: string;
  readonly dimensions: number;
}

const stampOf = ({ vocabulary, modelHash, dimensions }: VectorsFor) => ({
  vocabulary: vocabulary.digest,
  model: modelHash,
  dimensions,
  entries: vocabulary.entries.length,
});

/**
 * An entry's vector is the mean of those of its name and of its description, `embed` giving that of a text; that of an
 * entry with others below it is the mean with theirs. Unit length.
 */
export async function embedVocabulary(
  { vocabulary: { entries }, dimensions }: VectorsFor,
  embed: (texts: readonly string[]) => Promise<readonly Vector[]>,
): Promise<Matrix> {
  const texts = entries.flatMap(({ name, description }) =>
    description === '' ? [name] : [name, description],
  );
  const found = await embed(texts);
  const data = new Float32Array(entries.length * dimensions);
  const rowOf = (entry: number): Float32Array => data.subarray(entry * dimensions, (entry + 1) * dimensions);
  let text = 0;
  entries.forEach(({ description }, entry) => {
    for (let n = description === '' ? 1 : 2; n > 0; n--) add(rowOf(entry), found[text++]!);
    normalize(rowOf(entry));
  });
  deepestFirst(entries.map(({ broader }) => broader)).forEach((children, entry) => {
    const sum = new Float32Array(dimensions);
    for (const child of children) add(sum, rowOf(child));
    normalize(sum);
    add(rowOf(entry), sum);
    normalize(rowOf(entry));
  });
  return { data, rows: entries.length, dimensions };
}

/** Entries that have others below them, with those, so that each comes after all that are below it. */
function deepestFirst(broader: readonly number[]): Map<number, number[]> {
  const depthOf = (entry: number): number => (broader[entry]! < 0 ? 0 : 1 + depthOf(broader[entry]!));
  const children = new Map<number, number[]>();
  broader.forEach((above, entry) => {
    if (above >= 0) children.set(above, [...(children.get(above) ?? []), entry]);
  });
  return new Map([...children].sort(([a], [b]) => depthOf(b) - depthOf(a) || a - b));
}

function add(to: Float32Array, from: ArrayLike<number>): void {
  for (let j = 0; j < to.length; j++) to[j]! += from[j]!;
}

export function writeVectors(path: string, of: VectorsFor, { data, rows, dimensions }: Matrix): void {
  const bytes = new Uint8Array(data.length);
  for (let row = 0; row < rows; row++) {
    const vector = data.subarray(row * dimensions, (row + 1) * dimensions);
    const most = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9);
    vector.forEach((value, j) => (bytes[row * dimensions + j] = 128 + Math.round((value / most) * STEPS)));
  }
  writeCacheFile(path, CACHE, stampOf(of), { bytes });
}

/** The vectors in the file; null when it is missing, damaged, or of another table or model. */
export function readVectors(path: string, of: VectorsFor): Matrix | null {
  const sections = readCacheFile(path, CACHE, stampOf(of));
  if (typeof sections === 'string') return null;
  const data = Float32Array.from(sections.get('bytes')!, (byte) => byte - 128);
  const { dimensions } = of;
  const rows = data.length / dimensions;
  for (let row = 0; row < rows; row++) normalize(data.subarray(row * dimensions, (row + 1) * dimensions));
  return { data, rows, dimensions };
}
