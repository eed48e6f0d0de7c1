/** Papers out: BibTeX, RIS, CSL-JSON, CSV, JSON Lines, Markdown, NumPy, Parquet. */
export { bibWriter } from './bib.js';
export { csvWriter } from './csv.js';
export { EXPORT_FORMATS, type ExportFormat, writerOf } from './formats.js';
export { keyMaker } from './keys.js';
export { npyIds, npyParts } from './npy.js';
export { parquetBytes } from './parquet.js';
export { risWriter } from './ris.js';
export type { Writer } from './writer.js';
