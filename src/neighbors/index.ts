/** Which vectors are near which. */
export { allNeighbors, type AllNeighborsOptions } from './all-neighbors.js';
export { addToIndex, buildIndex, loadIndex, writtenLast, type BuildOptions } from './engines.js';
export { ExactIndex, exactNeighbors, type RowNeighbors } from './exact.js';
export { ENGINES, type Engine, type KeyedNeighbors, type NeighborIndex } from './neighbor-index.js';
