import { createRoute, z } from '@hono/zod-openapi';
import { shownPaper } from '../../answers/index.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const one = createRoute({
  path: '/api/papers/{id}',
  method: 'get',
  operationId: 'paper',
  tags: ['papers'],
  summary: 'Everything about one paper, and the papers most like it',
  request: {
    params: z.strictObject({ id: z.string().max(500).describe('Id, DOI or unambiguous part of the title') }),
  },
  responses: { 200: json(shownPaper, 'As `fieldmap show --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

export const routes: Routes = (app, { service }) => {
  app.openAPIRegistry.registerPath(one);
  // Ids may be DOIs, which have slashes; they may come encoded or as they are.
  app.openapi({ ...one, path: '/api/papers/:id{.+}', hide: true }, async (c) => {
    const shown = await service.call('paper', [c.req.valid('param').id], c.req.raw.signal);
    if (shown.kind !== 'paper') throw new TypeError('A paper was asked for, and a topic came.');
    return c.json(shown, 200);
  });
};
