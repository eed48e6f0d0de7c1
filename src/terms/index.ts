/** Candidate terms of texts: words, phrases, acronyms. */
export { EMPTY, OPENER, PLAIN } from './boilerplate.js';
export { joinHyphens } from './join-hyphens.js';
export { WordReader, type Words } from './read-words.js';
export { silenceRepeatedLines } from './repeated-lines.js';
export { type Spelled, spellTerms } from './spell-terms.js';
export { type TermIndex, indexTerms } from './term-index.js';
export { type WordStream, isShort, toStream } from './word-stream.js';
