import { createRoute, z } from '@hono/zod-openapi';
import { shownTopic, topics } from '../../answers/index.js';
import { asQuery, given, topicParameters } from '../fields.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const all = createRoute({
  path: '/api/topics',
  method: 'get',
  operationId: 'topics',
  tags: ['map'],
  summary: 'The topics of the last map',
  request: { query: z.strictObject({}) },
  responses: { 200: json(topics, 'As `fieldmap topics --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

const one = createRoute({
  path: '/api/topics/{id}',
  method: 'get',
  operationId: 'topic',
  tags: ['map'],
  summary: 'One topic with its papers',
  request: {
    params: z.strictObject({ id: z.string().max(500).describe('Topic id or label') }),
    query: z.strictObject(asQuery(topicParameters)),
  },
  responses: { 200: json(shownTopic, 'As `fieldmap show --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(all, async (c) => c.json(await service.call('topics', [], c.req.raw.signal), 200));
  app.openapi(one, async (c) => {
    const { n, offset } = c.req.valid('query');
    const options = given({ count: n, offset });
    const shown = await service.call('topic', [c.req.valid('param').id, options], c.req.raw.signal);
    if (shown.kind !== 'topic') throw new TypeError('A topic was asked for, and a paper came.');
    return c.json(shown, 200);
  });
};
