import { createRoute, z } from '@hono/zod-openapi';
import type { ExportFormat } from '../../library/index.js';
import { exportFields, toOptions } from '../../questions/index.js';
import { asQuery, exportParameters } from '../fields.js';
import { REFUSALS, type Routes } from './route.js';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems',
  csl: 'application/vnd.citationstyles.csl+json',
  md: 'text/markdown; charset=utf-8',
};

const selection = createRoute({
  path: '/api/export',
  method: 'get',
  operationId: 'export',
  tags: ['papers'],
  summary: 'A selection as a bibliography or a table, sent as it is read',
  request: { query: z.strictObject(asQuery(exportParameters)) },
  responses: {
    200: {
      description: 'As `fieldmap export` writes it',
      content: Object.fromEntries(
        Object.values(TYPES).map((type) => [type.split(';')[0]!, { schema: { type: 'string' } as const }]),
      ),
    },
    ...REFUSALS,
  },
});

export const routes: Routes = (app, { service }) => {
  app.openapi(selection, async (c) => {
    const { q, n, ...values } = c.req.valid('query');
    const { format } = values;
    const pieces = service.export({
      ...toOptions(exportFields, { ...values, count: n }),
      ...(q !== undefined && { question: q }),
    });
    // The first piece before the status line: what is wrong with the selection is said by a problem.
    const first = await pieces.next();
    return new Response(streamOf(first, pieces), {
      headers: {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="papers.${format === 'csl' ? 'json' : format}"`,
      },
    });
  });
};

function streamOf(first: IteratorResult<string>, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const piece = next ?? (await rest.next());
      next = null;
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}
