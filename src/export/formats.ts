/** The table of formats that papers go out in. To add one: write its file, and a line here. */
import { createHash } from 'node:crypto';
import { bibWriter } from './bib.js';
import { csvWriter } from './csv.js';
import { cslWriter } from './csl.js';
import { jsonlWriter } from './jsonl.js';
import { keyMaker } from './keys.js';
import { mdWriter } from './md.js';
import { risWriter } from './ris.js';
import type { Column, ExportFormat } from '../questions/index.js';
import type { Writer } from './writer.js';

const WRITERS: Readonly<Record<ExportFormat, (columns?: readonly Column[]) => Writer>> = {
  bib: () => bibWriter(keyMaker(hashOf)),
  ris: risWriter,
  csl: () => cslWriter(keyMaker(hashOf)),
  csv: csvWriter,
  jsonl: jsonlWriter,
  md: mdWriter,
};

/** A writer for one file: its keys are unique within it. `columns`: of a table. */
export function writerOf(format: ExportFormat, columns?: readonly Column[]): Writer {
  return WRITERS[format](columns);
}

function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 10);
}
