/** The options of `export`. */
import { z } from 'zod';
import { flags, whole, type Fields } from './field.js';
import { paperColumns, sortFields } from './table.js';

export const EXPORT_FORMATS = ['bib', 'ris', 'csl', 'csv', 'jsonl', 'md'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const exportFields = {
  format: z
    .enum(EXPORT_FORMATS)
    .default('csv')
    .describe('what to write')
    .register(flags, { placeholder: 'format' }),
  count: whole(1, 10_000_000)
    .describe('how many (default: all; with a question 100)')
    .register(flags, { placeholder: 'number', short: 'n' }),
  columns: paperColumns,
  ...sortFields,
} satisfies Fields;
