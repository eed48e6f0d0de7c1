/**
 * The numbers that ranking goes by: one set for all corpora, tuned on SciFact's training claims, CISI, CACM and MED
 * with three models, where each of them lies on a plateau (bench/search, docs/decisions/search.md).
 */
export interface Ranking {
  /** Candidates taken from each side. More finds more for long answers; cost grows in proportion. */
  readonly pool: number;
  /**
   * Weight of the words: what BM25 ÷ √(the most that a paper could score) is worth beside a cosine of 8 standard
   * deviations above unrelated papers. More favours literal matches.
   */
  readonly lexicalWeight: number;
  /** Papers nearest in meaning that tell which words are no news: see term-reweighting.ts. */
  readonly reweightingPapers: number;
  /** How much a word loses that they all have, and gains that few have; 0: nothing. */
  readonly reweightingStrength: number;
  /** Share of the best sentence in the vectors' part; the whole paper has the rest. */
  readonly sentenceShare: number;
  /** Papers of the first round that expansion terms come from. Each costs the cutting of its text, 0.1 ms. */
  readonly expansionPapers: number;
  readonly expansionTerms: number;
  /** What the paper with the most of the expansion terms gains. More drifts from what was asked. */
  readonly expansionWeight: number;
  /** Candidates, best first, that are smoothed with one another; costs their square. */
  readonly smoothed: number;
  /** Nearest candidates that a candidate's score is smoothed with. */
  readonly smoothingNeighbors: number;
  /** Share of their mean in the smoothed score. More levels out what sets one paper apart. */
  readonly smoothingShare: number;
}

export const RANKING: Ranking = {
  pool: 70,
  lexicalWeight: 0.18,
  reweightingPapers: 30,
  reweightingStrength: 0.2,
  sentenceShare: 0.5,
  expansionPapers: 15,
  expansionTerms: 20,
  expansionWeight: 0.1,
  smoothed: 50,
  smoothingNeighbors: 10,
  smoothingShare: 0.4,
};

/**
 * The same for papers like a paper: its words are many and of one kind with the vectors' view, so that they count for
 * less, and none of them is a demand (precision@10 by category, arXiv-20: 0.707 by vectors alone, 0.714 so).
 */
export const SIMILAR_RANKING: Ranking = { ...RANKING, lexicalWeight: 0.052, reweightingStrength: 0 };

/** For papers like several: what they have in common is said by words as much as by meaning. */
export const SEVERAL_RANKING: Ranking = { ...SIMILAR_RANKING, lexicalWeight: 0.3, smoothingShare: 0.2 };
