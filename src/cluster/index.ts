/** Topics as groups of papers. */
export { cluster } from './cluster.js';
export { membership } from './membership.js';
export type { Partition } from './partition/renumber-topics.js';
export type { Clustering, Granularity, TermLists } from './types.js';
export { neighborVotes } from './partition/neighbor-votes.js';
