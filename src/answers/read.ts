/** What to read first. */
import { z } from '@hono/zod-openapi';
import { count, hitShape, list, sentence, text, type Described } from './nouns.js';

const { id, title, paper, mark } = hitShape;

export const readingList = z
  .strictObject({
    of: z.enum(['topic', 'question', 'library']),
    title: text.describe('The topic’s label, the question, or the library.'),
    among: count.describe('Papers that the list stands for.'),
    papers: list(
      z
        .strictObject({
          id,
          title,
          role: z
            .enum(['central', 'aspect', 'recent', 'founding'])
            .describe(
              'The one that stands for most, one for a further side of it, or one that was wished for.',
            ),
          covers: count.describe('Papers that it is nearest to, of all in the list.'),
          sentence: sentence.nullable().describe('Of the paper: the one that says why it is in the list.'),
          paper,
          mark,
        })
        .openapi('ToRead'),
    ).describe('In the order to read them.'),
    notes: list(text),
  })
  .openapi('ReadingList');

export type ReadingList = Described<typeof readingList>;
