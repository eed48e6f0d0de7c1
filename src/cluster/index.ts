/** Topics as groups of papers. */
export { cluster } from './cluster.js';
export { membership } from './membership.js';
export type { Numbered } from './number-topics.js';
export type { Clustering, Granularity } from './types.js';
export { votes } from './votes.js';
