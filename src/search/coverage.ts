/**
 * A few that stand for many: facility location, greedily (Lin and Bilmes, "A Class of Submodular Functions for Document
 * Summarization", ACL 2011). The first choice is the most central one; each further one adds most to what those before
 * it do not cover. The greedy choice covers at least 1 - 1/e of the best there is (Nemhauser, Wolsey and Fisher 1978).
 */
import { dot, normalize, row } from '../math/index.js';
import type { Matrix, Vector } from '../types.js';

export interface Pick {
  /** Row of `candidates`. */
  readonly candidate: number;
  /** What it adds to the coverage: the sum of the weights that it covers better than those before it. */
  readonly gain: number;
  /** The mean of what it covers better, unit length: which side of the whole it stands for. */
  readonly adds: Vector;
}

export interface CoverageOptions {
  /** Of each row of `population`, not negative. Default: all the same. */
  readonly weights?: ArrayLike<number>;
  /** Cosine of what is unrelated: no likeness at all. */
  readonly unrelated: number;
  /** Candidates with one number stand in one another's way: one of them is chosen. Default: none does. */
  readonly groups?: ArrayLike<number>;
}

/** Unit vectors, one a row; costs `candidates.rows × population.rows` cosines and as many numbers in memory. */
export class Coverage {
  readonly #population: Matrix;
  readonly #candidates: Matrix;
  readonly #weights: ArrayLike<number>;
  readonly #groups: ArrayLike<number>;
  /** Likeness of each candidate with each row of the population, 0..1. */
  readonly #likeness: Float32Array;
  readonly #best: Float32Array;
  readonly #taken = new Set<number>();

  constructor(population: Matrix, candidates: Matrix, { weights, unrelated, groups }: CoverageOptions) {
    const { rows, dimensions } = population;
    this.#population = population;
    this.#candidates = candidates;
    this.#weights = weights ?? new Float32Array(rows).fill(1);
    this.#groups = groups ?? Int32Array.from({ length: candidates.rows }, (_, c) => c);
    this.#best = new Float32Array(rows);
    this.#likeness = new Float32Array(candidates.rows * rows);
    for (let c = 0; c < candidates.rows; c++) {
      for (let i = 0; i < rows; i++) {
        const cosine = dot(candidates.data, c * dimensions, population.data, i * dimensions, dimensions);
        this.#likeness[c * rows + i] = Math.max(0, (cosine - unrelated) / (1 - unrelated));
      }
    }
  }

  /** The next `count` choices among the candidates that are allowed; fewer when none adds anything. Ties go to the lower row. */
  pick(count: number, allowed: (candidate: number) => boolean = () => true): Pick[] {
    const picks: Pick[] = [];
    while (picks.length < count) {
      let best = -1;
      let most = 1e-9;
      for (let c = 0; c < this.#candidates.rows; c++) {
        if (this.#taken.has(this.#groups[c]!) || !allowed(c)) continue;
        const gain = this.#gainOf(c);
        if (gain > most) [best, most] = [c, gain];
      }
      if (best < 0) break;
      picks.push({ candidate: best, gain: most, adds: this.#take(best) });
    }
    return picks;
  }

  #gainOf(candidate: number): number {
    const { rows } = this.#population;
    let gain = 0;
    for (let i = 0; i < rows; i++) {
      const more = this.#likeness[candidate * rows + i]! - this.#best[i]!;
      if (more > 0) gain += this.#weights[i]! * more;
    }
    return gain;
  }

  /** Answers what it adds. */
  #take(candidate: number): Vector {
    const { rows, dimensions, data } = this.#population;
    const adds = new Float32Array(dimensions);
    for (let i = 0; i < rows; i++) {
      const likeness = this.#likeness[candidate * rows + i]!;
      const more = this.#weights[i]! * (likeness - this.#best[i]!);
      if (more <= 0) continue;
      for (let d = 0; d < dimensions; d++) adds[d]! += more * data[i * dimensions + d]!;
      this.#best[i] = likeness;
    }
    this.#taken.add(this.#groups[candidate]!);
    return adds.every((value) => value === 0) ? row(this.#candidates, candidate) : normalize(adds);
  }
}
