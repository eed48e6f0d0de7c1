/** Strings: tokens, folding, TeX, names, identifiers, the parts of a question. */
export { isRightsNotice, PARTED, withoutBoilerplate } from './boilerplate.js';
export {
  booleanText,
  type BooleanQuestion,
  type Expression,
  readBoolean,
  soughtText,
  type TextField,
} from './boolean.js';
export { fold } from './fold.js';
export { findIdentifiers } from './identifiers.js';
export { clipped, oneLine, wrapped } from './lines.js';
export {
  NAME_PARTS,
  type Name,
  authorNames,
  invertedName,
  isEtAl,
  isBody,
  isInstitution,
  nameOf,
  partsToKeep,
  readName,
  spelled,
  splitName,
} from './names.js';
export { nearestName } from './nearest-name.js';
export { isPreprint, isPreprintDoi } from './preprint.js';
export { questionParts } from './question-parts.js';
export { CITATIONS, citationsIn, referenceKey, type Citations, type Reference } from './references.js';
export { raised } from './sub-superscripts.js';
export { xml } from './xml.js';
export { texToText } from './tex.js';
export { eachTerm, formOf, isStopWord, partsOfTerm, stem, termAsked, terms, tokenize } from './tokenize.js';
export { type YearRange, parseYearRange } from './year-range.js';
