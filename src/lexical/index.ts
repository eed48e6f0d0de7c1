/** Full text: terms, postings, questions. */
export { LEXICAL_DEFAULTS, type LexicalOptions } from './bm25.js';
export type { LexicalPaper } from './build.js';
export type { NearTerm } from './fuzzy.js';
export { LexicalIndex, type LexicalMatches, type TermStatistics, type WeightedTerms } from './lexical-index.js';
export { containsPhrase, countedTerms, parseQuestion, termsOfPhrase, type Question } from './question.js';
