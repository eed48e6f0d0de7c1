/** Files of many formats in, papers out. */
export { FIELDS } from './fields.js';
export { refuseBinary } from './input/decode.js';
export { type Input, type ReadEvent, readPapers } from './read-papers.js';
