/** Places for papers: the fuzzy graph of their neighbours, UMAP, and how far its picture may be trusted. */
export { type Alignment, type SharedRows, alignTo } from './align.js';
export { fuzzyGraph } from './fuzzy-graph.js';
export { type Judged, judgePlaces } from './judge.js';
export { type Kept, neighborsKept } from './neighbors-kept.js';
export { leadingAxes, pcaStart } from './pca-start.js';
export { type PlaceOptions, placeNew } from './place-new.js';
export { type Trust, type TrustOptions, trustworthiness } from './trustworthiness.js';
export type { Drawn, UmapWork } from './umap-worker.js';
export { type UmapOptions, umap, umapInTurns } from './umap.js';
export { type North, writtenPlaces } from './written-places.js';
