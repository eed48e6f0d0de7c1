/** What came in that somebody waits for. */
import { z } from '@hono/zod-openapi';
import { count, hitShape, list, text, type Described } from './nouns.js';

const { id, title, score, sentence, paper, mark } = hitShape;
const newPaper = z.strictObject({ id, title, score, sentence, paper, mark }).openapi('NewPaper');

const section = z
  .strictObject({
    kind: z
      .enum(['search', 'topic', 'paper'])
      .describe('A saved search, a topic of the map, or a followed paper.'),
    id: text.describe('Name of the search, id of the topic or of the paper.'),
    title: text.describe('The question, the topic’s label or the paper’s title.'),
    floor: z
      .number()
      .nullable()
      .describe('The least score that is told of, learned from the papers that were there; null: none.'),
    hits: list(newPaper).describe('Every new paper that reaches the floor, best first.'),
    below: count.describe('New papers that do not.'),
  })
  .openapi('NewsSection');

export const news = z
  .strictObject({
    since: text.describe('The day that was asked for, or LAST.'),
    papers: count.describe('New papers in all.'),
    found: count.describe('Of these, in one section or more.'),
    sections: list(section),
    elsewhere: list(z.strictObject({ id, title, year: z.int().nullable() })).describe(
      'New papers that are in no section.',
    ),
    notes: list(text),
    until: count.describe('How far the library was looked at: what comes later is new to the next digest.'),
  })
  .openapi('News');

export type News = Described<typeof news>;
export type NewsSection = News['sections'][number];
