import { createRoute, z } from '@hono/zod-openapi';
import { news } from '../../answers/index.js';
import { asQuery, newsParameters } from '../fields.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const all = createRoute({
  path: '/api/new',
  method: 'get',
  operationId: 'new',
  tags: ['questions'],
  summary: 'Papers that came in, for saved searches, followed papers and topics; they stay new',
  request: { query: z.strictObject(asQuery(newsParameters)) },
  responses: { 200: json(news, 'As `fieldmap new --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(all, async (c) =>
    c.json(await service.call('news', [c.req.valid('query')], c.req.raw.signal), 200),
  );
};
