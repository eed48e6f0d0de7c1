import { createRoute, z } from '@hono/zod-openapi';
import { VERSION } from '../../version.js';
import { status } from '../../answers/index.js';
import { health } from '../schemas.js';
import { json, REFUSALS, type Routes } from './route.js';

const library = createRoute({
  path: '/api/status',
  method: 'get',
  operationId: 'status',
  tags: ['server'],
  summary: 'What is in the library',
  request: { query: z.strictObject({}) },
  responses: { 200: json(status, 'As `fieldmap status --json` prints it'), ...REFUSALS },
});

const alive = createRoute({
  path: '/api/health',
  method: 'get',
  operationId: 'health',
  tags: ['server'],
  summary: 'Whether the server answers; the library is not looked at',
  request: { query: z.strictObject({}) },
  responses: { 200: json(health, 'It does') },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(library, async (c) => c.json(await service.call('status', [], c.req.raw.signal), 200));
  app.openapi(alive, (c) => c.json({ status: 'ok' as const, fieldmap: VERSION }, 200));
};
