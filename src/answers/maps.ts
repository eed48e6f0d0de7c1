/** The maps that a library keeps. */
import { z } from '@hono/zod-openapi';
import { count, list, text, type Described } from './nouns.js';

export const maps = z
  .strictObject({
    maps: list(
      z.strictObject({
        name: text,
        papers: count,
        topics: count.describe('Without areas.'),
        unplaced: count.describe('Papers that belong to no topic.'),
        current: z.boolean().describe('What is read where no map is named.'),
      }),
    ).describe('By name.'),
  })
  .openapi('Maps');

export type MapList = Described<typeof maps>;
