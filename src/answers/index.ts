/** What the library answers, described once: its types, the OpenAPI document and the MCP tools follow from it. */
export {
  answer,
  similarAnswer,
  type Answer,
  type Explained,
  type SimilarAnswer,
  type SimilarHit,
} from './ask.js';
export {
  comparison,
  concepts,
  shownConcept,
  type Comparison,
  type ConceptList,
  type ConceptReasons,
  type ListedConcept,
  type ShownConcept,
  type Steered,
} from './concepts.js';
export { maps, type MapList } from './maps.js';
export { news, type News, type NewsSection } from './news.js';
export { fields, type Fields } from './fields.js';
export { readingList, type ReadingList } from './read.js';
export {
  cited,
  marking,
  marks,
  screening,
  type Cited,
  type Marking,
  type Marks,
  type Screening,
} from './review.js';
export { shownPaper, shownTopic, topic, topicMap, topics, type Shown } from './show.js';
export { status, type Status } from './status.js';
