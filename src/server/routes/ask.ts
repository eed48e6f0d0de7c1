import { createRoute, z } from '@hono/zod-openapi';
import type { AskOptions } from '../../library/index.js';
import { askFields, question, toOptions } from '../../questions/index.js';
import { asQuery, askParameters } from '../fields.js';
import { answer } from '../../answers/index.js';
import { json, REFUSALS, type Routes } from './route.js';

const body = z.strictObject({ q: question, ...askParameters });

const describe = {
  path: '/api/ask' as const,
  tags: ['questions'],
  responses: { 200: json(answer, 'As `fieldmap ask --json` prints it'), ...REFUSALS },
};

const asked = createRoute({
  ...describe,
  method: 'get',
  operationId: 'ask',
  summary: 'The papers that answer a question, best first, each with the sentence that matched',
  request: {
    query: z.strictObject({
      q: question.describe(
        'A question or keywords; "quoted phrase", -word, AND OR NOT ( ) word* ti: ab: au: py:, a title, an author, a DOI or an arXiv id',
      ),
      ...asQuery(askParameters),
    }),
  },
});

const posted = createRoute({
  ...describe,
  method: 'post',
  operationId: 'askLong',
  summary: 'The same for a question too long for an address',
  request: {
    body: { required: true, content: { 'application/json': { schema: body } } },
  },
});

export function askOptions({ n, ...values }: Omit<z.infer<typeof body>, 'q'>): AskOptions {
  return toOptions(askFields, { ...values, count: n });
}

export const routes: Routes = (app, { service }) => {
  app.openapi(asked, async (c) => {
    const { q, ...options } = c.req.valid('query');
    return c.json(await service.call('ask', [q, askOptions(options)], c.req.raw.signal), 200);
  });
  app.openapi(posted, async (c) => {
    const { q, ...options } = c.req.valid('json');
    return c.json(await service.call('ask', [q, askOptions(options)], c.req.raw.signal), 200);
  });
};
