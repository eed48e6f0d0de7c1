/** The nouns of types.ts as schemas. */
import { z } from '@hono/zod-openapi';
import type { Hit, Mark, MatchedSentence, Paper } from '../types.js';

/** The type of what a schema describes: optional fields are there or not, never undefined; nothing is written to. */
export type Described<S extends z.ZodType> = Exact<z.output<S>>;

type Exact<T> = T extends readonly (infer U)[]
  ? readonly Exact<U>[]
  : T extends object
    ? { readonly [K in keyof T]: object extends Pick<T, K> ? Exact<Exclude<T[K], undefined>> : Exact<T[K]> }
    : T;

/** An optional field of a schema may be there and undefined, which the nouns' optional fields may not. */
type Wide<T> = T extends readonly (infer U)[]
  ? readonly Wide<U>[]
  : T extends object
    ? { [K in keyof T]: object extends Pick<T, K> ? Wide<T[K]> | undefined : Wide<T[K]> }
    : T;

export const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
export const text = z.string();
export const count = z.int().min(0);

export const paper = z
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

export const sentence = z
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

export const mark = z
  .strictObject({
    decision: z.enum(['include', 'exclude', 'maybe']).nullable(),
    reason: text.describe('Of the decision; may be empty.'),
    star: z.boolean(),
    tags: list(text),
    note: text,
  })
  .openapi('Mark') satisfies z.ZodType<Wide<Mark>>;

export const hitShape = {
  id: text,
  title: text,
  rank: z.int().min(1),
  score: z
    .number()
    .describe(
      '0 to 1: 1 is the paper that was asked for, or as good a match as can be expected; 0 is no more like the question than any two papers here are alike.',
    ),
  exact: z
    .enum(['identifier', 'title', 'phrase', 'author'])
    .optional()
    .describe('Why it is the paper that was asked for; absent for one that is like it.'),
  scores: z
    .record(z.string(), z.number().nullable())
    .describe('What was measured: BM25 (lexical), cosines of paper (dense) and best sentence (sentence).'),
  sentence: sentence.nullable().describe('The sentence that matched best.'),
  paper,
  mark: mark.optional().describe('What was decided and noted; absent where nothing was.'),
};
export const hit = z.strictObject(hitShape).openapi('Hit') satisfies z.ZodType<Wide<Hit>>;

export const named = z.strictObject({ id: text, label: text });
