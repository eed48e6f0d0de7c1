import { createRoute, z } from '@hono/zod-openapi';
import type { SimilarOptions } from '../../library/index.js';
import { draftText, similarFields, toOptions } from '../../questions/index.js';
import { asQuery, ids, similarParameters } from '../fields.js';
import { similarAnswer } from '../../answers/index.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const body = z.strictObject({ text: draftText, ...similarParameters });

const describe = {
  path: '/api/similar' as const,
  tags: ['questions'],
  responses: {
    200: json(similarAnswer, 'As `fieldmap similar --json` prints it'),
    ...REFUSALS,
    ...NOT_FOUND,
  },
};

const byId = createRoute({
  ...describe,
  method: 'get',
  operationId: 'similar',
  summary: 'The papers most like one or several given ones',
  request: {
    query: z.strictObject(
      asQuery({ id: ids.describe('Ids, DOIs or unambiguous parts of titles'), ...similarParameters }),
    ),
  },
});

const byText = createRoute({
  ...describe,
  method: 'post',
  operationId: 'similarToText',
  summary: 'The papers most like a draft: its first line is the title when a blank line follows it',
  request: {
    body: { required: true, content: { 'application/json': { schema: body } } },
  },
});

export function similarOptions({ n, ...values }: Omit<z.infer<typeof body>, 'text'>): SimilarOptions {
  return toOptions(similarFields, { ...values, count: n });
}

export const routes: Routes = (app, { service }) => {
  app.openapi(byId, async (c) => {
    const { id, ...options } = c.req.valid('query');
    return c.json(await service.call('similar', [id, similarOptions(options)], c.req.raw.signal), 200);
  });
  app.openapi(byText, async (c) => {
    const { text, ...options } = c.req.valid('json');
    return c.json(await service.call('draft', [text, similarOptions(options)], c.req.raw.signal), 200);
  });
};
