/** One paper or topic whole, and the topics of a map. */
import { z } from '@hono/zod-openapi';
import { topicMapSchema } from '../topic-map/index.js';
import { similarHit } from './ask.js';
import { count, list, mark, named, paper, text, type Described } from './nouns.js';

// Made anew: schemas from before @hono/zod-openapi was loaded have no `openapi`.
export const topic = z.strictObject(topicMapSchema.shape.topics.element.shape).openapi('Topic');
export const topicMap = z
  .strictObject({ ...topicMapSchema.shape, topics: z.array(topic) })
  .openapi('TopicMap');

export const shownPaper = z
  .strictObject({
    kind: z.literal('paper'),
    paper,
    topic: named.nullable().describe('Null when it is in none, or there is no map.'),
    fields: list(
      z.strictObject({
        id: text,
        name: text,
        likeness: z.number().describe('Cosine with the field’s name and description.'),
        url: text.nullable().describe('Where more can be read about it.'),
      }),
    ).describe('The research fields that it is nearest to, the nearest first; empty before there is a map.'),
    mark: mark.optional().describe('What was decided and noted; absent where nothing was.'),
    similar: list(similarHit).describe('The most similar papers, best first.'),
  })
  .openapi('ShownPaper');

export const shownTopic = z
  .strictObject({
    kind: z.literal('topic'),
    topic,
    about: list(
      z.strictObject({ paper: text.describe('Id of the paper it is taken from.'), title: text, text }),
    ).describe('Three sentences of its papers, or fewer, that together say what it is about.'),
    papers: list(
      z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }),
    ).describe('The firmest members first.'),
  })
  .openapi('ShownTopic');

export const shownUnplaced = z
  .strictObject({
    kind: z.literal('unplaced'),
    size: count.describe('Papers on the last map that belong to no topic.'),
    papers: list(
      z.strictObject({
        id: text,
        title: text,
        year: z.int().nullable(),
        strength: z.number(),
        nearest: named.nullable().describe('The topic that it is nearest to.'),
      }),
    ).describe('Those that nearly belong to one first.'),
  })
  .openapi('ShownUnplaced');

export const topics = z
  .strictObject({
    topics: list(topic).describe('Areas, each followed by its topics, the largest first.'),
    unplaced: count.describe('Papers that belong to no topic.'),
  })
  .openapi('Topics');

export type Shown =
  Described<typeof shownPaper> | Readonly<z.output<typeof shownTopic>> | Described<typeof shownUnplaced>;
