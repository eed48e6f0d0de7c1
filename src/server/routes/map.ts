import { createRoute, z } from '@hono/zod-openapi';
import { maps as mapList, topicMap } from '../../answers/index.js';
import { json, NOT_FOUND, REFUSALS, type Routes } from './route.js';

const whole = createRoute({
  path: '/api/map',
  method: 'get',
  operationId: 'map',
  tags: ['map'],
  summary: 'The last map, topic-map.json as `fieldmap map` wrote it, with an ETag',
  request: { query: z.strictObject({}) },
  responses: {
    200: json(topicMap, 'The map'),
    304: { description: 'The client has it: If-None-Match names its ETag' },
    ...REFUSALS,
    ...NOT_FOUND,
  },
});

const all = createRoute({
  path: '/api/maps',
  method: 'get',
  operationId: 'maps',
  tags: ['map'],
  summary: 'The maps that the library keeps; the server reads one of them',
  request: { query: z.strictObject({}) },
  responses: { 200: json(mapList, 'As `fieldmap maps --json` prints it'), ...REFUSALS },
});

export const routes: Routes = (app, { maps, service }) => {
  app.openapi(all, async (c) => c.json(await service.call('maps', [], c.req.raw.signal), 200));
  // The bytes go out as they are kept: the type of a response made from them is not known to the compiler.
  app.openapi(whole, async (c) => (await maps.respond('map', c.req.raw)) as never);
};
