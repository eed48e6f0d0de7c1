/** The curve 1 / (1 + a d^2b) by which UMAP turns distance on the map into likeness, and its gradient in tables. */

export interface Curve {
  readonly a: number;
  readonly b: number;
}

const SAMPLES = 300;

/**
 * The `a` and `b` for which the curve comes nearest, in least squares over 0 .. 3 × spread, to: 1 up to `minDist`,
 * exp(-(d - minDist) / spread) beyond. Gauss-Newton with halved steps; umap-learn's defaults give 1.577 and 0.895.
 */
export function fitCurve(minDist: number, spread: number): Curve {
  let curve = { a: 1, b: 1 };
  let loss = lossOf(curve, minDist, spread);
  for (let round = 0; round < 100; round++) {
    const step = gaussNewtonStep(curve, minDist, spread);
    let length = 1;
    let better = false;
    for (; length > 1e-6 && !better; length /= 2) {
      const tried = { a: curve.a + length * step.a, b: curve.b + length * step.b };
      if (!(tried.a > 0 && tried.b > 0)) continue;
      const triedLoss = lossOf(tried, minDist, spread);
      if (!(triedLoss < loss)) continue;
      better = true;
      curve = tried;
      loss = triedLoss;
    }
    if (!better) break;
  }
  return curve;
}

function wanted(distance: number, minDist: number, spread: number): number {
  return distance < minDist ? 1 : Math.exp(-(distance - minDist) / spread);
}

function lossOf({ a, b }: Curve, minDist: number, spread: number): number {
  let loss = 0;
  for (let s = 0; s < SAMPLES; s++) {
    const distance = (3 * spread * s) / (SAMPLES - 1);
    loss += (1 / (1 + a * Math.pow(distance, 2 * b)) - wanted(distance, minDist, spread)) ** 2;
  }
  return loss;
}

function gaussNewtonStep({ a, b }: Curve, minDist: number, spread: number): { a: number; b: number } {
  let aa = 1e-12;
  let ab = 0;
  let bb = 1e-12;
  let ra = 0;
  let rb = 0;
  for (let s = 1; s < SAMPLES; s++) {
    const distance = (3 * spread * s) / (SAMPLES - 1);
    const power = Math.pow(distance, 2 * b);
    const value = 1 / (1 + a * power);
    const da = -value * value * power;
    const db = da * a * 2 * Math.log(distance);
    const residual = wanted(distance, minDist, spread) - value;
    aa += da * da;
    ab += da * db;
    bb += db * db;
    ra += da * residual;
    rb += db * residual;
  }
  const determinant = aa * bb - ab * ab;
  return { a: (ra * bb - rb * ab) / determinant, b: (rb * aa - ra * ab) / determinant };
}

const MANTISSA_BITS = 7;
/** How far the bits of a squared distance, as float32, are shifted to give its place in the tables. */
export const TABLE_SHIFT = 23 - MANTISSA_BITS;
/** No single step is longer than this (times the learning rate): umap-learn's bound, here on the vector's length. */
const LONGEST_STEP = 4;

/**
 * What the difference of two places is multiplied by, tabulated over the leading bits of their squared distance
 * (steps of 1/128: an error below 0.4 % of the distance, far below the noise of sampling, and no `pow` in the loop).
 * The tables span all positive floats, so that no index needs checking; a map uses some 20 kB of them.
 */
export interface GradientTables {
  /** Below 0: towards the neighbour. */
  readonly attraction: Float64Array;
  /** Above 0: away from a paper drawn at random. */
  readonly repulsion: Float64Array;
}

export function gradientTables({ a, b }: Curve): GradientTables {
  const infinity = 0xff << MANTISSA_BITS;
  // The last entry, for infinity, stays 0.
  const attraction = new Float64Array(infinity + 1);
  const repulsion = new Float64Array(infinity + 1);
  const bits = new Int32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let entry = 0; entry < infinity; entry++) {
    bits[0] = (entry << TABLE_SHIFT) | (1 << (TABLE_SHIFT - 1));
    const squared = value[0]!;
    const power = Math.pow(squared, b);
    const longest = LONGEST_STEP / Math.sqrt(squared);
    attraction[entry] = -Math.min((2 * a * b * power) / squared / (1 + a * power), longest);
    repulsion[entry] = Math.min((2 * b) / ((0.001 + squared) * (1 + a * power)), longest);
  }
  return { attraction, repulsion };
}
