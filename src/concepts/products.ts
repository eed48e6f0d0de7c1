/** Products of many rows with many atoms: where learning spends its time. */

/** Papers that are multiplied together, at most. */
export const BLOCK = 1000;

/**
 * `out[i * atomCount + k]` = row `i` of `rows` × atom `k`, for `count` rows from row `first`. Two rows by four atoms at
 * a time: each number that is read serves twice or four times (1.9 × 10⁹ products a second; one by one 0.7).
 */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
export function products(
  rows: Float32Array,
  first: number,
  count: number,
  atoms: Float32Array,
  atomCount: number,
  dimensions: number,
  out: Float32Array,
): void {
  for (let i = 0; i < count; i += 2) {
    const a = (first + i) * dimensions;
    // An odd last row is multiplied with itself; the second result is not kept.
    const b = i + 1 < count ? a + dimensions : a;
    for (let k = 0; k < atomCount; k += 4) {
      const p = k * dimensions;
      const q = Math.min(k + 1, atomCount - 1) * dimensions;
      const r = Math.min(k + 2, atomCount - 1) * dimensions;
      const s = Math.min(k + 3, atomCount - 1) * dimensions;
      let a0 = 0,
        a1 = 0,
        a2 = 0,
        a3 = 0,
        b0 = 0,
        b1 = 0,
        b2 = 0,
        b3 = 0;
      for (let j = 0; j < dimensions; j++) {
        const x = rows[a + j]!;
        const y = rows[b + j]!;
        const t = atoms[p + j]!;
        const u = atoms[q + j]!;
        const v = atoms[r + j]!;
        const w = atoms[s + j]!;
        a0 += x * t;
        a1 += x * u;
        a2 += x * v;
        a3 += x * w;
        b0 += y * t;
        b1 += y * u;
        b2 += y * v;
        b3 += y * w;
      }
      keep(out, i * atomCount + k, atomCount - k, a0, a1, a2, a3);
      if (i + 1 < count) keep(out, (i + 1) * atomCount + k, atomCount - k, b0, b1, b2, b3);
    }
  }
}

// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function keep(out: Float32Array, at: number, left: number, p: number, q: number, r: number, s: number): void {
  out[at] = p;
  if (left > 1) out[at + 1] = q;
  if (left > 2) out[at + 2] = r;
  if (left > 3) out[at + 3] = s;
}
