/** Where the hits of a question end that are worth a person's time. */

/** Best hits that say how well the library can answer. */
const BEST = 10;
/** A paper that scores less than this share of their mean is passed over. */
const SHARE = 0.5;

/**
 * The least score, 0..1, that a new paper must have to be told of: half the mean of the ten best scores of the papers
 * that were there. `scores`: of these, the highest first. 0 when there is none: then nothing is passed over.
 * Which rule was taken was measured with `bench/search/floor.ts`: docs/decisions/search.md.
 */
export function relevanceFloor(scores: readonly number[]): number {
  const best = scores.slice(0, BEST);
  if (best.length === 0) return 0;
  return (SHARE * best.reduce((sum, score) => sum + score, 0)) / best.length;
}
