/**
 * A linear support vector machine with squared hinge loss, trained by dual coordinate descent (Hsieh, Chang, Lin,
 * Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008). It learns from two examples and takes milliseconds for two thousand.
 */
import { seededRandom, shuffle } from '../math/index.js';
import type { Features } from './types.js';

export interface Example {
  readonly row: number;
  readonly isIncluded: boolean;
}

export interface Weights {
  readonly words: Float32Array;
  readonly vectors: Float32Array;
  readonly bias: number;
}

/** Cost of an error; both sides weigh the same together, however many examples each has. */
const COST = 0.1;

/** Passes over the examples; fewer where nothing moves any more. */
const PASSES = 60;
const STILL = 1e-3;

export function trainSvm(features: Features, examples: readonly Example[], seed: number): Weights {
  const weights = {
    words: new Float32Array(features.words.columns),
    vectors: new Float32Array(features.dimensions),
    bias: 0,
  };
  const included = examples.filter(({ isIncluded }) => isIncluded).length;
  const slack = examples.map(({ isIncluded }) => {
    const own = isIncluded ? included : examples.length - included;
    return own / (COST * examples.length);
  });
  const squares = examples.map(({ row }) => squareOf(features, row) + 1);
  const alphas = new Float64Array(examples.length);
  const order = Int32Array.from(examples.keys());
  const random = seededRandom(seed);
  for (let pass = 0; pass < PASSES; pass++) {
    let most = 0;
    for (const i of shuffle(order, random)) {
      const { row, isIncluded } = examples[i]!;
      const side = isIncluded ? 1 : -1;
      const gradient = side * scoreOf(features, weights, row) - 1 + slack[i]! * alphas[i]!;
      const next = Math.max(0, alphas[i]! - gradient / (squares[i]! + slack[i]!));
      const step = next - alphas[i]!;
      if (step === 0) continue;
      alphas[i] = next;
      add(features, weights, row, side * step);
      most = Math.max(most, Math.abs(gradient));
    }
    if (most < STILL) break;
  }
  return weights;
}

/** Above 0: on the side of the included. */
export function scoreOf({ words, vectors, dimensions }: Features, weights: Weights, row: number): number {
  let sum = weights.bias;
  for (let at = words.offsets[row]!; at < words.offsets[row + 1]!; at++)
    sum += words.values[at]! * weights.words[words.indices[at]!]!;
  for (let j = 0, at = row * dimensions; j < dimensions; j++, at++) sum += vectors[at]! * weights.vectors[j]!;
  return sum;
}

function squareOf({ words, vectors, dimensions }: Features, row: number): number {
  let sum = 0;
  for (let at = words.offsets[row]!; at < words.offsets[row + 1]!; at++) sum += words.values[at]! ** 2;
  for (let at = row * dimensions; at < (row + 1) * dimensions; at++) sum += vectors[at]! ** 2;
  return sum;
}

function add(
  { words, vectors, dimensions }: Features,
  weights: { words: Float32Array; vectors: Float32Array; bias: number },
  row: number,
  step: number,
): void {
  for (let at = words.offsets[row]!; at < words.offsets[row + 1]!; at++)
    weights.words[words.indices[at]!]! += step * words.values[at]!;
  for (let j = 0, at = row * dimensions; j < dimensions; j++, at++)
    weights.vectors[j]! += step * vectors[at]!;
  weights.bias += step;
}
