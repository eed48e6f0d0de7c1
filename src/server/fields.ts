/** What questions from outside take: the options of src/questions, with the limits of a server. */
import { z } from '@hono/zod-openapi';
import {
  askFields,
  exportFields,
  filterFields,
  hits,
  innermost,
  newsFields,
  markFields,
  offset,
  optional,
  question,
  readFields,
  several,
  showFields,
  similarFields,
  some,
  whole,
  without,
  type Fields,
} from '../questions/index.js';

const MOST_HITS = 200;

/** Hits that a language model reads: 200 would fill its window. */
const MOST_HITS_READ = 50;

export const ids = several(some).unwrap().min(1, 'expected at least one id').readonly();

export const askParameters = optional({
  n: hits(MOST_HITS),
  ...without(askFields, 'count'),
  offset: offset(10_000),
  ...filterFields,
});
export const similarParameters = optional({
  n: hits(MOST_HITS),
  ...without(similarFields, 'count'),
  ...filterFields,
});
export const exportParameters = optional({
  q: question.describe('the hits of this question, best first; else every paper'),
  n: exportFields.count,
  ...without(exportFields, 'count'),
  ...filterFields,
});
export const conceptParameters = optional({
  q: question.describe('the ten nearest to these words; else all'),
  n: whole(1, 100_000).describe('how many'),
});

export const readParameters = optional({
  q: question.describe('a topic’s id or label, or a question; else the whole library'),
  n: readFields.count,
  ...without(readFields, 'count'),
  ...filterFields,
});
export const newsParameters = optional(newsFields);
export const topicParameters = optional({ n: showFields.count, offset: offset(1_000_000) });
/** A decision on many papers is one request; the hits of a question are at most so many. */
const MOST_MARKED = 1000;

export const markParameters = {
  ids: z
    .array(some)
    .min(1, 'expected at least one id')
    .max(MOST_MARKED, `expected at most ${MOST_MARKED} ids`)
    .readonly()
    .describe('Ids, DOIs or unambiguous parts of titles'),
  ...optional(markFields),
};
/** `screen` and `cited`. */
export const countParameters = { n: hits(MOST_HITS) };
export const countArguments = { n: hits(MOST_HITS_READ) };

/** Without `explain`, which gives more than a language model reads. */
export const askArguments = { ...without(askParameters, 'explain'), n: hits(MOST_HITS_READ) };
export const similarArguments = { ...without(similarParameters, 'explain'), n: hits(MOST_HITS_READ) };
export const topicArguments = { n: hits(MOST_HITS_READ) };

/** The same fields as the parameters of a query, where everything is text: `n=5`, `author=a&author=b`, `explain=true`. */
export function asQuery<F extends Fields>(fields: F): F {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const inner = innermost(field);
      const read =
        inner instanceof z.ZodNumber
          ? toNumber
          : inner instanceof z.ZodArray
            ? toList
            : inner instanceof z.ZodBoolean
              ? toBoolean
              : null;
      if (read === null) return [name, field];
      const schema = z.toJSONSchema(inner) as Record<string, unknown>;
      delete schema['$schema'];
      const fallback = field instanceof z.ZodDefault ? { default: field.def.defaultValue } : {};
      const description = field.description === undefined ? {} : { description: field.description };
      const required = field.safeParse(undefined).success ? {} : { param: { required: true } };
      return [
        name,
        z.preprocess(read, field).openapi({ ...schema, ...fallback, ...description, ...required } as object),
      ];
    }),
  ) as F;
}

const toNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{1,9}(\.\d{1,9})?$/.test(value) ? Number(value) : value;
const toList = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);
const toBoolean = (value: unknown): unknown =>
  value === 'true' || value === '' ? true : value === 'false' ? false : value;

/** Without what is undefined: options that were not given are left out. */
export function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
