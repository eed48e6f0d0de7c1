/** Screening: which papers of a review to decide on next, and how much work that would have saved. */
export { screeningFeatures } from './features.js';
export { type Next, nextPapers } from './next.js';
export { type Replay, readUntil, replay, workSaved } from './replay.js';
export type { Example } from './svm.js';
export type { Features } from './types.js';
