/** Which vectors are near which: exact, and by HNSW. */
export { type AllNeighborsOptions, allNeighbors } from './all-neighbors.js';
export { type BuildOptions, addToIndex, buildIndex, loadIndex, writtenLast } from './engines.js';
export { ExactIndex, type RowNeighbors, exactNeighbors } from './exact.js';
export { SAMPLE, sampleOrder, UnrelatedCosines } from './unrelated.js';
export { ENGINES, type Engine, type KeyedNeighbors, type NeighborIndex } from './neighbor-index.js';
