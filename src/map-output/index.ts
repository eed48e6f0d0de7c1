/** A topic map written as JSON, CSV, GraphML, SVG and PNG. */
export { assembleTopicMap } from './assemble.js';
export { writeAtlas, writeAtlasLabels } from './write-atlas.js';
export { writePapersCsv, writeTopicsCsv } from './write-csv.js';
export { writeGraphml } from './write-graphml.js';
export { writePng } from './write-png.js';
export { writeSvg } from './write-svg.js';
export { readTopicMap, topicMapBytes, writeTopicMap } from './write.js';
export { type Flow, writeFlow } from './write-flow.js';
