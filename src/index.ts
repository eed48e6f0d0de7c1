/** The library's surface. */
export {
  EXPORT_FORMATS, listModels, openLibrary, pullModel, verifyModels,
  type AddOptions, type AddReport, type Answer, type AskOptions, type Asked, type Check, type Comparison, type Concept, type ConceptList, type ConceptReasons, type Explained, type ExportFormat,
  type ExportOptions, type Input, type Library, type LibraryOptions, type ListedConcept, type ListedModel, type MapOptions, type MapReport,
  type QuestionsInput, type RemoveOptions, type RemoveReport, type Shown, type ShownConcept, type SimilarOptions, type Status, type Steered, type SteerOptions, type TopicRule, type VerifiedModel,
} from './library/library.js';
export { FieldmapError, type ErrorCode } from './errors.js';
export type { Embedder, EmbeddedPaper, EmbedPapersOptions } from './embed/embedder.js';
export type { TopicMap, MapPaper, MapTopic } from './topic-map/schema.js';
export type {
  Filter, Hit, MatchedSentence, Matrix, ModelInfo, Neighbor, OnProgress, Paper, PaperVectors, Point, Progress, SentenceVectors,
  Term, Topic, Vector,
} from './types.js';
