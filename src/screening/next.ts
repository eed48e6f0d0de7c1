/** Which papers to decide on next, by what was decided so far (active learning, as in Wallace et al. 2010). */
import { scoreOf, trainSvm, type Example } from './svm.js';
import type { Features } from './types.js';

export interface Next {
  readonly row: number;
  /** Above 0: more like the included papers than like the excluded ones. */
  readonly score: number;
  /** Chosen since it may be either, not since it is likely to be included. */
  readonly isDoubtful: boolean;
}

/** One paper in so many is a doubtful one: it teaches where the border is, and costs no work. */
const DOUBTFUL = 10;

/**
 * The likeliest of the papers not yet decided on, then a few doubtful ones. With papers of one kind alone, those most
 * like the included or least like the excluded come first. `passedOver`: rows that are not offered either.
 */
export function nextPapers(
  features: Features,
  decided: readonly Example[],
  skipped: Iterable<number>,
  { count, seed }: { readonly count: number; readonly seed: number },
): Next[] {
  const out = new Uint8Array(features.words.rows);
  for (const { row } of decided) out[row] = 1;
  for (const row of skipped) out[row] = 1;
  const weights = trainSvm(features, decided, seed);
  const left: Next[] = [];
  for (let row = 0; row < out.length; row++)
    if (out[row] === 0) left.push({ row, score: scoreOf(features, weights, row), isDoubtful: false });
  left.sort((a, b) => b.score - a.score || a.row - b.row);
  const doubtful = Math.floor(Math.min(count, left.length) / DOUBTFUL);
  const likely = left.slice(0, count - doubtful);
  const others = left
    .slice(likely.length)
    .sort((a, b) => Math.abs(a.score) - Math.abs(b.score) || a.row - b.row)
    .slice(0, doubtful);
  return [...likely, ...others.map((one) => ({ ...one, isDoubtful: true }))];
}
