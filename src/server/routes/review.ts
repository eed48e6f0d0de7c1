import { createRoute, z } from '@hono/zod-openapi';
import { cited, marking, marks, screening } from '../../answers/index.js';
import { asQuery, countParameters, given, markParameters } from '../fields.js';
import { HttpError } from '../problem.js';
import { json, NOT_FOUND, READ_ONLY, REFUSALS, type Routes } from './route.js';

const all = createRoute({
  path: '/api/marks',
  method: 'get',
  operationId: 'marks',
  tags: ['review'],
  summary: 'What was decided and noted of papers',
  request: { query: z.strictObject({}) },
  responses: { 200: json(marks, 'Every paper of which something is said'), ...REFUSALS },
});

const body = z.strictObject(markParameters);

const say = createRoute({
  path: '/api/marks',
  method: 'post',
  operationId: 'mark',
  tags: ['review'],
  summary: 'Decides on papers, stars, tags and annotates them; what is left out stays (with `serve --write`)',
  request: { body: { required: true, content: { 'application/json': { schema: body } } } },
  responses: {
    200: json(marking, 'As `fieldmap mark --json` prints it'),
    ...REFUSALS,
    ...READ_ONLY,
    ...NOT_FOUND,
  },
});

const next = createRoute({
  path: '/api/screen',
  method: 'get',
  operationId: 'screen',
  tags: ['review'],
  summary: 'The papers of a review to decide on next',
  request: { query: z.strictObject(asQuery(countParameters)) },
  responses: { 200: json(screening, 'As `fieldmap screen --json` prints it'), ...REFUSALS },
});

const missing = createRoute({
  path: '/api/cited',
  method: 'get',
  operationId: 'cited',
  tags: ['review'],
  summary: 'What the papers cite most and the library lacks',
  request: { query: z.strictObject(asQuery(countParameters)) },
  responses: { 200: json(cited, 'As `fieldmap cited --json` prints it'), ...REFUSALS },
});

export const routes: Routes = (app, { service, mark }) => {
  app.openapi(all, async (c) => c.json(await service.call('marks', [], c.req.raw.signal), 200));
  app.openapi(say, async (c) => {
    if (mark === null)
      throw new HttpError(
        403,
        'This server only reads the library: it keeps no marks.',
        'Run `fieldmap serve --write`, or `fieldmap mark ID --include`.',
      );
    const { ids, ...said } = c.req.valid('json');
    return c.json(await mark(ids, given(said)), 200);
  });
  app.openapi(next, async (c) => {
    const { n: count } = c.req.valid('query');
    return c.json(await service.call('screen', [{ count }], c.req.raw.signal), 200);
  });
  app.openapi(missing, async (c) => {
    const { n: limit } = c.req.valid('query');
    return c.json(await service.call('cited', [{ limit }], c.req.raw.signal), 200);
  });
};
