/** Where the cosines of unrelated papers lie: what a model's cosines are read against. */
import { readCacheFile, writeCacheFile, type Stamp } from '../io/index.js';
import { dot, topIndices } from '../math/index.js';
import type { Matrix, Vector } from '../types.js';

const CACHE = { name: 'cosines of unrelated papers', version: 1 };
/** Papers compared with one another: 32,640 pairs, 10 ms. Two samples of ACL differ by 2 % in their spread. */
export const SAMPLE = 256;
/** Of copies of one paper nothing can be learned; the spread is at least this share of what is left above the mean. */
const LEAST_SPREAD = 0.025;

/** The `SAMPLE` vectors with the greatest numbers are compared: 32 bits, by what is in a vector alone. */
export function sampleOrder(vector: Vector): number {
  const bits = new Uint32Array(vector.buffer, vector.byteOffset, vector.length);
  let hash = 0;
  for (let j = 0; j < Math.min(8, bits.length); j++)
    hash = Math.imul(hash ^ bits[j]!, 0x9e3779b1) ^ (hash >>> 15);
  return hash;
}

/**
 * Mean and standard deviation of the cosines of pairs of papers. Most pairs of papers in a library have little to do with
 * one another; models put them anywhere (means of 0.15, 0.61 and 0.80, deviations of 0.13, 0.06 and 0.03 in the three
 * that are tested with), so that a cosine by itself says nothing.
 */
export class UnrelatedCosines {
  private constructor(
    readonly mean: number,
    readonly spread: number,
  ) {}

  /** Of a sample of the rows, chosen by their numbers: the same whatever the order in which papers were added. */
  static of({ data, rows, dimensions }: Matrix): UnrelatedCosines {
    const hashes = Float64Array.from({ length: rows }, (_, i) =>
      sampleOrder(data.subarray(i * dimensions, (i + 1) * dimensions)),
    );
    const sample = topIndices(hashes, SAMPLE);
    let pairs = 0;
    let sum = 0;
    let squares = 0;
    for (let a = 0; a < sample.length; a++) {
      for (let b = 0; b < a; b++) {
        const cosine = dot(data, sample[a]! * dimensions, data, sample[b]! * dimensions, dimensions);
        pairs++;
        sum += cosine;
        squares += cosine * cosine;
      }
    }
    const mean = pairs === 0 ? 0 : sum / pairs;
    const variance = pairs === 0 ? 0 : Math.max(0, squares / pairs - mean * mean);
    return new UnrelatedCosines(mean, Math.max(Math.sqrt(variance), LEAST_SPREAD * (1 - mean), 1e-6));
  }

  save(path: string, stamp: Stamp): void {
    writeCacheFile(path, CACHE, stamp, { cosines: Float32Array.of(this.mean, this.spread) });
  }

  static load(path: string, stamp: Stamp): UnrelatedCosines | string {
    const sections = readCacheFile(path, CACHE, stamp);
    if (typeof sections === 'string') return sections;
    const [mean, spread] = sections.get('cosines')!;
    return new UnrelatedCosines(mean!, spread!);
  }
}
