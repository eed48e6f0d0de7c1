/** The topic map as a document: its schema and types. */
export {
  type MapField,
  type MapPaper,
  type MapTopic,
  SCHEMA_VERSION,
  type TopicMap,
  topicMapJsonSchema,
  topicMapSchema,
} from './schema.js';
export {
  type LabelSource,
  type Labels,
  type MapInput,
  NO_EDITS,
  type PlaceQuality,
  type Text,
  type TopicEdits,
  type TopicLabel,
  type TopicMerge,
} from './types.js';
