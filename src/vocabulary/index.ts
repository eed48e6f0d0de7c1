/** Names of research fields, and their vectors. */
export * from './read-vocabulary.js';
export * from './vocabulary-vectors.js';
