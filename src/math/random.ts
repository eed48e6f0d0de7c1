/** Seeded randomness: the same seed gives the same numbers on every machine. */

export interface Random {
  /** A whole number, 0 .. 2^32 - 1. */
  uint32(): number;
  /** 0 <= number < 1, 32 bits of it. */
  float(): number;
  /** A whole number, 0 <= number < bound; bound 1 .. 2^31. */
  below(bound: number): number;
}

/**
 * xoshiro128** by Blackman and Vigna (https://prng.di.unimi.it/), its state filled by splitmix32 from `seed`.
 * Integer arithmetic only, hence the same on all platforms.
 */
export function seededRandom(seed: number): Random {
  let s = seed | 0;
  const mix = (): number => {
    s = (s + 0x9e3779b9) | 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let d = mix() | 1;
  const rotate = (x: number, k: number): number => (x << k) | (x >>> (32 - k));
  const uint32 = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11);
    return result;
  };
  return {
    uint32,
    float: () => uint32() / 0x100000000,
    // Multiply and take the high part: without a division, bias below 2^-32 × bound.
    below: (bound) => Math.floor((uint32() / 0x100000000) * bound),
  };
}

/** Shuffles in place (Fisher and Yates) and returns its argument. */
export function shuffle<T extends Int32Array | Uint32Array | unknown[]>(items: T, random: Random): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = items[i]!;
    items[i] = items[j]!;
    items[j] = kept;
  }
  return items;
}
