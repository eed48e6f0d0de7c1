/** What can be said of papers: decisions, stars, tags and notes. What is left out stays as it is. */
import { z } from 'zod';
import { several, some, type Fields } from './field.js';

/** How long a tag, a reason and a note may be is the library's to say: its refusals name the way on. */
export const markFields = {
  decision: z.enum(['include', 'exclude', 'maybe']).nullable().describe('null takes a decision back'),
  reason: z.string().describe('why, with a decision: what a flow diagram counts'),
  star: z.boolean().describe('a star'),
  tags: several(some).describe('tags, added to those it has'),
  note: z.string().describe('a note, in place of the one it has'),
  clear: z.boolean().describe('forget what was said before'),
} satisfies Fields;
