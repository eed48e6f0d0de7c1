/** Names of research fields (OpenAlex topics), and their vectors. */
export {
  VOCABULARY_DIR,
  type Vocabulary,
  type VocabularyEntry,
  entryUrl,
  parseVocabulary,
  readVocabulary,
} from './read-vocabulary.js';
export { type NearestEntries, nearestEntries, narrowestEntries } from './nearest-entries.js';
export { FieldTree } from './field-tree.js';
export { type VectorsFor, embedVocabulary, readVectors, writeVectors } from './vocabulary-vectors.js';
