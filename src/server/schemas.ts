/** The nouns of types.ts as schemas: what the API and the MCP tools answer, and what their documents describe. */
import { z } from '@hono/zod-openapi';
import { topicMapSchemas, type Answer, type Explained, type Shown, type SimilarAnswer, type SimilarHit, type Status } from '../library.js';
import type { Hit, MatchedSentence, ModelInfo, Paper } from '../types.js';

const { topicMapSchema } = await topicMapSchemas();

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const text = z.string();
const count = z.int().min(0);

const paper = z.strictObject({
  id: text.describe('Stable: the given id, else the DOI, the arXiv id or a hash of title and first author.'),
  title: text,
  abstract: text.describe('Empty when the source had none.'),
  authors: list(text),
  year: z.int().nullable(),
  venue: text.nullable(),
  doi: text.nullable().describe('Lower case, without resolver.'),
  url: text.nullable(),
  labels: list(text),
  sources: list(text).describe('Names of the files it was read from.'),
  ids: z.record(z.string(), text).describe('Other identifiers by scheme: arxiv, pmid, …'),
  extra: z.record(z.string(), z.unknown()).describe('What the source said and no field above holds.'),
}).openapi('Paper') satisfies z.ZodType<Paper>;

const sentence = z.strictObject({
  text,
  field: z.enum(['title', 'abstract']),
  start: count.describe('Where in that field, in UTF-16 units.'),
  end: count,
  similarity: z.number().nullable().describe('Cosine with the question; null when the match is by words only.'),
}).openapi('Sentence') satisfies z.ZodType<MatchedSentence>;

const hitShape = {
  id: text,
  title: text,
  rank: z.int().min(1),
  score: z.number().describe('What the ranking went by; comparable within one answer only.'),
  scores: z.record(z.string(), z.number().nullable()).describe('The parts of the score by name.'),
  sentence: sentence.nullable().describe('The sentence that matched best.'),
  paper,
};
export const hit = z.strictObject(hitShape).openapi('Hit') satisfies z.ZodType<Hit>;

const similarHit = z.strictObject({
  ...hitShape,
  other: sentence.nullable().describe('The sentence of the given papers that `sentence` is most like.'),
  shared: list(text).describe('Rare terms of both, the most telling first.'),
}).openapi('SimilarHit') satisfies z.ZodType<SimilarHit>;

const answerShape = {
  question: text,
  mode: z.enum(['hybrid', 'dense', 'lexical']),
  lexicalMatched: z.boolean().describe('False when no word of the question is in any of the papers.'),
  notes: list(text).describe('What a person should know about this answer, whole sentences.'),
};

const explained = z.strictObject({
  shares: z.record(z.string(), z.number()).describe('They add up to the score.'),
  ranks: z.record(z.string(), z.int()).describe('The rank that each signal alone gives it.'),
  matched: list(text).describe('Words of the paper that the question has too.'),
});

export const answer = z.strictObject({
  ...answerShape,
  hits: list(hit).describe('Best first.'),
  explanation: list(explained).optional().describe('With `explain`: what each hit’s score is made of.'),
}).openapi('Answer') satisfies z.ZodType<Omit<Answer, 'explanation'> & { readonly explanation?: readonly Explained[] | undefined }>;

export const similarAnswer = z.strictObject({
  ...answerShape,
  hits: list(similarHit).describe('Best first.'),
  topics: list(z.strictObject({ id: text, label: text, hits: count })).describe('The topics that the hits lie in, most first.'),
  apart: list(text).describe('Terms of the given papers that none of the hits has.'),
}).openapi('SimilarAnswer') satisfies z.ZodType<Omit<SimilarAnswer, 'explanation'>>;

export const topic = topicMapSchema.shape.topics.element.openapi('Topic');
export const topicMap = topicMapSchema.openapi('TopicMap');

export const shownPaper = z.strictObject({
  kind: z.literal('paper'),
  paper,
  topic: z.strictObject({ id: text, label: text }).nullable().describe('Null when it is in none, or there is no map.'),
  similar: list(similarHit).describe('The most similar papers, best first.'),
}).openapi('ShownPaper') satisfies z.ZodType<Extract<Shown, { kind: 'paper' }>>;

export const shownTopic = z.strictObject({
  kind: z.literal('topic'),
  topic,
  papers: list(z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }))
    .describe('The firmest members first.'),
}).openapi('ShownTopic') satisfies z.ZodType<Extract<Shown, { kind: 'topic' }>>;

export const topics = z.strictObject({
  topics: list(topic).describe('Areas, each followed by its topics, the largest first.'),
  unplaced: count.describe('Papers that belong to no topic.'),
}).openapi('Topics');

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

export const status = z.strictObject({
  library: text,
  papers: count,
  withAbstract: count,
  withoutAbstract: count,
  embedded: count,
  truncated: count.describe('Embedded from a text longer than the model reads.'),
  merged: count.describe('Papers that are the merge of two or more records.'),
  sources: list(z.strictObject({ source: text, papers: count })),
  years: list(z.strictObject({ year: z.int().nullable(), papers: count })),
  model: model.nullable(),
  map: z.strictObject({ papers: count, topics: count }).nullable(),
}).openapi('Status') satisfies z.ZodType<Status>;

export const health = z.strictObject({
  status: z.literal('ok'),
  fieldmap: text.describe('The version.'),
}).openapi('Health');

/** RFC 9457. */
export const problem = z.strictObject({
  type: text,
  title: text,
  status: z.int(),
  detail: text.describe('What was wrong, with what value, and what was expected.'),
  code: z.enum(['usage', 'input', 'not-found', 'library', 'busy', 'model', 'disk', 'interrupted', 'internal']),
  hint: text.nullable().describe('The next step.'),
}).openapi('Problem');
