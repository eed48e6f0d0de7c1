/** The nouns of types.ts as schemas: what the API and the MCP tools answer, and what their documents describe. */
import { z } from '@hono/zod-openapi';
import {
  topicMapSchemas,
  type Answer,
  type Comparison,
  type ConceptList,
  type ConceptReasons,
  type ListedConcept,
  type Shown,
  type ShownConcept,
  type SimilarAnswer,
  type SimilarHit,
  type Status,
  type Steered,
} from '../library/index.js';
import type { Hit, Mark, MatchedSentence, ModelInfo, Paper } from '../types.js';

const { topicMapSchema } = await topicMapSchemas();

/** An optional field of a schema may be there and undefined, which the nouns' optional fields may not. */
type Wide<T> = T extends readonly (infer U)[]
  ? readonly Wide<U>[]
  : T extends object
    ? { [K in keyof T]: object extends Pick<T, K> ? Wide<T[K]> | undefined : Wide<T[K]> }
    : T;

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const text = z.string();
const count = z.int().min(0);

const paper = z
  .strictObject({
    id: text.describe(
      'Stable: the given id, else the DOI, the arXiv id or a hash of title and first author.',
    ),
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
  })
  .openapi('Paper') satisfies z.ZodType<Paper>;

const sentence = z
  .strictObject({
    text,
    field: z.enum(['title', 'abstract']),
    start: count.describe('Where in that field, in UTF-16 units.'),
    end: count,
    similarity: z
      .number()
      .nullable()
      .describe('Cosine with the question; null when the match is by words only.'),
  })
  .openapi('Sentence') satisfies z.ZodType<MatchedSentence>;

const mark = z
  .strictObject({
    decision: z.enum(['include', 'exclude', 'maybe']).nullable(),
    reason: text.describe('Of the decision; may be empty.'),
    star: z.boolean(),
    tags: list(text),
    note: text,
  })
  .openapi('Mark') satisfies z.ZodType<Wide<Mark>>;

const hitShape = {
  id: text,
  title: text,
  rank: z.int().min(1),
  score: z.number().describe('What the ranking went by; comparable within one answer only.'),
  scores: z.record(z.string(), z.number().nullable()).describe('The parts of the score by name.'),
  sentence: sentence.nullable().describe('The sentence that matched best.'),
  paper,
  mark: mark.optional().describe('What was decided and noted; absent where nothing was.'),
};
export const hit = z.strictObject(hitShape).openapi('Hit') satisfies z.ZodType<Wide<Hit>>;

const named = z.strictObject({ id: text, label: text });

const reasonsShape = {
  similarity: z.number().describe('The cosine of the two vectors; the parts below add up to it.'),
  common: z.number().describe('What all papers of the library have in common.'),
  concepts: list(z.strictObject({ id: text, label: text, share: z.number() })).describe(
    'Concepts that both have, the greatest share first.',
  ),
  unnamed: z.number().describe('Shared concepts whose names do not tell what they are, together.'),
  related: z.number().describe('Concepts of one that are near other ones of the other.'),
  rest: z.number().describe('What no concept explains.'),
};
const reasons = z.strictObject(reasonsShape).openapi('ConceptReasons') satisfies z.ZodType<ConceptReasons>;

const steered = z
  .strictObject({
    more: list(named),
    less: list(named),
    before: list(z.int().nullable()).describe(
      'For each hit its rank without steering; null: not among the first 100.',
    ),
  })
  .openapi('Steered') satisfies z.ZodType<Steered>;

const similarHit = z
  .strictObject({
    ...hitShape,
    concepts: reasons.optional().describe('With `explain`: concepts that it shares with the given papers.'),
    other: sentence.nullable().describe('The sentence of the given papers that `sentence` is most like.'),
    shared: list(text).describe('Rare terms of both, the most telling first.'),
  })
  .openapi('SimilarHit') satisfies z.ZodType<Wide<SimilarHit>>;

const answerShape = {
  question: text,
  mode: z.enum(['hybrid', 'dense', 'lexical']),
  lexicalMatched: z.boolean().describe('False when no word of the question is in any of the papers.'),
  notes: list(text).describe('What a person should know about this answer, whole sentences.'),
  steered: steered.optional().describe('With `more` or `less`: where each hit stood before.'),
};

const explained = z.strictObject({
  shares: z.record(z.string(), z.number()).describe('They add up to the score.'),
  ranks: z.record(z.string(), z.int()).describe('The rank that each signal alone gives it.'),
  matched: list(text).describe('Words of the paper that the question has too.'),
  concepts: reasons.optional().describe('Concepts that question and paper share.'),
});

export const answer = z
  .strictObject({
    ...answerShape,
    hits: list(hit).describe('Best first.'),
    explanation: list(explained).optional().describe('With `explain`: what each hit’s score is made of.'),
  })
  .openapi('Answer') satisfies z.ZodType<Wide<Answer>>;

export const similarAnswer = z
  .strictObject({
    ...answerShape,
    hits: list(similarHit).describe('Best first.'),
    topics: list(z.strictObject({ id: text, label: text, hits: count })).describe(
      'The topics that the hits lie in, most first.',
    ),
    apart: list(text).describe('Terms of the given papers that none of the hits has.'),
  })
  .openapi('SimilarAnswer') satisfies z.ZodType<Wide<SimilarAnswer>>;

export const topic = topicMapSchema.shape.topics.element.openapi('Topic');
export const topicMap = topicMapSchema.openapi('TopicMap');

export const shownPaper = z
  .strictObject({
    kind: z.literal('paper'),
    paper,
    topic: named.nullable().describe('Null when it is in none, or there is no map.'),
    mark: mark.optional().describe('What was decided and noted; absent where nothing was.'),
    similar: list(similarHit).describe('The most similar papers, best first.'),
  })
  .openapi('ShownPaper') satisfies z.ZodType<Wide<Extract<Shown, { kind: 'paper' }>>>;

export const shownTopic = z
  .strictObject({
    kind: z.literal('topic'),
    topic,
    papers: list(
      z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }),
    ).describe('The firmest members first.'),
  })
  .openapi('ShownTopic') satisfies z.ZodType<Extract<Shown, { kind: 'topic' }>>;

export const topics = z
  .strictObject({
    topics: list(topic).describe('Areas, each followed by its topics, the largest first.'),
    unplaced: count.describe('Papers that belong to no topic.'),
  })
  .openapi('Topics');

const conceptShape = {
  id: text.describe('Stable: kept when concepts are learned anew and one of them is nearly this one.'),
  label: text,
  terms: list(z.strictObject({ term: text, weight: z.number() })).describe('Best first.'),
  exemplars: list(text).describe('Ids of the papers where it was strongest.'),
  sentence: z.strictObject({ paper: text, text }).nullable().describe('The sentence nearest to it.'),
  scores: z
    .strictObject({ terms: z.number().nullable(), exemplars: z.number().nullable() })
    .describe('How surely papers that have it are told from those that do not (AUC, 0.5 is chance).'),
  clear: z.boolean().describe('Whether its name says what it is.'),
  broader: text.nullable().describe('The id of the broader concept.'),
  papers: count.describe('Papers in which it fires.'),
  growth: z
    .number()
    .nullable()
    .describe('Its share of all papers in the last three years over its share before.'),
};
const concept = z.strictObject(conceptShape).openapi('Concept') satisfies z.ZodType<ListedConcept>;

export const concepts = z
  .strictObject({
    concepts: list(concept).describe('Those of most papers first; with a query the nearest first.'),
    learnedFrom: count.describe('Papers that they were learned from.'),
    papers: count.describe('Papers there are now.'),
    notes: list(text),
  })
  .openapi('Concepts') satisfies z.ZodType<ConceptList>;

export const shownConcept = z
  .strictObject({
    ...conceptShape,
    narrower: list(named),
    broaderLabel: text.nullable(),
    strongest: list(
      z.strictObject({ id: text, title: text, year: z.int().nullable(), strength: z.number() }),
    ).describe('Where it fires, strongest first.'),
    years: z.record(z.string(), count).describe('Papers by year.'),
    topics: list(z.strictObject({ id: text, label: text, share: z.number() })).describe(
      'Topics of the last map that it fires in most.',
    ),
  })
  .openapi('ShownConcept') satisfies z.ZodType<ShownConcept>;

export const comparison = z
  .strictObject({
    ...reasonsShape,
    papers: list(
      z.strictObject({
        id: text,
        title: text,
        own: list(z.strictObject({ id: text, label: text, strength: z.number() })).describe(
          'Concepts that only this paper of the two has.',
        ),
      }),
    ),
  })
  .openapi('Comparison') satisfies z.ZodType<Comparison>;

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
    withAbstract: count,
    withoutAbstract: count,
    embedded: count,
    truncated: count.describe(
      'Embedded, but not to the end of their text: longer than 4,096 tokens, or by an earlier version.',
    ),
    merged: count.describe('Papers that are the merge of two or more records.'),
    sources: list(z.strictObject({ source: text, papers: count })),
    years: list(z.strictObject({ year: z.int().nullable(), papers: count })),
    model: model.nullable(),
    map: z.strictObject({ papers: count, topics: count }).nullable(),
  })
  .openapi('Status') satisfies z.ZodType<Status>;

export const health = z
  .strictObject({
    status: z.literal('ok'),
    fieldmap: text.describe('The version.'),
  })
  .openapi('Health');

/** RFC 9457. */
export const problem = z
  .strictObject({
    type: text,
    title: text,
    status: z.int(),
    detail: text.describe('What was wrong, with what value, and what was expected.'),
    code: z.enum([
      'usage',
      'input',
      'not-found',
      'library',
      'busy',
      'model',
      'disk',
      'interrupted',
      'internal',
    ]),
    hint: text.nullable().describe('The next step.'),
  })
  .openapi('Problem');
