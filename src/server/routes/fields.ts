import { createRoute, z } from '@hono/zod-openapi';
import { fields } from '../../answers/index.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const all = createRoute({
  path: '/api/fields',
  method: 'get',
  operationId: 'fields',
  tags: ['map'],
  summary: 'The research fields of the papers, over the years, and the topics in which they meet',
  request: { query: z.strictObject({}) },
  responses: { 200: json(fields, 'As `fieldmap fields --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(all, async (c) => c.json(await service.call('fields', [], c.req.raw.signal), 200));
};
