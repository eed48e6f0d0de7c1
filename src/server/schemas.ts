/** What the server says of itself, and how it refuses. */
import { z } from '@hono/zod-openapi';

const text = z.string();

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
