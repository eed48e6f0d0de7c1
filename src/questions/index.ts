/** What can be asked: each question's options, described once. */
export { askFields, hits, offset, question } from './ask.js';
export { EXPORT_FORMATS, exportFields, type ExportFormat } from './export.js';
export {
  flags,
  innermost,
  optional,
  pick,
  several,
  some,
  stored,
  whole,
  without,
  type Field,
  type Fields,
  type OptionsOf,
} from './field.js';
export { filterFields, storedFilter, toOptions, type Filter } from './filter.js';
export {
  HIT_COLUMNS,
  hitColumns,
  PAPER_COLUMNS,
  type Column,
  type PaperColumn,
  type SortBy,
} from './table.js';
export { newsFields } from './news.js';
export { readFields } from './read.js';
export { showFields } from './show.js';
export { markFields } from './mark.js';
export { draftText, similarFields } from './similar.js';
