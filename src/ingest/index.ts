/** Files of many formats in, papers out. */
export { refuseBinary } from './input/decode.js';
export { type Input, type ReadEvent, readPapers } from './read-papers.js';
