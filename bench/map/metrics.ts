/** How well a grouping agrees with known labels. Both take any whole numbers as labels, one for each paper. */

interface Overlap {
  readonly cells: Map<number, number>;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly total: number;
}

/** Rosenberg and Hirschberg 2007: harmonic mean of homogeneity and completeness, 0..1. */
export function vMeasure(truth: ArrayLike<number>, found: ArrayLike<number>): number {
  const { cells, a, b, total } = overlap(truth, found);
  const ha = entropy(a, total);
  const hb = entropy(b, total);
  if (ha + hb === 0) return 1;
  const joint = entropy(Float64Array.from(cells.values()), total);
  return (2 * (ha + hb - joint)) / (ha + hb);
}

/** Hubert and Arabie 1985: the adjusted Rand index, 1 for the same grouping, 0 on average by chance. */
export function adjustedRand(truth: ArrayLike<number>, found: ArrayLike<number>): number {
  const { cells, a, b, total } = overlap(truth, found);
  const pairs = (values: Iterable<number>): number => {
    let sum = 0;
    for (const n of values) sum += (n * (n - 1)) / 2;
    return sum;
  };
  const together = pairs(cells.values());
  const inA = pairs(a);
  const inB = pairs(b);
  const all = (total * (total - 1)) / 2;
  const chance = all === 0 ? 0 : (inA * inB) / all;
  const most = (inA + inB) / 2;
  return most === chance ? 1 : (together - chance) / (most - chance);
}

function overlap(truth: ArrayLike<number>, found: ArrayLike<number>): Overlap {
  const [x, y] = [numbered(truth), numbered(found)];
  const cells = new Map<number, number>();
  const a = new Float64Array(x.count);
  const b = new Float64Array(y.count);
  for (let i = 0; i < truth.length; i++) {
    const cell = x.numbers[i]! * y.count + y.numbers[i]!;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    a[x.numbers[i]!]!++;
    b[y.numbers[i]!]!++;
  }
  return { cells, a, b, total: truth.length };
}

function numbered(labels: ArrayLike<number>): { numbers: Int32Array; count: number } {
  const known = new Map<number, number>();
  const numbers = Int32Array.from(labels, (label) => {
    if (!known.has(label)) known.set(label, known.size);
    return known.get(label)!;
  });
  return { numbers, count: known.size };
}

function entropy(counts: Float64Array, total: number): number {
  let sum = 0;
  for (const n of counts) if (n > 0) sum -= (n / total) * Math.log(n / total);
  return sum;
}
