/** The arguments that questions from outside share: names and meanings are those of the command line's flags. */
import { z } from '@hono/zod-openapi';
import { DEFAULTS } from '../config.js';
import { EXPORT_FORMATS } from '../library/index.js';
import type { Filter } from '../types.js';
import { parseYearRange } from '../text/index.js';

/** 5,000 words; the library reads that in a tenth of a second. */
const LONGEST_QUESTION = 40_000;
/** A draft: some thirty pages. The model reads its beginning, the words are all compared. */
const LONGEST_DRAFT = 100_000;
const MOST_HITS = 200;
const MOST_VALUES = 50;

const some = z.string().min(1, 'expected some text').max(500, 'expected at most 500 characters');
const several = z.array(some).max(MOST_VALUES, `expected at most ${MOST_VALUES} values`);

const year = z
  .string()
  .superRefine((value, context) => {
    const range = parseYearRange(value);
    if (typeof range === 'string') context.addIssue({ code: 'custom', message: range });
  })
  .describe('Year or range: 2021, 2019..2024, 2019.. or ..2024');

const share = z
  .number('expected a number from 0 to 1')
  .min(0, 'expected a number from 0 to 1')
  .max(1, 'expected a number from 0 to 1');
const whole = (least: number, most: number) => {
  const message = `expected a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};

export const question = z.string().max(LONGEST_QUESTION, `expected at most ${LONGEST_QUESTION} characters`);
export const draftText = z
  .string()
  .regex(/\S/, 'expected a title or an abstract')
  .max(LONGEST_DRAFT, `expected at most ${LONGEST_DRAFT} characters`);
export const ids = several.min(1, 'expected at least one id');
export const format = z.enum(EXPORT_FORMATS);

/** Which papers: given several times, any of the values will do. */
const filterFields = {
  year: year.optional(),
  author: several.optional().describe('Part of an author’s name'),
  venue: several.optional().describe('Part of the venue'),
  topic: several.optional().describe('Topic id or label'),
  label: several.optional().describe('A label of the source'),
  source: several.optional().describe('The file it was read from'),
  marked: z
    .array(z.enum(['include', 'exclude', 'maybe', 'unmarked']))
    .max(MOST_VALUES, `expected at most ${MOST_VALUES} values`)
    .optional()
    .describe('The decision on it; unmarked: none yet'),
  tag: several.optional().describe('A tag that was given to it'),
};

const rankingFields = {
  n: whole(1, MOST_HITS).default(DEFAULTS.hits).describe('How many'),
  diverse: share.optional().describe('0 to 1: how much to avoid hits that are alike'),
  more: several.optional().describe('Towards these concepts, by id, label or words of it'),
  less: several.optional().describe('Away from these concepts'),
  ...filterFields,
};

export const askFields = {
  ...rankingFields,
  offset: whole(0, 10_000).optional().describe('Leave out the first so many'),
  mode: z.enum(['hybrid', 'dense', 'lexical']).default('hybrid').describe('Which signals to use'),
  and: z
    .array(question)
    .max(10, 'expected at most 10 values')
    .optional()
    .describe('Further questions that must be answered too'),
  minScore: share.optional().describe('Leave out hits whose scores.match is lower'),
};

export const similarFields = {
  ...rankingFields,
  not: several.optional().describe('Steer away from these papers'),
};

export const conceptFields = {
  q: question.optional().describe('The ten nearest to these words; else all'),
  n: whole(1, 100_000).optional().describe('How many'),
};

export const exportFields = {
  ...filterFields,
  q: question.optional().describe('The hits of this question, best first; else every paper'),
  n: whole(1, 10_000_000).optional().describe('How many; default all, with a question 100'),
};

interface FilterValues {
  readonly year?: string | undefined;
  readonly author?: readonly string[] | undefined;
  readonly venue?: readonly string[] | undefined;
  readonly topic?: readonly string[] | undefined;
  readonly label?: readonly string[] | undefined;
  readonly source?: readonly string[] | undefined;
  readonly marked?: Filter['marked'] | undefined;
  readonly tag?: readonly string[] | undefined;
}

export function toFilter(values: FilterValues): Filter {
  const { year: years, author, venue, topic, label, source, marked, tag } = values;
  const range = years === undefined ? undefined : parseYearRange(years);
  return {
    // The schema has refused what is no range.
    ...(typeof range === 'object' && { year: range }),
    ...(author && { author }),
    ...(venue && { venue }),
    ...(topic && { topic }),
    ...(label && { label }),
    ...(source && { source }),
    ...(marked && { marked }),
    ...(tag && { tag }),
  };
}

type Fields = Readonly<Record<string, z.ZodType>>;

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

function innermost(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault
    ? innermost(field.def.innerType as z.ZodType)
    : field;
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
