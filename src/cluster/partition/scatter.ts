/** How papers scatter around their topics' means: products of all pairs of dimensions, summed once for all groupings. */
import { shuffle, type Random } from '../../math/index.js';
import type { Matrix } from '../../types.js';

/** Papers that the products are summed over; the cost is this × dimensions² / 2. */
const SAMPLE = 8192;

export interface Products {
  /** The papers summed over. */
  readonly sample: Int32Array;
  /** Σ x xᵀ over the sample, dimensions × dimensions, lower triangle only. */
  readonly sums: Float64Array;
}

export function productsOf({ data, rows, dimensions }: Matrix, random: Random): Products {
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const sample = rows > SAMPLE ? shuffle(order, random).subarray(0, SAMPLE) : order;
  const sums = new Float64Array(dimensions * dimensions);
  // Four papers at a time: each number of the sum is read and written a quarter as often.
  const lanes = [0, 1, 2, 3].map(() => new Float64Array(dimensions)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [a, b, c, d] = lanes;
  for (let s = 0; s < sample.length; s += 4) {
    lanes.forEach((lane, l) => {
      const at = s + l < sample.length ? sample[s + l]! * dimensions : -1;
      for (let j = 0; j < dimensions; j++) lane[j] = at < 0 ? 0 : data[at + j]!;
    });
    for (let i = 0; i < dimensions; i++) {
      const [ai, bi, ci, di] = [a[i]!, b[i]!, c[i]!, d[i]!];
      const at = i * dimensions;
      for (let j = 0; j <= i; j++) sums[at + j]! += ai * a[j]! + bi * b[j]! + ci * c[j]! + di * d[j]!;
    }
  }
  return { sample, sums };
}

/** Covariance around the own topic's mean (of the sample): the products less those of the means. Lower triangle only. */
export function scatterWithin(
  { sample, sums }: Products,
  { data, dimensions }: Matrix,
  labels: Int32Array,
  count: number,
): Float64Array {
  const means = new Float64Array(count * dimensions);
  const sizes = new Int32Array(count);
  for (const i of sample) {
    const t = labels[i]!;
    sizes[t]!++;
    for (let j = 0; j < dimensions; j++) means[t * dimensions + j]! += data[i * dimensions + j]!;
  }
  const scatter = sums.map((sum) => sum / Math.max(1, sample.length));
  for (let t = 0; t < count; t++) {
    if (sizes[t] === 0) continue;
    const share = 1 / (sizes[t]! * sample.length);
    const mean = means.subarray(t * dimensions, (t + 1) * dimensions);
    for (let i = 0; i < dimensions; i++) {
      const factor = share * mean[i]!;
      const at = i * dimensions;
      for (let j = 0; j <= i; j++) scatter[at + j]! -= factor * mean[j]!;
    }
  }
  return scatter;
}
