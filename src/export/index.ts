/** Papers out: BibTeX, RIS, CSL-JSON, CSV, JSON Lines, Markdown, NumPy, Parquet. */
import type { Matrix } from '../types.js';

export { bibWriter } from './bib.js';
export { cellsOf, csvWriter } from './csv.js';
export { filled, headOf, htmlDigest, markdownDigest, summaryOf } from './digest.js';
export { atomFeed } from './feed.js';
export { writerOf } from './formats.js';
export { keyMaker } from './keys.js';
export { npyIds, npyParts } from './npy.js';
export { risWriter } from './ris.js';
export type { Exported, Writer } from './writer.js';

/** See parquet.ts; loaded when it is called, since its library takes 28 ms, more than half of starting Node. */
export async function parquetBytes(ids: readonly string[], vectors: Matrix): Promise<Uint8Array> {
  return (await import('./parquet.js')).parquetBytes(ids, vectors);
}
