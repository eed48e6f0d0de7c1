/** How sure a mean over questions is. */
import type { Random } from '../math/index.js';

export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The mean of `values` and its percentile interval from `rounds` samples with replacement (Efron 1979; for retrieval,
 * Sakai 2006). `confidence` 0..1. No values: all three 0. Costs rounds × values.
 */
export function bootstrap(
  values: readonly number[],
  random: Random,
  rounds = 1000,
  confidence = 0.95,
): Interval {
  const n = values.length;
  if (n === 0) return { mean: 0, low: 0, high: 0 };
  const means = new Float64Array(rounds);
  for (let r = 0; r < rounds; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += values[random.below(n)]!;
    means[r] = sum / n;
  }
  means.sort();
  const tail = (1 - confidence) / 2;
  const at = (share: number): number =>
    means[Math.min(rounds - 1, Math.max(0, Math.round(share * (rounds - 1))))]!;
  return { mean: values.reduce((sum, value) => sum + value, 0) / n, low: at(tail), high: at(1 - tail) };
}
