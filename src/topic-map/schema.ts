/** The shape of `topic-map.json`. `schema/topic-map.schema.json` is written from this by the build. */
import { z } from 'zod';

/** Raised when a program that reads the file would have to change. */
export const SCHEMA_VERSION = 2;

const id = z.string().min(1);
const share = z.number().min(0).max(1);
const cosine = z.number().min(-1).max(1);
const count = z.int().min(0);

const neighborSchema = z.strictObject({
  id: id.describe('A paper of this map.'),
  similarity: cosine.describe('Cosine of the two papers in the full space.'),
});

const paperSchema = z.strictObject({
  id: id.describe('Stable: the given id, else the DOI, the arXiv id or a hash of title and first author.'),
  title: z.string(),
  authors: z.array(z.string()),
  year: z.int().nullable(),
  venue: z.string().nullable(),
  doi: z.string().nullable(),
  url: z.string().nullable(),
  labels: z.array(z.string()).describe('As the source gave them; topics are not made from them.'),
  x: z.number(),
  y: z.number(),
  topic: id
    .nullable()
    .describe('A topic without children; null: the paper belongs to none (see nearestTopic).'),
  nearestTopic: id.nullable().describe('The topic it is nearest to; equals topic where there is one.'),
  strength: share.describe(
    'How firmly it belongs to its nearest topic: the share of its links to near papers that stay in that topic, less ' +
      'where no paper is like it. Below 0.3 it belongs to none.',
  ),
  placeTrust: share
    .nullable()
    .describe('Share of its true nearest papers that are nearest on the picture too.'),
  neighbors: z.array(neighborSchema).describe('The most similar papers in the full space, best first.'),
  fields: z
    .array(z.strictObject({ id, likeness: cosine }))
    .default([])
    .describe(
      'The research fields that it is nearest to, ids of `fields`, the nearest first; cosine with the field’s name and description.',
    ),
});

const overTimeSchema = z.strictObject({
  growth: z
    .number()
    .min(0)
    .nullable()
    .describe(
      'Its share of all papers in the recent years over its share before; null: too few papers with a year.',
    ),
  firstPapers: z.array(id).describe('Its earliest papers, oldest first.'),
  newestExemplar: id.nullable().describe('Of its central papers the newest.'),
  emerging: z.boolean(),
  reason: z.string().nullable().describe('Why it is called emerging, a sentence; null when it is not.'),
});

const topicSchema = z.strictObject({
  id: id.describe('Stable over refits, never given to another topic.'),
  label: z.string().min(1),
  labelSource: z
    .enum(['vocabulary', 'terms', 'model', 'person'])
    .default('terms')
    .describe(
      'Where the label comes from: a vocabulary of research fields, the papers’ own terms, a language model that was asked (`map --name-with`), a person.',
    ),
  renamed: z.boolean().describe('The label was given by a person.'),
  merged: z.array(id).describe('Topics that a person joined into this one.'),
  terms: z
    .array(
      z.strictObject({
        term: z.string().min(1),
        weight: share.describe('Share of the topic’s term weight.'),
      }),
    )
    .describe('Best first.'),
  size: count.describe('Papers in it, those of its children counted.'),
  exemplars: z.array(id).describe('Papers that stand for it, the most central first.'),
  parent: id.nullable().describe('Its area; null: it is an area, or there are none.'),
  stability: share
    .nullable()
    .describe(
      'How well it is found again: 8 random parts of the papers (four fifths, 2,048 at most) ' +
        'are grouped as the topics were found, from fewer starts and without the neighbours’ votes; mean Jaccard overlap with ' +
        'the group most like it. Above 0.75 it is stable, below 0.5 not.',
    ),
  cohesion: cosine.describe('Mean cosine of its papers with its centre.'),
  separation: z.number().min(0).max(2).describe('1 - cosine of its centre with the nearest other topic’s.'),
  related: z
    .array(z.strictObject({ id, similarity: cosine }))
    .describe('Topics of the same level, nearest first.'),
  x: z.number().describe('Where its label stands.'),
  y: z.number(),
  years: z
    .record(z.string().regex(/^\d+$/), count)
    .describe('Papers by year; papers without a year are left out.'),
  overTime: overTimeSchema,
  concepts: z
    .array(z.strictObject({ id, share: share.describe('Of its papers.') }))
    .describe('Concepts more frequent in it than elsewhere, the most typical first.'),
  fields: z
    .array(z.strictObject({ id, share: share.describe('Of its papers, by the field nearest to each.') }))
    .default([])
    .describe('Fields at `fieldDepth` of at least one paper in ten, the most frequent first.'),
});

const conceptSchema = z.strictObject({
  id: id.describe('Stable; `fieldmap concepts show ID` shows all of it.'),
  label: z.string().min(1),
  terms: z.array(z.string().min(1)).describe('Best first.'),
  papers: count.describe('Papers that have it.'),
  growth: z
    .number()
    .min(0)
    .nullable()
    .describe(
      'Its share of all papers in the recent years over its share before; null: too few papers with a year.',
    ),
  broader: id.nullable().describe('A concept of this list that is broader.'),
});

const fieldSchema = z.strictObject({
  id: id.describe('In the vocabulary that topics are named from.'),
  name: z.string().min(1),
  broader: id.nullable().describe('The field of this list above it.'),
  url: z.string().nullable().describe('Where more can be read about it; null where that is not known.'),
  papers: count.describe('Papers that have it, or a field below it, among their fields.'),
});

const parameterSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const topicMapSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  title: z.string(),
  about: z
    .string()
    .nullable()
    .default(null)
    .describe('What all papers are about, in a vocabulary’s words; null when they have no field in common.'),
  made: z.strictObject({
    sentence: z.string().describe('How the map was made, for a caption or a methods section.'),
    fieldmap: z.string().describe('The version of fieldmap.'),
    seed: z.int(),
    parameters: z.record(z.string(), parameterSchema).describe('Everything else that decides the result.'),
    model: z.strictObject({ id: z.string(), hash: z.string(), dimensions: z.int().min(1) }),
    input: z.string().describe('sha256 over the papers’ ids and texts, hex.'),
    vectors: z
      .string()
      .default('')
      .describe(
        'sha256 over the papers’ vectors, hex: other processors may embed the same texts a little otherwise.',
      ),
    placed: count
      .default(0)
      .describe('How many of the papers were placed on the map after its topics were found.'),
    continued: z
      .boolean()
      .default(false)
      .describe(
        'Made from more than the papers: it continues an earlier map, or topics were named or joined by hand.',
      ),
    papers: count,
  }),
  papers: z.array(paperSchema).describe('In the order in which they were added.'),
  topics: z.array(topicSchema).describe('Areas, each followed by its topics, the largest first.'),
  concepts: z
    .array(conceptSchema)
    .describe(
      'What the papers’ vectors are made of, as far as it has clear names; empty when none were learned.',
    ),
  fields: z
    .array(fieldSchema)
    .default([])
    .describe('The research fields of the papers and all above them, in the order of the vocabulary.'),
  fieldDepth: count
    .default(0)
    .describe(
      'How far below the top fields stand that tell these papers apart best: those of `topics[].fields`.',
    ),
  unplaced: z.strictObject({
    count: count.describe('Papers that belong to no topic.'),
    nearest: z.array(z.strictObject({ id, count })).describe('How many of them are nearest to which topic.'),
  }),
  quality: z.strictObject({
    trustworthiness: share
      .nullable()
      .describe('Are papers that are near on the picture near in truth (1: all)?'),
    neighborsKept: share
      .nullable()
      .describe('Share of the true nearest papers that are nearest on the picture too.'),
    neighbors: count.describe('How many nearest papers the two measures look at.'),
    stability: share.nullable().describe('Mean of the topics’ stability, weighted by size. Null: not known.'),
  }),
  nextIds: z
    .strictObject({ topic: z.int().min(1), area: z.int().min(1) })
    .describe('The numbers the next new topic and area get, so that no id is ever given twice.'),
});

export type TopicMap = z.infer<typeof topicMapSchema>;
export type MapPaper = TopicMap['papers'][number];
export type MapTopic = TopicMap['topics'][number];
export type MapField = TopicMap['fields'][number];
/** How a map was made: what another machine needs to make the same one. */
export type Made = TopicMap['made'];

/** The JSON Schema (draft 2020-12) that ships with the package, as text. */
export function topicMapJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(topicMapSchema);
  const schema = { $schema, title: 'fieldmap topic map', ...rest };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
