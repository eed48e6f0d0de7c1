import { writerOf } from '../../src/export/formats.js';
import type { ExportFormat } from '../../src/questions/index.js';
import type { Paper } from '../../src/types.js';

/** A paper with nothing in it, to be filled as a test needs. */
export const BASE: Paper = {
  id: 'x',
  title: '',
  abstract: '',
  authors: [],
  year: null,
  venue: null,
  doi: null,
  url: null,
  labels: [],
  sources: ['x'],
  ids: {},
  extra: {},
};

export function write(papers: readonly Paper[], format: ExportFormat, topic: string | null = null): string {
  const writer = writerOf(format);
  return writer.begin + papers.map((paper) => writer.write({ paper, topic })).join('') + writer.end;
}
