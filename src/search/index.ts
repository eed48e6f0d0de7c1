/** Hybrid ranking: filters, fusion, feedback, explanations. */
export { allowedBy } from './allowed.js';
export { type BooleanSources, passing } from './boolean.js';
export { Coverage, type Pick } from './coverage.js';
export { matchedWords } from './explain.js';
export { relevanceFloor } from './floor.js';
export { type Answer, type Explanation, RANK_DEFAULTS, type Ranked, rank, rankTogether } from './rank.js';
export { type Asked, quotedSentence, rarenessOf } from './quote.js';
export { bestSentence, sentenceVector } from './sentences.js';
export { type Exemplar, meanOf, type SimilarRanking, similarTo } from './similar.js';
export { intersect } from './sources.js';
export type {
  LexicalSource,
  Question,
  ScoredKeys,
  SearchMode,
  SearchSources,
  Unrelated,
  WeightedTerms,
} from './sources.js';
export { MOST_LOOKED_UP, settingApart } from './terms.js';
export type { Exact } from './exact-match.js';
