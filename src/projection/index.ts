/** Places for papers: the fuzzy graph of their neighbours, UMAP, and how far its picture may be trusted. */
export { alignTo, type Alignment, type SharedRows } from './align.js';
export { fuzzyGraph } from './fuzzy-graph.js';
export { judgePlaces, type Judged } from './judge.js';
export { neighborsKept, type Kept } from './neighbors-kept.js';
export { leadingAxes, pcaStart } from './pca-start.js';
export { placeNew, type PlaceOptions } from './place-new.js';
export { trustworthiness, type Trust, type TrustOptions } from './trustworthiness.js';
export { writtenPlaces, type North } from './written-places.js';
export { umap, umapInTurns, type UmapOptions } from './umap.js';
