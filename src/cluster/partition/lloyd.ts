/** Lloyd's algorithm (1982) on unit vectors: groups settle around given centres. */
import { dot, dots } from '../../math/index.js';
import type { Matrix } from '../../types.js';
import { pickPoints } from './kmeans.js';

/** A round that moves no more than this share of the papers is the last. */
const SETTLED = 0.0005;

export interface LloydFit {
  readonly labels: Int32Array;
  /** count × dimensions. */
  readonly centers: Float32Array;
  /** Mean dot product with the own centre less half its square: higher is tighter. */
  readonly fit: number;
}

/** Papers that centres are moved by; more do not move them elsewhere. */
const SAMPLE = 16_384;

/**
 * Lloyd's rounds on unit vectors from `centers`. A topic that would lose its last paper keeps its centre. Of a large
 * corpus every nth paper takes part in all rounds but the last, in which each paper finds its centre.
 * O(rounds × papers × count × dimensions).
 */
export function lloyd(vectors: Matrix, centers: Float32Array, rounds: number): LloydFit {
  const stride = Math.max(1, Math.ceil(vectors.rows / SAMPLE));
  if (stride === 1) return lloydRounds(vectors, centers, rounds);
  const rows = Int32Array.from({ length: Math.ceil(vectors.rows / stride) }, (_, n) => n * stride);
  const sample = { ...vectors, data: pickPoints(vectors, rows).data, rows: rows.length };
  const { labels, centers: before } = lloydRounds(sample, centers, rounds - 1);
  return lloydRounds(vectors, meansOf(sample, labels, before), 1);
}

function lloydRounds(vectors: Matrix, centers: Float32Array, rounds: number): LloydFit {
  const { data, rows, dimensions } = vectors;
  const count = centers.length / dimensions;
  const labels = new Int32Array(rows).fill(-1);
  const half = new Float64Array(count);
  const scratch = new Float64Array(dimensions);
  const products = new Float64Array(count);
  let now = centers;
  let fit = 0;
  for (let round = 0; round < rounds; round++) {
    if (round > 0) now = meansOf(vectors, labels, now);
    for (let t = 0; t < count; t++) half[t] = dot(now, t * dimensions, now, t * dimensions, dimensions) / 2;
    const wide = Float64Array.from(now);
    let moved = 0;
    fit = 0;
    for (let i = 0; i < rows; i++) {
      dots(data, i, wide, scratch, products);
      let most = -Infinity;
      let own = 0;
      for (let t = 0; t < count; t++) {
        // The nearest centre has the highest dot product less half its square.
        const score = products[t]! - half[t]!;
        if (score > most) {
          most = score;
          own = t;
        }
      }
      if (labels[i] !== own) moved++;
      labels[i] = own;
      fit += most / rows;
    }
    if (moved <= rows * SETTLED) break;
  }
  return { labels, centers: now, fit };
}

/** Means of the topics' papers; an empty topic keeps what `before` says. */
export function meansOf(
  { data, rows, dimensions }: Matrix,
  labels: Int32Array,
  before: Float32Array,
): Float32Array {
  const means = new Float32Array(before.length);
  const sizes = new Int32Array(before.length / dimensions);
  for (let i = 0; i < rows; i++) {
    const at = labels[i]! * dimensions;
    sizes[labels[i]!]!++;
    for (let j = 0; j < dimensions; j++) means[at + j]! += data[i * dimensions + j]!;
  }
  sizes.forEach((size, t) => {
    const at = t * dimensions;
    for (let j = 0; j < dimensions; j++) means[at + j] = size > 0 ? means[at + j]! / size : before[at + j]!;
  });
  return means;
}
