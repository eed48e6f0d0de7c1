/** Which records are the same paper. */
export { type KeyedPaper, LARGEST_BLOCK, blocksOfPaper, findMatches } from './match.js';
export { isAnotherPaper } from './same-id.js';
