/** The numbers that ranking goes by: one set for all corpora, tuned on SciFact's training claims and CISI. */
export interface Ranking {
  /** Candidates taken from each side. More finds more for long answers; smoothing costs their square. */
  readonly pool: number;
  /** Share of the words in the fused score; the vectors have the rest. */
  readonly lexicalShare: number;
  /** Share of the best sentence in the vectors' part; the whole paper has the rest. */
  readonly sentenceShare: number;
  /** Papers that feedback takes as relevant (Rocchio). */
  readonly feedbackPapers: number;
  /** Weight of their mean vector beside the question's 1. */
  readonly feedbackWeight: number;
  /** Papers that expansion terms come from. */
  readonly expansionPapers: number;
  readonly expansionTerms: number;
  /** Weight of the expanded question beside the question's own 1. */
  readonly expansionWeight: number;
  /** Nearest candidates that a candidate's score is smoothed with. */
  readonly smoothingNeighbors: number;
  /** Share of their mean in the smoothed score. */
  readonly smoothingShare: number;
}

export const RANKING: Ranking = {
  pool: 100,
  lexicalShare: 0.5,
  sentenceShare: 0.5,
  feedbackPapers: 3,
  feedbackWeight: 0.5,
  expansionPapers: 5,
  expansionTerms: 10,
  expansionWeight: 0.2,
  smoothingNeighbors: 8,
  smoothingShare: 0.3,
};

/** The same for `similar`. */
export interface Similarity {
  readonly pool: number;
  /** Terms of the exemplars that are searched for. */
  readonly terms: number;
  readonly lexicalShare: number;
  /** How strongly papers to keep away from push. */
  readonly away: number;
  /** Shared terms named with a hit. */
  readonly shared: number;
}

export const SIMILARITY: Similarity = { pool: 100, terms: 40, lexicalShare: 0.3, away: 0.5, shared: 5 };
