/** What the page, the figures and the terminal draw alike: colours, label places, trends. */
export { boxOf } from './box.js';
export { labelSpots } from './label-spots.js';
export { isLoose } from './loose-topic.js';
export { mixedFields } from './mixed-fields.js';
export { noneColour, topicColours } from './topic-colours.js';
export { areaIds, leavesOf } from './topic-levels.js';
export { trendOf } from './trend.js';
