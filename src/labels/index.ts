/** Names for topics and areas. */
export { checkName, stemsOf, type NameContext } from './check-name.js';
export { type LabelSource, labelTopics, readLabelSource, termListsOf } from './label-topics.js';
export type { FromLabelWorker, Groups, ToLabelWorker } from './label-worker.js';
export { nameFromVocabulary } from './name-from-vocabulary.js';
export { nameGroups, spellingsOf } from './name-groups.js';
export { type SettledLabel, settleLabels } from './settle-labels.js';
export { nameableAreas } from './vocabulary-areas.js';
export type { NamedFields } from './vocabulary-names.js';
export type { EmbedNames } from './what-names-say.js';
