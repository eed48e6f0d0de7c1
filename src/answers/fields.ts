/** The research fields of a library's papers. */
import { z } from '@hono/zod-openapi';
import { count, list, named, text, type Described } from './nouns.js';

const fieldShare = z.strictObject({
  id: text,
  name: text,
  share: z.number().describe('Of the topic’s papers, by the field nearest to each.'),
});

export const fields = z
  .strictObject({
    papers: count.describe('Papers with vectors: those whose fields are known.'),
    fields: list(
      z.strictObject({
        id: text,
        name: text,
        broader: text.nullable().describe('The field of this list above it.'),
        url: text.nullable().describe('Where more can be read about it.'),
        papers: count.describe('As many as the filter `field` lets pass.'),
        years: z.record(z.string(), count).describe('Papers by year; papers without a year are left out.'),
        growth: z
          .number()
          .nullable()
          .describe('Its share of all papers in the last three years over its share before.'),
      }),
    ).describe('Each after the one above it, the one of most papers first.'),
    topics: list(
      z.strictObject({
        ...named.shape,
        size: count,
        fields: list(fieldShare).describe('Of at least one paper in ten, the most frequent first.'),
        mixed: z.boolean().describe('Two fields or more have a quarter of the papers each.'),
      }),
    ).describe('The topics of the last map, mixed ones first; empty without a map.'),
  })
  .openapi('Fields');

export type Fields = Described<typeof fields>;
