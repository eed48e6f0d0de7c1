/** Sparse concepts learned from the vectors (a dictionary), and steering by them. */
export { auc } from './auc.js';
export { bearsOut, type PaperWords } from './borne-out.js';
export { codeVectors } from './code.js';
export { type Described, describeConcepts, mayName } from './describe.js';
export { type Activations, activationsOf, rowsOf } from './activations.js';
export { learning, type LearnOptions } from './learn.js';
export { matchAtoms } from './match.js';
export { conceptId, packConcepts, unpackConcepts } from './pack.js';
export { type Shares, partsOf, sharesOf } from './shares.js';
export { steered } from './steer.js';
export type { PaperTerms } from './distinctive-terms.js';
export { broaderConcepts } from './tree.js';
export { CLEAR, type Codes, type Concept, type Concepts, type Dictionary } from './types.js';
