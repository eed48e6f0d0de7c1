import { createRoute, z } from '@hono/zod-openapi';
import { readingList } from '../../answers/index.js';
import { readFields, toOptions } from '../../questions/index.js';
import { asQuery, readParameters } from '../fields.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const list = createRoute({
  path: '/api/read',
  method: 'get',
  operationId: 'read',
  tags: ['questions'],
  summary: 'What to read first on a topic or a question: a short list that covers it',
  request: { query: z.strictObject(asQuery(readParameters)) },
  responses: { 200: json(readingList, 'As `fieldmap read --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(list, async (c) => {
    const { q, n, ...values } = c.req.valid('query');
    const options = toOptions(readFields, { ...values, count: n });
    return c.json(await service.call('read', [q, options], c.req.raw.signal), 200);
  });
};
