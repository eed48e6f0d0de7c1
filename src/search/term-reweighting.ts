/** Which words of a question tell papers apart among those that are near in meaning anyway. */
import { orderOf } from './fuse.js';
import type { Ranking } from './ranking.js';
import type { LexicalSource, WeightedTerms } from './sources.js';

/**
 * BM25 of the candidates with the question's words weighed anew: what most of the papers nearest in meaning say is what
 * the vectors know already, what few of them say sets the right ones apart. Rareness in the whole library cannot tell
 * this. A word's factor is 1 on average (weighed by its part in the greatest possible score), so that words keep their
 * weight beside vectors. Measured the other way round, by which words the near papers have (as pseudo-relevance
 * feedback does), the ranking gets much worse. Costs one look through the postings a word.
 */
export function reweightedScores(
  terms: WeightedTerms,
  { keys, dense }: { readonly keys: Int32Array; readonly dense: Float32Array },
  lexical: LexicalSource,
  ranking: Ranking,
): Float32Array {
  // Without a vector (of the question, of a paper) nothing is known to be near.
  const near = orderOf(dense)
    .subarray(0, ranking.reweightingPapers)
    .filter((i) => dense[i]! > 0);
  const words = [...terms].map(([term, weight]) => {
    const scores = lexical.score(new Map([[term, 1]]), keys);
    const most = lexical.inverseFrequency(term);
    const said = near.reduce((sum, i) => sum + scores[i]!, 0) / (most * Math.max(1, near.length));
    return { scores, weight, maxScore: weight * most, said };
  });
  const maxScore = words.reduce((sum, word) => sum + word.maxScore, 0);
  const usual = words.reduce((sum, word) => sum + word.maxScore * word.said, 0) / (maxScore || 1);
  const sum = new Float32Array(keys.length);
  for (const { scores, weight, said } of words) {
    const factor =
      usual > 0 ? Math.max(LEAST_FACTOR, 1 + ranking.reweightingStrength * (1 - said / usual)) : 1;
    for (let i = 0; i < sum.length; i++) sum[i]! += weight * factor * scores[i]!;
  }
  return sum;
}

/** A word that all of the near papers repeat is still a word of the question. */
const LEAST_FACTOR = 0.2;
