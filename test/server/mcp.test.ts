/** The MCP tools through the SDK's own client: over HTTP with no port, and as a process on standard input and output. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownStdout } from '../../src/cli/stdout.js';
import { createApp } from '../../src/server/app.js';
import { InProcessService } from '../../src/server/in-process-service.js';
import { mcpOverHttp } from '../../src/server/mcp/server.js';
import { writerOf, type Writer } from '../../src/server/writing.js';
import { temporaryFolder } from '../helpers/cli.js';
import { LOCAL, madeLibrary, open, PAPERS, serve } from './helpers.js';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));

let library: { dir: string; remove(): void };
let client: Client;
let close: () => Promise<void>;
const errors: string[] = [];

/** A client whose requests go straight to the app. */
async function connect(
  dir: string,
  writer: Writer | null = null,
): Promise<{ client: Client; close: () => Promise<void> }> {
  const service = new InProcessService({ dir, open });
  const onError = (text: string): void => void errors.push(text);
  const mark = writer?.mark ?? null;
  const mcp = mcpOverHttp({ service, addText: writer?.add ?? null, mark, onError });
  const app = createApp({ service, access: LOCAL, mark, mcp, onError });
  const made = new Client({ name: 'test', version: '1' });
  await made.connect(
    new StreamableHTTPClientTransport(new URL('http://localhost:7070/mcp'), {
      fetch: async (url, init) => app.request(url, init),
    }),
  );
  // The client checks structured results against the schemas of tools that it has listed.
  await made.listTools();
  return {
    client: made,
    close: async () => {
      await made.close();
      await service.close();
    },
  };
}

beforeAll(async () => {
  library = await madeLibrary();
  ({ client, close } = await connect(library.dir));
});
afterAll(async () => {
  await close();
  library.remove();
});

interface Result {
  readonly isError?: boolean;
  readonly text: string;
  readonly data: Record<string, unknown>;
}

async function call(name: string, args: Record<string, unknown>, by = client): Promise<Result> {
  const { isError, content, structuredContent } = await by.callTool({ name, arguments: args });
  return {
    ...(isError === true && { isError: true }),
    text: (content as { text: string }[])[0]!.text,
    data: (structuredContent ?? {}) as Record<string, unknown>,
  };
}

describe('refuses', () => {
  it.each<[string, Record<string, unknown>, RegExp]>([
    ['ask', {}, /question/],
    ['ask', { question: '' }, /question/],
    ['ask', { question: 'cat', limit: 3 }, /Unrecognized key: \\?"limit/],
    ['ask', { question: 'cat', n: 51 }, /n\b/],
    ['ask', { question: 'cat', year: 'last' }, /Expected a year or a range/],
    [
      'ask',
      { question: 'cat', topic: ['none'] },
      /^not-found: There is no topic "none" on the last map\.\nRun `fieldmap topics`/,
    ],
    ['similar', {}, /^usage: Similar to what\? Expected either `ids` or `text`\./],
    ['similar', { ids: ['p1'], text: 'cat' }, /^usage: Similar to what\?/],
    ['similar', { ids: ['none'] }, /^not-found: No paper "none"/],
    ['similar', { ids: ['/etc/passwd'] }, /^not-found: No paper "\/etc\/passwd"/],
    ['similar', { text: ' ' }, /expected a title or an abstract/],
    ['paper', { id: 't1' }, /^not-found: /],
    ['topic', { id: 'p1' }, /^not-found: /],
    ['topics', { all: true }, /Unrecognized key/],
    ['add_text', { text: 'x' }, /Tool add_text not found/],
    ['mark', { ids: ['p1'], decision: 'include' }, /Tool mark not found/],
    ['screen', {}, /^usage: No paper is included yet/],
    ['cited', { n: 51 }, /from 1 to 50/],
    ['nothing', {}, /Tool nothing not found/],
  ])('%s %j', async (name, args, said) => {
    const { isError, text } = await call(name, args);
    expect(isError).toBe(true);
    expect(text).toMatch(said);
    expect(errors).toEqual([]);
  });

  it('what is no message of the protocol, and what is no POST', async () => {
    const server = serve(library.dir, {
      mcp: mcpOverHttp({
        service: new InProcessService({ dir: library.dir, open }),
        addText: null,
        mark: null,
        onError: () => {},
      }),
    });
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    expect((await server.ask('/mcp', { method: 'POST', headers, body: '{' })).status).toBe(400);
    expect(
      (
        await server.ask('/mcp', {
          method: 'POST',
          headers: { ...headers, origin: 'http://evil.example' },
          body: '{}',
        })
      ).status,
    ).toBe(403);
    expect(
      (
        await server.ask('/mcp', {
          method: 'POST',
          headers: { ...headers, host: 'evil.example' },
          body: '{}',
        })
      ).status,
    ).toBe(403);
    expect((await server.ask('/mcp')).status).toBe(405);
    expect((await server.ask('/mcp', { method: 'DELETE' })).status).toBe(405);
    await server.close();
  });
});

describe('tools', () => {
  it('are these, with closed arguments and typed results', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'ask',
      'similar',
      'paper',
      'topics',
      'topic',
      'map_status',
      'read',
      'new',
      'concepts',
      'concept',
      'compare',
      'screen',
      'cited',
    ]);
    for (const { inputSchema, outputSchema, annotations } of tools) {
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(annotations).toMatchObject({ readOnlyHint: true });
    }
  });

  it('ask gives citations and sentences to quote', async () => {
    const { data, text } = await call('ask', { question: 'cat', n: 2, year: '2000' });
    expect(data).toMatchObject({
      question: 'cat',
      hits: [
        {
          rank: 1,
          id: '10.1000/cats.1',
          year: 2000,
          doi: '10.1000/cats.1',
          citation:
            'Ada Author0 and Bo Bee (2000). cat dog study 0. Journal of Things. https://doi.org/10.1000/cats.1',
          sentence: 'The cat number 0 is like a cat.',
        },
      ],
    });
    expect(text).toBe(
      '1. Ada Author0 and Bo Bee (2000). cat dog study 0. Journal of Things. https://doi.org/10.1000/cats.1 [id: 10.1000/cats.1]\n' +
        '   "The cat number 0 is like a cat."',
    );
  });

  it('ask says when nothing was found', async () => {
    expect((await call('ask', { question: 'cat', year: '1800' })).text).toBe(
      'Note: No paper passes the filter.\nNote: No paper is of 1800; they are of 2000 to 2023.',
    );
  });

  it('similar, to papers and to a text', async () => {
    const titles = ({ data }: Result): string[] =>
      (data['hits'] as { title: string }[]).map(({ title }) => title.slice(0, 7));
    expect(titles(await call('similar', { ids: ['p3', 'p6'], n: 2 }))).toEqual(['cat dog', 'cat dog']);
    const byText = await call('similar', { text: 'The protein of a cell', n: 2 });
    expect(titles(byText)).toEqual(['protein', 'protein']);
    expect(byText.data['topics']).toEqual([expect.objectContaining({ hits: 2 })]);
  });

  it('paper, topics, topic and map_status', async () => {
    expect((await call('paper', { id: '10.1000/cats.1' })).data).toMatchObject({
      title: 'cat dog study 0',
      abstract: PAPERS[0]!.abstract,
      similar: { length: 5 },
    });
    const { topics } = (await call('topics', {})).data as { topics: { id: string; size: number }[] };
    expect(topics.reduce((sum, { size }) => sum + size, 0)).toBe(24);
    expect((await call('topic', { id: topics[0]!.id, n: 3 })).data).toMatchObject({
      id: topics[0]!.id,
      papers: { length: 3 },
    });
    expect((await call('map_status', {})).data).toMatchObject({
      papers: 24,
      years: { from: 2000, to: 2023 },
      map: { papers: 24, topics: 3 },
      model: 'fake',
    });
  });

  it('tell what is wrong with the library, and work when it is back', async () => {
    const missing = await connect('/nonexistent');
    const { isError, text } = await call('ask', { question: 'cat' }, missing.client);
    expect({ isError, text }).toEqual({
      isError: true,
      text: 'library: There is no library in /nonexistent.\nRun `fieldmap add FILE --library /nonexistent` to make one.',
    });
    await missing.close();
  });

  it('tell a bug to the person at the server alone', async () => {
    const broken = new InProcessService({
      dir: library.dir,
      open: () => Promise.reject(new TypeError('secret')),
    });
    const app = createApp({
      service: broken,
      access: LOCAL,
      mark: null,
      mcp: mcpOverHttp({ service: broken, addText: null, mark: null, onError: (text) => errors.push(text) }),
      onError: () => {},
    });
    const made = new Client({ name: 'test', version: '1' });
    await made.connect(
      new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), {
        fetch: async (url, init) => app.request(url, init),
      }),
    );
    expect((await call('map_status', {}, made)).text).not.toContain('secret');
    expect(errors.splice(0).join()).toContain('TypeError: secret');
    await made.close();
  });
});

it('add_text, only where it is allowed, adds what can be found at once', async () => {
  const folder = temporaryFolder();
  const dir = join(folder.path, 'new');
  const writing = await connect(dir, writerOf(dir, open));
  expect((await writing.client.listTools()).tools.map(({ name }) => name)).toContain('add_text');
  const bib =
    '@article{star, title = {A lonely star}, author = {Ada Author}, year = 2020, abstract = {It shines on nobody.}}';
  expect((await call('add_text', { text: bib }, writing.client)).data).toMatchObject({
    read: 1,
    new: 1,
    papers: 1,
  });
  expect((await call('add_text', { text: bib }, writing.client)).data).toMatchObject({
    read: 1,
    new: 0,
    unchanged: 1,
    papers: 1,
  });
  expect((await call('ask', { question: 'star' }, writing.client)).data).toMatchObject({
    hits: [{ title: 'A lonely star' }],
  });
  const wrong = await call('add_text', { text: bib, format: 'doc' }, writing.client);
  expect(wrong.isError).toBe(true);
  expect((await call('add_text', { text: '', name: 'x' }, writing.client)).isError).toBe(true);
  await writing.close();
  folder.remove();
});

it('mark, only where it is allowed; screen goes by it', async () => {
  const own = await madeLibrary({ map: false });
  const writing = await connect(own.dir, writerOf(own.dir, open));
  const refused: [Record<string, unknown>, RegExp][] = [
    [{ ids: ['p1'] }, /^usage: Mark them as what\?/],
    [{ ids: [], star: true }, /expected at least one id/],
    [{ ids: ['p1', 'none'], star: true }, /^not-found: No paper "none"/],
    [{ ids: ['p1'], tags: ['a, b'] }, /^usage: The tag "a, b" has a comma/],
    [{ ids: ['p1'], note: 'x'.repeat(900_000) }, /^usage: The note .* has 900,000 characters/],
    [{ ids: ['p1'], decision: 'yes' }, /include/],
  ];
  for (const [args, said] of refused) {
    const { isError, text } = await call('mark', args, writing.client);
    expect({ isError, args }).toEqual({ isError: true, args });
    expect(text).toMatch(said);
  }
  const { data, text } = await call(
    'mark',
    { ids: ['p3'], decision: 'include', tags: ['core'] },
    writing.client,
  );
  expect(data).toMatchObject({
    papers: [{ id: 'p3', mark: { decision: 'include', tags: ['core'] } }],
    redecided: 0,
  });
  expect(text).toContain('[id: p3]: include');
  await call('mark', { ids: ['p1', 'p2'], decision: 'exclude', reason: 'no cat' }, writing.client);
  const { data: screen } = await call('screen', { n: 5 }, writing.client);
  expect(screen).toMatchObject({ decided: 3, included: 1, excluded: 2, left: 21, next: { length: 5 } });
  expect((screen as { next: { title: string }[] }).next[0]!.title).toMatch(/^cat dog/);
  expect((await call('cited', {}, writing.client)).data).toMatchObject({ papers: 24, withReferences: 0 });
  await writing.close();
  own.remove();
});

describe('resources', () => {
  it('list topics and the papers that stand for them, and read both', async () => {
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'fieldmap://topic/{id}',
      'fieldmap://paper/{id}',
    ]);
    const { resources } = await client.listResources();
    expect(resources.filter(({ uri }) => uri.startsWith('fieldmap://topic/'))).toHaveLength(3);
    for (const { uri } of resources) {
      const { contents } = await client.readResource({ uri });
      expect(contents).toEqual([
        { uri, mimeType: 'text/markdown', text: expect.stringMatching(/^# \S/) as string },
      ]);
    }
  });

  it('read a paper whose id has slashes', async () => {
    const { contents } = await client.readResource({ uri: 'fieldmap://paper/10.1000%2Fcats.1' });
    expect((contents[0] as { text: string }).text).toContain(
      '# cat dog study 0\n\nAda Author0 and Bo Bee (2000).',
    );
  });

  it('refuse what there is none of', async () => {
    await expect(client.readResource({ uri: 'fieldmap://paper/none' })).rejects.toThrow(
      'Nothing here is called "none"',
    );
    await expect(client.readResource({ uri: 'fieldmap://nothing/1' })).rejects.toThrow('not found');
  });

  it('are none before there is a map', async () => {
    const bare = await madeLibrary({ map: false });
    const without = await connect(bare.dir);
    expect((await without.client.listResources()).resources).toEqual([]);
    expect((await call('topics', {}, without.client)).text).toMatch(
      /^not-found: The library .* has no map yet\./,
    );
    await without.close();
    bare.remove();
  });
});

describe('as a process', () => {
  it('speaks with the client of the SDK', async () => {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [BIN, 'mcp', '--library', library.dir],
      stderr: 'ignore',
    });
    const over = new Client({ name: 'test', version: '1' });
    await over.connect(transport);
    expect((await over.listTools()).tools).toHaveLength(13);
    expect((await call('ask', { question: 'cat', n: 1, mode: 'lexical' }, over)).data).toMatchObject({
      hits: [{ rank: 1 }],
    });
    await over.close();
  });

  it('writes nothing but the protocol, ends with 0 when the client has gone, and refuses a missing library', async () => {
    const child = spawn(process.execPath, [BIN, 'mcp', '--library', library.dir], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let written = '';
    child.stdout.on('data', (part: Buffer) => (written += part.toString()));
    const request = (id: number, method: string, params: object): string =>
      `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
    child.stdin.write(
      request(1, 'initialize', {
        protocolVersion: '2025-06-18',
        capabilities: {},
        clientInfo: { name: 'x', version: '1' },
      }),
    );
    child.stdin.write('this is no message\n');
    child.stdin.write(
      request(2, 'tools/call', { name: 'ask', arguments: { question: 'cat', mode: 'lexical', n: 1 } }),
    );
    while (!written.includes('"id":2')) await once(child.stdout, 'data');
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    const messages = written
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { jsonrpc: string; id: number });
    expect(messages.map(({ jsonrpc, id }) => `${jsonrpc} ${id}`)).toEqual(['2.0 1', '2.0 2']);

    const missing = spawn(process.execPath, [BIN, 'mcp', '--library', '/nonexistent'], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let said = '';
    missing.stderr.on('data', (part: Buffer) => (said += part.toString()));
    expect(await once(missing, 'exit')).toEqual([1, null]);
    expect(said).toContain('There is no library in /nonexistent.');
  });

  it('sends what others write to standard output to standard error', () => {
    const written = { stdout: '', stderr: '' };
    const stdout = { write: (text: string) => void (written.stdout += text) };
    const own = ownStdout(stdout, { write: (text) => void (written.stderr += text) });
    own.write('{"jsonrpc"');
    stdout.write('Welcome to a dependency!');
    own.write(Buffer.from(': "2.0"}\n'));
    expect(written).toEqual({ stdout: '{"jsonrpc": "2.0"}\n', stderr: 'Welcome to a dependency!' });
  });
});
