/** The options of `ask`. To add one: a line here, and what it does in library/asking/ask.ts. */
import { z } from 'zod';
import { DEFAULTS } from '../config.js';
import { flags, several, share, some, whole, type Fields } from './field.js';
import { sortFields } from './table.js';

/** 5,000 words; the library reads that in a tenth of a second. */
const LONGEST_QUESTION = 40_000;

export const question = z.string().max(LONGEST_QUESTION, `expected at most ${LONGEST_QUESTION} characters`);

/** How many hits; a server has a limit. */
export const hits = (most?: number) =>
  whole(1, most)
    .default(DEFAULTS.hits)
    .describe('how many')
    .register(flags, { placeholder: 'number', short: 'n' });

/** How many hits to leave out first; a server has a limit. */
export const offset = (most?: number) =>
  whole(0, most).describe('leave out the first so many').register(flags, { placeholder: 'number' });

/** Common to `ask` and `similar`. */
export const rankingFields = {
  more: several(some)
    .describe('towards this concept, by id, label or words of it: see `fieldmap concepts`')
    .register(flags, { placeholder: 'concept' }),
  less: several(some).describe('away from this concept').register(flags, { placeholder: 'concept' }),
  diverse: share
    .describe('0 to 1: how much to avoid hits that are alike (MMR)')
    .register(flags, { placeholder: 'share' }),
  count: hits(),
  ...sortFields,
} satisfies Fields;

export const askFields = {
  mode: z
    .enum(['hybrid', 'dense', 'lexical'])
    .default('hybrid')
    .describe('which signals to use')
    .register(flags, { placeholder: 'mode' }),
  and: z
    .array(question)
    .max(10, 'expected at most 10 values')
    .readonly()
    .describe('a further question that must be answered too')
    .register(flags, { placeholder: 'question' }),
  ...rankingFields,
  offset: offset(),
  minScore: share
    .describe('leave out hits with a lower score, 0 to 1')
    .register(flags, { placeholder: 'score' }),
  explain: z.boolean().describe("show what each hit's score is made of"),
} satisfies Fields;
