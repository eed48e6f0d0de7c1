/** Which topics are near one another. */
import type { Matrix } from '../types.js';
import { similarityTo } from '../math/index.js';

export interface Related {
  readonly topic: number;
  /** Cosine of the two centres. */
  readonly similarity: number;
}

/** For each centre the `wanted` nearest others, best first, ties to the lower number. */
export function related(centres: Matrix, wanted = 5): Related[][] {
  return Array.from({ length: centres.rows }, (_, a) => {
    const others: Related[] = [];
    for (let b = 0; b < centres.rows; b++) {
      if (b !== a) others.push({ topic: b, similarity: similarityTo(centres, a, centres, b) });
    }
    return others.sort((x, y) => y.similarity - x.similarity || x.topic - y.topic).slice(0, wanted);
  });
}
