/** The options of `similar`. To add one: a line here, and what it does in library/asking/similar.ts. */
import { z } from 'zod';
import { rankingFields } from './ask.js';
import { flags, several, some, type Fields } from './field.js';

/** A draft: some thirty pages. The model reads its beginning, the words are all compared. */
const LONGEST_DRAFT = 100_000;

export const draftText = z
  .string()
  .regex(/\S/, 'expected a title or an abstract')
  .max(LONGEST_DRAFT, `expected at most ${LONGEST_DRAFT} characters`);

export const similarFields = {
  not: several(some).describe('steer away from this paper').register(flags, { placeholder: 'id' }),
  ...rankingFields,
  explain: z.boolean().describe('show the best pair of sentences and the terms both share'),
} satisfies Fields;
