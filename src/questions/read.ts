/** The options of `read`. */
import { z } from 'zod';
import { flags, whole, type Fields } from './field.js';

export const readFields = {
  count: whole(1, 50)
    .default(7)
    .describe('how many that cover it')
    .register(flags, { placeholder: 'number', short: 'n' }),
  recent: z.boolean().describe('two more of the last three years'),
  founding: z.boolean().describe('two more of the earliest fifth, those that the others cite first'),
} satisfies Fields;
