import { createRoute, z } from '@hono/zod-openapi';
import { asQuery, conceptParameters, ids } from '../fields.js';
import { comparison, concepts, shownConcept } from '../../answers/index.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const all = createRoute({
  path: '/api/concepts',
  method: 'get',
  operationId: 'concepts',
  tags: ['concepts'],
  summary: 'What the papers are made of, in words; learned by `fieldmap concepts`',
  request: { query: z.strictObject(asQuery(conceptParameters)) },
  responses: { 200: json(concepts, 'As `fieldmap concepts --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

const one = createRoute({
  path: '/api/concepts/{id}',
  method: 'get',
  operationId: 'concept',
  tags: ['concepts'],
  summary: 'One concept with its papers, years, broader and narrower ones',
  request: {
    params: z.strictObject({ id: z.string().max(500).describe('Id, label or words that only one has') }),
  },
  responses: {
    200: json(shownConcept, 'As `fieldmap concepts show --json` prints it'),
    ...REFUSALS,
    ...NOT_FOUND,
  },
});

const two = createRoute({
  path: '/api/compare',
  method: 'get',
  operationId: 'compare',
  tags: ['concepts'],
  summary: 'Two papers side by side: the concepts that both have, and each one’s own',
  request: {
    query: z.strictObject(
      asQuery({
        id: ids
          .unwrap()
          .length(2, 'expected two ids')
          .describe('Two ids, DOIs or unambiguous parts of titles'),
      }),
    ),
  },
  responses: { 200: json(comparison, 'As `fieldmap compare --json` prints it'), ...REFUSALS, ...NOT_FOUND },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(all, async (c) => {
    const { q, n } = c.req.valid('query');
    const found = await service.call('concepts', [q], c.req.raw.signal);
    return c.json({ ...found, concepts: found.concepts.slice(0, n) }, 200);
  });
  app.openapi(one, async (c) =>
    c.json(await service.call('concept', [c.req.valid('param').id], c.req.raw.signal), 200),
  );
  app.openapi(two, async (c) => {
    const [first, second] = c.req.valid('query').id;
    return c.json(await service.call('compare', [first!, second!], c.req.raw.signal), 200);
  });
};
