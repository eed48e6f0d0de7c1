/** What is in a library. */
import { z } from '@hono/zod-openapi';
import type { ModelInfo } from '../types.js';
import { count, list, text, type Described } from './nouns.js';

const model = z.strictObject({
  id: text,
  hash: text,
  dimensions: count,
  pooling: z.enum(['mean', 'first']),
  maxTokens: count,
  queryPrefix: text,
  documentPrefix: text,
  template: text,
}) satisfies z.ZodType<ModelInfo>;

export const status = z
  .strictObject({
    library: text,
    papers: count,
    records: count.describe('What the sources said, of which papers are made: one a source and id.'),
    withAbstract: count,
    withoutAbstract: count,
    embedded: count,
    truncated: count.describe(
      'Embedded, but not to the end of their text: longer than 4,096 tokens, or by an earlier version.',
    ),
    merged: count.describe('Papers that are the merge of two or more records.'),
    sources: list(z.strictObject({ source: text, records: count, papers: count })),
    years: list(z.strictObject({ year: z.int().nullable(), papers: count })),
    model: model.nullable(),
    map: z.strictObject({ papers: count, topics: count }).nullable(),
  })
  .openapi('Status');

export type Status = Described<typeof status>;
