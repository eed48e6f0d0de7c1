/** Which part of a long list `show` gives. */
import { offset } from './ask.js';
import { flags, whole, type Fields } from './field.js';

export const showFields = {
  count: whole(1)
    .describe('of a topic: how many papers')
    .register(flags, { placeholder: 'number', short: 'n' }),
  offset: offset(),
} satisfies Fields;
