/** BM25 over an inverted index. */
export { LEXICAL_DEFAULTS, bm25, inverseFrequency } from './bm25.js';
export type { LexicalPaper } from './build.js';
export { edits, nearTerms } from './fuzzy.js';
export { LexicalIndex, OTHER_WORD } from './lexical-index.js';
export { parseQuestion } from './question.js';
export { Vocabulary } from './vocabulary.js';
