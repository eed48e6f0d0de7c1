/** Which papers may be in an answer. */
import { z } from 'zod';
import { parseYearRange } from '../text/index.js';
import { flags, pick, several, some, type Fields, type OptionsOf } from './field.js';

const yearText = z
  .string()
  .transform((value, context) => {
    const range = parseYearRange(value);
    if (typeof range === 'object') return range;
    context.addIssue({ code: 'custom', message: range });
    return z.NEVER;
  })
  .describe('year or range: 2021, 2019..2024, 2019.., ..2024')
  .register(flags, { placeholder: 'range' });

/** All given conditions must hold; of several values of one any will do. */
export const filterFields = {
  /** Both ends included; null is open. Papers without a year never pass. */
  year: yearText,
  /** Letter case and accents are ignored. */
  author: several(some).describe("part of an author's name").register(flags, { placeholder: 'name' }),
  /** Letter case is ignored. */
  venue: several(some).describe('part of the venue').register(flags, { placeholder: 'name' }),
  topic: several(some)
    .describe('topic id or label; unplaced: the papers in none')
    .register(flags, { placeholder: 'id' }),
  /** Of the vocabulary that topics are named from; a broader field has the papers of those below it. */
  field: several(some)
    .describe('research field, by name or id: see `fieldmap fields`')
    .register(flags, { placeholder: 'field' }),
  /** Whole; letter case is ignored. */
  label: several(some).describe('a label of the source').register(flags, { placeholder: 'label' }),
  /** A source's file name, whole or its last part. */
  source: several(some).describe('the file it was read from').register(flags, { placeholder: 'file' }),
  marked: several(z.enum(['include', 'exclude', 'maybe', 'unmarked']))
    .describe('decided so with `fieldmap mark`')
    .register(flags, { placeholder: 'decision' }),
  /** Whole; letter case is ignored. */
  tag: several(some).describe('a tag given with `fieldmap mark`').register(flags, { placeholder: 'tag' }),
} satisfies Fields;

export type Filter = OptionsOf<typeof filterFields>;

/** The options of a question from flat values: those of the filter apart, nothing that was not given. */
export function toOptions<F extends Fields>(
  fields: F,
  values: object,
): OptionsOf<F> & { readonly filter: Filter } {
  return { ...pick(fields, values), filter: pick(filterFields, values) };
}

const end = z.number().nullable();

/** How a filter is stored: a year's range by its ends. Unknown conditions are left out. */
export const storedFilter = z
  .object({
    ...filterFields,
    year: z.object({ from: end, to: end }).readonly(),
  })
  .partial();
