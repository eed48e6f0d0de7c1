/** Topics across maps: ids, matching, changes, bridges. */
export { bridges, sparseBorders } from './bridges.js';
export { type MapDiff, diffMaps } from './diff-maps.js';
export { exemplars } from './exemplars.js';
export { type Identified, identify } from './identify.js';
export { compareIds } from './match-topics.js';
export { extendTopics, nearestTopic } from './nearest-topic.js';
export { overTime, timesOf } from './over-time.js';
export { related } from './related.js';
