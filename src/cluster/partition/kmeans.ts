/** Lloyd's k-means on a few dimensions, k-means++ start, on flat arrays. */
import { type Random, dots } from '../../math/index.js';

/** `count` points of `dimensions` numbers each, one after another. */
export interface Points {
  readonly data: Float32Array;
  readonly dimensions: number;
}

export interface KMeansFit {
  /** k × dimensions. */
  readonly centers: Float64Array;
  /** Centre of each point, 0 .. k - 1. */
  readonly labels: Int32Array;
  /** Sum of squared distances to the own centre. */
  readonly inertia: number;
}

/** How many candidates k-means++ draws for each new centre (the greedy variant that scikit-learn uses too). */
const CANDIDATES = 3;

/**
 * Squared Euclidean distance, `rounds` at most, until no point moves. An empty cluster takes the point that is
 * farthest from its centre. Needs k ≤ points. O(rounds × points × k × dimensions).
 */
export function kmeans(points: Points, k: number, random: Random, rounds = 50): KMeansFit {
  return refine(points, spread(points, k, random), rounds);
}

/** Some of the points, in the order of `rows`. */
export function pickPoints({ data, dimensions }: Points, rows: Int32Array): Points {
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((from, to) =>
    picked.set(data.subarray(from * dimensions, (from + 1) * dimensions), to * dimensions),
  );
  return { data: picked, dimensions };
}

/** k-means++ (Arthur and Vassilvitskii 2007): each next centre is drawn by its squared distance to those there are. */
function spread(points: Points, k: number, random: Random): Float64Array {
  const { data, dimensions } = points;
  const count = data.length / dimensions;
  const centers = new Float64Array(k * dimensions);
  const nearest = new Float64Array(count).fill(Infinity);
  const trial = new Float64Array(count);
  const best = new Float64Array(count);
  take(random.below(count), 0, nearest);
  for (let c = 1; c < k; c++) {
    let total = 0;
    for (let i = 0; i < count; i++) total += nearest[i]!;
    let bestSum = Infinity;
    let bestPoint = 0;
    for (let t = 0; t < CANDIDATES; t++) {
      const point = draw(nearest, total * random.float());
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const d = Math.min(nearest[i]!, between(i, point));
        trial[i] = d;
        sum += d;
      }
      if (sum < bestSum) {
        bestSum = sum;
        bestPoint = point;
        best.set(trial);
      }
    }
    take(bestPoint, c, best);
    nearest.set(best);
  }
  return centers;

  function between(a: number, b: number): number {
    let sum = 0;
    for (let j = 0; j < dimensions; j++) {
      const d = data[a * dimensions + j]! - data[b * dimensions + j]!;
      sum += d * d;
    }
    return sum;
  }
  function take(point: number, c: number, distances: Float64Array): void {
    for (let j = 0; j < dimensions; j++) centers[c * dimensions + j] = data[point * dimensions + j]!;
    if (c === 0) for (let i = 0; i < count; i++) distances[i] = between(i, point);
  }
}

/** The first index at which the running sum passes `mark`. */
function draw(weights: Float64Array, mark: number): number {
  let left = mark;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** Lloyd's rounds from given centres; `centers` is changed and returned. */
export function refine(points: Points, centers: Float64Array, rounds: number): KMeansFit {
  const { data, dimensions } = points;
  const count = data.length / dimensions;
  const k = centers.length / dimensions;
  const labels = new Int32Array(count).fill(-1);
  const distances = new Float64Array(count);
  const sums = new Float64Array(k * dimensions);
  const sizes = new Int32Array(k);
  let inertia = 0;
  const scratch = new Float64Array(dimensions);
  const products = new Float64Array(k);
  const halves = new Float64Array(k);
  for (let round = 0; round < rounds; round++) {
    for (let c = 0; c < k; c++) {
      halves[c] = 0;
      for (let j = c * dimensions; j < (c + 1) * dimensions; j++) halves[c]! += centers[j]! ** 2 / 2;
    }
    inertia = 0;
    let moved = 0;
    for (let i = 0; i < count; i++) {
      dots(data, i, centers, scratch, products);
      // The nearest centre has the highest dot product less half its square.
      let most = -Infinity;
      let own = 0;
      for (let c = 0; c < k; c++) {
        const score = products[c]! - halves[c]!;
        if (score > most) {
          most = score;
          own = c;
        }
      }
      if (labels[i] !== own) moved++;
      labels[i] = own;
      let square = 0;
      for (let j = 0; j < dimensions; j++) square += scratch[j]! ** 2;
      distances[i] = Math.max(0, square - 2 * most);
      inertia += distances[i]!;
    }
    if (moved === 0) break;
    sums.fill(0);
    sizes.fill(0);
    for (let i = 0; i < count; i++) {
      const c = labels[i]!;
      sizes[c]!++;
      for (let j = 0; j < dimensions; j++) sums[c * dimensions + j]! += data[i * dimensions + j]!;
    }
    for (let c = 0; c < k; c++) {
      if (sizes[c]! > 0) {
        for (let j = 0; j < dimensions; j++)
          centers[c * dimensions + j] = sums[c * dimensions + j]! / sizes[c]!;
      } else {
        const far = farthest(distances);
        distances[far] = 0;
        for (let j = 0; j < dimensions; j++) centers[c * dimensions + j] = data[far * dimensions + j]!;
      }
    }
  }
  return { centers, labels, inertia };
}

function farthest(distances: Float64Array): number {
  let best = 0;
  for (let i = 1; i < distances.length; i++) if (distances[i]! > distances[best]!) best = i;
  return best;
}
