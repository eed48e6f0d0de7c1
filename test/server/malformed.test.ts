/** Whatever comes: a refusal, and the next one is answered. */
import { expect, it } from 'vitest';
import { madeLibrary, serve } from './helpers.js';
import { malformed } from './malformed.js';

it('2,000 malformed requests are all refused with 4xx, and the server is well', async () => {
  const library = await madeLibrary();
  const server = serve(library.dir);
  const wrong: string[] = [];
  for (const { method, path, headers, body } of malformed(2000)) {
    const response = await server.ask(path, { method, headers, body });
    const text = await response.text();
    const told = response.headers.get('content-type')?.startsWith('application/problem+json');
    if (response.status < 400 || response.status > 499 || !told)
      wrong.push(`${response.status} ${method} ${path} ${String(body).slice(0, 80)} ${text.slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
  expect(server.errors).toEqual([]);
  expect((await server.ask('/api/health')).status).toBe(200);
  expect((await server.ask('/api/ask?q=cat')).status).toBe(200);
  await server.close();
  library.remove();
});
