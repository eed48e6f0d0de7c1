/** Concepts over HTTP and MCP; and every answer is as its schema describes it, field by field. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { InProcessService } from '../../src/server/in-process-service.js';
import { mcpOverHttp } from '../../src/server/mcp/server.js';
import * as schemas from '../../src/answers/index.js';
import { health, problem } from '../../src/server/schemas.js';
import { run } from '../helpers/cli.js';
import { addPapers, madeLibrary, makeMap, open, post, serve, type TestServer } from './helpers.js';

/** Words of two subjects a paper, so that papers are sums of subjects. */
const SUBJECTS = ['cat', 'dog', 'graph', 'neural', 'protein', 'star'];
const PAPERS = Array.from({ length: 90 }, (_, i) => {
  const [a, b] = [SUBJECTS[i % 6]!, SUBJECTS[(i + 1 + (i % 3)) % 6]!];
  const words = `${`${a} `.repeat(2 + (i % 4))}${`${b} `.repeat(1 + (i % 2))}`;
  return {
    id: `p${i}`,
    title: `On ${a} ${i}`,
    abstract: `${words.trim()}. A ${b} again.`,
    year: 2010 + (i % 10),
  };
});

const root = mkdtempSync(join(tmpdir(), 'fieldmap-server-'));
const dir = join(root, 'library');
let server: TestServer;

beforeAll(async () => {
  await addPapers(dir, PAPERS);
  await makeMap(dir);
  const library = await open({ dir });
  await library.concepts();
  await library.close();
  const service = new InProcessService({ dir, open });
  server = serve(dir, {
    service,
    mcp: mcpOverHttp({ service, addText: null, mark: null, onError: (text) => server.errors.push(text) }),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

describe('refuses', () => {
  it.each([
    ['/api/concepts/none', 404, /none/],
    ['/api/compare', 400, /The query parameter "id" is missing\./],
    ['/api/compare?id=p1', 400, /The query parameter "id": expected two ids\./],
    ['/api/compare?id=p1&id=p1', 400, /are the same paper/],
    ['/api/compare?id=p1&id=none', 404, /No paper "none"/],
    ['/api/ask?q=cat&more=nothingness', 404, /nothingness/],
    ['/api/ask?q=cat&more=cat&mode=lexical', 400, /Concepts steer by meaning/],
  ])('%s (%i)', async (path, status, said) => {
    const { body, ...answer } = await server.json<{ detail: string }>(path);
    expect(answer.status).toBe(status);
    expect(body.detail).toMatch(said);
  });

  it('to learn them: reading writes nothing', async () => {
    const bare = await madeLibrary({ map: false });
    const without = serve(bare.dir);
    for (const path of [
      '/api/concepts',
      '/api/concepts/c1',
      '/api/compare?id=p1&id=p2',
      '/api/ask?q=cat&more=cat',
    ]) {
      expect(await without.json(path)).toMatchObject({
        status: 404,
        body: {
          detail: `The library ${bare.dir} has no concepts yet.`,
          hint: 'Run `fieldmap concepts` first: it learns them.',
        },
      });
    }
    await without.close();
    bare.remove();
  });
});

it.each<[string, readonly string[]]>([
  ['/api/concepts', ['concepts']],
  ['/api/concepts?q=cat&n=2', ['concepts', 'list', 'cat', '-n', '2']],
  ['/api/compare?id=p1&id=p7', ['compare', 'p1', 'p7']],
  ['/api/ask?q=cat&explain=true&more=c1', ['ask', 'cat', '--explain', '--more', 'c1']],
  ['/api/similar?id=p1&explain=true&less=c2', ['similar', 'p1', '--explain', '--less', 'c2']],
])('%s is what the command line prints', async (path, argv) => {
  const { status, body } = await server.json(path);
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse((await run(dir, [...argv, '--json'])).stdout));
});

it.each<[string, z.ZodType, RequestInit?]>([
  ['/api/ask?q=cat', schemas.answer],
  ['/api/ask?q=cat&explain=true&more=c1', schemas.answer],
  ['/api/ask?q=zzz&mode=lexical', schemas.answer],
  ['/api/similar?id=p1', schemas.similarAnswer],
  ['/api/similar?id=p1&explain=true&less=c2', schemas.similarAnswer],
  ['/api/similar', schemas.similarAnswer, post({ text: 'A cat.', explain: true })],
  ['/api/papers/p1', schemas.shownPaper],
  ['/api/topics', schemas.topics],
  ['/api/topics/t1', schemas.shownTopic],
  ['/api/concepts', schemas.concepts],
  ['/api/concepts/c1', schemas.shownConcept],
  ['/api/compare?id=p1&id=p7', schemas.comparison],
  ['/api/map', schemas.topicMap],
  ['/api/status', schemas.status],
  ['/api/health', health],
  ['/api/nothing', problem],
])('%s is as its schema says, with no field more or less', async (path, schema, init) => {
  const { body } = await server.json(path, init);
  expect(schema.parse(body)).toEqual(body);
});

it('the tools concepts, concept and compare, and steering', async () => {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL('http://localhost:7070/mcp'), {
      fetch: async (url, init) => server.ask(new URL(url).pathname, init),
    }),
  );
  await client.listTools();
  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args })) as {
      structuredContent: Record<string, unknown>;
      isError?: boolean;
    };
  const { concepts } = (await call('concepts', { query: 'star', n: 1 })).structuredContent as {
    concepts: { id: string; label: string }[];
  };
  expect(concepts).toHaveLength(1);
  expect((await call('concept', { id: concepts[0]!.id })).structuredContent).toMatchObject({
    label: concepts[0]!.label,
  });
  expect((await call('compare', { ids: ['p1', 'p7'] })).structuredContent).toMatchObject({
    papers: [{ id: 'p1' }, { id: 'p7' }],
  });
  expect((await call('compare', { ids: ['p1'] })).isError).toBe(true);
  expect((await call('ask', { question: 'cat', more: [concepts[0]!.id] })).structuredContent).toMatchObject({
    hits: { length: 10 },
  });
  expect(server.errors).toEqual([]);
  await client.close();
});
