/** What the nearest papers of the best add to a ranking: papers that are alike tend to answer the same questions. */
import type { Neighbors } from '../data/types.js';

export interface Spreading {
  /** Best papers whose nearest papers come in, though they may have no word of the question. */
  readonly from: number;
  /** Share of a paper's nearest papers in its score, the rest is its own. */
  readonly share: number;
}

/**
 * Tuned on SciFact's training claims, where more than 0.3 loses, and CISI, where more gains (docs/decisions/page.md). `ask`
 * takes the same share, of the ten nearest among its best 50; a page knows the six nearest of each paper.
 */
export const SPREADING: Spreading = { from: 10, share: 0.2 };

/**
 * Papers with their scores mixed with the mean of the scores of those they are near to, weighed by similarity: their own
 * nearest papers, and the best papers that they are among the nearest of. A paper that was not found has 0. Best first,
 * ties by number, those above 0 only. Costs a look at six papers for each of `scores` and a few hundred more.
 */
export function spread(
  scores: ReadonlyMap<number, number>,
  { offsets, papers, similarities }: Neighbors,
  { from, share }: Spreading = SPREADING,
): { readonly paper: number; readonly score: number }[] {
  const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, from);
  const near = new Map<number, Map<number, number>>();
  const nearTo = (paper: number): Map<number, number> => {
    const known = near.get(paper);
    if (known !== undefined) return known;
    const own = new Map<number, number>();
    for (let at = offsets[paper]!; at < offsets[paper + 1]!; at++) own.set(papers[at]!, similarities[at]!);
    near.set(paper, own);
    return own;
  };
  for (const paper of scores.keys()) nearTo(paper);
  for (const [paper] of best)
    for (let at = offsets[paper]!; at < offsets[paper + 1]!; at++)
      nearTo(papers[at]!).set(paper, similarities[at]!);
  return Array.from(near, ([paper, others]) => {
    let sum = 0;
    let weights = 0;
    for (const [other, similarity] of others) {
      sum += similarity * (scores.get(other) ?? 0);
      weights += similarity;
    }
    const own = scores.get(paper) ?? 0;
    return { paper, score: weights === 0 ? own : (1 - share) * own + (share * sum) / weights };
  })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.paper - b.paper);
}
