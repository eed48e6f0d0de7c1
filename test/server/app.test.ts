/** The API without a port: misuse first. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/library/library.js';
import { run } from '../helpers/cli.js';
import { writerOf } from '../../src/server/writing.js';
import { LOCAL, madeLibrary, open, PAPERS, post, serve, type TestServer } from './helpers.js';

let library: { dir: string; remove(): void };
let server: TestServer;

beforeAll(async () => {
  library = await madeLibrary();
  server = serve(library.dir);
});
afterAll(async () => {
  await server.close();
  library.remove();
});

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly hint: string | null;
}

describe('refuses', () => {
  it.each<[string, number, string, RequestInit?]>([
    ['/api/ask', 400, 'The query parameter "q" is missing.'],
    ['/api/ask?q=a&n=0', 400, 'The query parameter "n": expected a whole number from 1 to 200.'],
    ['/api/ask?q=a&n=ten', 400, 'The query parameter "n": expected a whole number from 1 to 200.'],
    ['/api/ask?q=a&n=1e2', 400, 'The query parameter "n": expected a whole number from 1 to 200.'],
    ['/api/ask?q=a&nn=1', 400, 'Unknown query parameter: "nn".'],
    ['/api/ask?q=a&q=b', 400, 'The query parameter "q": Invalid input: expected string, received array.'],
    [
      '/api/ask?q=a&year=99',
      400,
      'The query parameter "year": Expected a year or a range, such as 2021, 2019..2024, 2019.. or ..2024.',
    ],
    [
      '/api/ask?q=a&year=2020..2010',
      400,
      'The query parameter "year": The first year must not be after the last: did you mean 2010..2020?',
    ],
    [
      '/api/ask?q=a&mode=fast',
      400,
      'The query parameter "mode": Invalid option: expected one of "hybrid"|"dense"|"lexical".',
    ],
    ['/api/ask?q=a&diverse=2', 400, 'The query parameter "diverse": expected a number from 0 to 1.'],
    [
      '/api/ask?q=a&explain=perhaps',
      400,
      'The query parameter "explain": Invalid input: expected boolean, received string.',
    ],
    [`/api/ask?q=${'a'.repeat(40_001)}`, 400, 'The query parameter "q": expected at most 40000 characters.'],
    ['/api/ask?q=a&topic=none', 404, 'There is no topic "none" on the last map.'],
    ['/api/similar', 400, 'The query parameter "id" is missing.'],
    ['/api/similar?id=', 400, 'The query parameter "id.0": expected some text.'],
    [
      '/api/similar?id=none',
      404,
      'No paper "none": it is no id, no DOI and no part of a title in this library.',
    ],
    ['/api/similar', 400, 'The body is not JSON.', post('{')],
    ['/api/similar', 400, 'The field "text" is missing.', post({})],
    ['/api/similar', 400, 'The field "text": expected a title or an abstract.', post({ text: '' })],
    ['/api/similar', 400, 'The field "text": expected a title or an abstract.', post({ text: ' \n ' })],
    ['/api/similar', 400, 'Unknown field: "id".', post({ text: 'a', id: 'p1' })],
    ['/api/similar', 400, 'The fields: Invalid input: expected object, received array.', post([])],
    [
      '/api/similar',
      413,
      'The body is too large: expected at most 1000000 bytes.',
      post({ text: 'a'.repeat(1_000_001) }),
    ],
    [
      '/api/similar',
      415,
      'Expected a body of type application/json, got "text/plain;charset=UTF-8".',
      { method: 'POST', body: 'a draft' },
    ],
    ['/api/similar', 405, '/api/similar takes GET, HEAD, POST, not PUT.', { method: 'PUT' }],
    [
      '/api/papers/none',
      404,
      'Nothing here is called "none": neither a paper\'s id, DOI or title nor a topic.',
    ],
    ['/api/papers/t1', 404, 'Nothing here is called "t1": neither a paper\'s id, DOI or title nor a topic.'],
    ['/api/topics/p1', 404, 'Nothing here is called "p1": neither a paper\'s id, DOI or title nor a topic.'],
    ['/api/topics?n=3', 400, 'Unknown query parameter: "n".'],
    [
      '/api/export?format=doc',
      400,
      'The query parameter "format": Invalid option: expected one of "bib"|"ris"|"csl"|"csv"|"jsonl"|"md".',
    ],
    ['/api/export?topic=none', 404, 'There is no topic "none" on the last map.'],
    ['/api/nothing', 404, 'There is nothing at /api/nothing.'],
  ])('%s (%i)', async (path, status, detail, init) => {
    const answer = await server.json<Problem>(path, init);
    expect(answer).toMatchObject({ status, type: 'application/problem+json; charset=utf-8' });
    expect(answer.body).toMatchObject({ status, detail, code: status === 404 ? 'not-found' : 'usage' });
    expect(server.errors).toEqual([]);
  });

  it('a part of a title that several papers have, naming them', async () => {
    const { status, body } = await server.json<Problem>('/api/similar?id=cat+dog');
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'usage' });
    expect(body.detail).toContain('is part of more than 5 titles');
  });

  it('to read a file of this machine as a draft', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'fieldmap-secret-')), 'cat.txt');
    writeFileSync(file, 'cat dog');
    expect((await server.ask(`/api/similar?id=${encodeURIComponent(file)}`)).status).toBe(404);
    expect((await server.ask(`/api/similar?id=p1&not=${encodeURIComponent(file)}`)).status).toBe(404);
  });
});

describe('answers', () => {
  it('ask as the command line prints it', async () => {
    const { status, body, type } = await server.json<Answer>(
      '/api/ask?q=a+cat&n=3&year=2001..&author=ada&venue=journal&venue=workshop&explain=true',
    );
    expect({ status, type }).toEqual({ status: 200, type: 'application/json' });
    const { stdout } = await run(library.dir, [
      'ask',
      'a cat',
      '-n',
      '3',
      '--year',
      '2001..',
      '--author',
      'ada',
      '--explain',
      '--json',
    ]);
    expect(body).toEqual(JSON.parse(stdout));
    expect(body.hits.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(
      await server.json(
        '/api/ask',
        post({
          q: 'a cat',
          n: 3,
          year: '2001..',
          author: ['ada'],
          venue: ['journal', 'workshop'],
          explain: true,
        }),
      ),
    ).toEqual({ status: 200, body, type });
  });

  it('a question of 5,000 words', async () => {
    expect(
      (await server.json<Answer>('/api/ask', post({ q: 'cat dogs '.repeat(2500).slice(0, 40_000) }))).body
        .hits,
    ).toHaveLength(10);
  });

  it('similar, to papers and to a draft', async () => {
    const byId = await server.json<Answer>('/api/similar?id=p3&id=10.1000%2Fcats.1&n=2&not=p4');
    expect(byId.body.hits).toHaveLength(2);
    expect(byId.body.hits.every(({ title }) => title.startsWith('cat dog'))).toBe(true);
    const byText = await server.json<Answer>(
      '/api/similar',
      post({ text: 'On proteins\n\nThe protein of a cell.', n: 2 }),
    );
    expect(byText.body.question).toBe('On proteins\n\nThe protein of a cell.');
    expect(byText.body.hits.every(({ title }) => title.startsWith('protein cell'))).toBe(true);
  });

  it.each(['/api/papers/10.1000/cats.1', '/api/papers/10.1000%2Fcats.1', '/api/papers/10.1000%2FCATS.1'])(
    'a paper by its DOI: %s',
    async (path) => {
      const { body } = await server.json<{ paper: { title: string }; topic: unknown; similar: unknown[] }>(
        path,
      );
      expect(body).toMatchObject({
        kind: 'paper',
        paper: { title: 'cat dog study 0' },
        topic: { label: expect.any(String) as string },
      });
      expect(body.similar).toHaveLength(5);
    },
  );

  it('topics, and one with its papers', async () => {
    const { body } = await server.json<{ topics: { id: string; size: number }[]; unplaced: number }>(
      '/api/topics',
    );
    const { stdout } = await run(library.dir, ['topics', '--json']);
    expect(body).toEqual(JSON.parse(stdout));
    const [first] = body.topics;
    const one = await server.json<{ papers: unknown[] }>(`/api/topics/${first!.id}`);
    expect(one.body).toMatchObject({ kind: 'topic', topic: first });
    expect(one.body.papers).toHaveLength(first!.size);
  });

  it('status and health', async () => {
    expect((await server.json('/api/status')).body).toEqual(
      JSON.parse((await run(library.dir, ['status', '--json'])).stdout),
    );
    expect((await server.json('/api/health')).body).toMatchObject({ status: 'ok' });
  });

  it.each(['csv', 'jsonl', 'bib', 'ris', 'csl', 'md'])(
    'export as %s, as the command line writes it',
    async (format) => {
      const response = await server.ask(`/api/export?format=${format}&year=2003..2010`);
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="papers\.\w+"$/);
      // As bytes: `text()` would drop the byte order mark.
      expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(
        (await run(library.dir, ['export', '--format', format, '--year', '2003..2010'])).stdout,
      );
    },
  );

  it('export of the hits of a question', async () => {
    const lines = (await (await server.ask('/api/export?format=jsonl&q=protein&n=3')).text())
      .trim()
      .split('\n');
    expect(lines).toHaveLength(3);
  });

  it('HEAD as GET, without the body', async () => {
    const response = await server.ask('/api/ask?q=cat', { method: 'HEAD' });
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 200, body: '' });
  });
});

describe('documents', () => {
  it('describes every path that answers', async () => {
    const { body } = await server.json<{
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
      components: { schemas: object };
    }>('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.entries(body.paths).map(([path, methods]) => `${path} ${Object.keys(methods).join(' ')}`))
      .toMatchInlineSnapshot(`
        [
          "/api/ask get post",
          "/api/similar get post",
          "/api/read get",
          "/api/new get",
          "/api/papers/{id} get",
          "/api/topics get",
          "/api/topics/{id} get",
          "/api/concepts get",
          "/api/concepts/{id} get",
          "/api/compare get",
          "/api/fields get",
          "/api/marks get post",
          "/api/screen get",
          "/api/cited get",
          "/api/maps get",
          "/api/map get",
          "/api/export get",
          "/api/status get",
          "/api/health get",
        ]
      `);
    expect(Object.keys(body.components.schemas)).toMatchInlineSnapshot(`
      [
        "Answer",
        "Steered",
        "Hit",
        "Sentence",
        "Paper",
        "Mark",
        "ConceptReasons",
        "Problem",
        "SimilarAnswer",
        "SimilarHit",
        "ReadingList",
        "ToRead",
        "News",
        "NewsSection",
        "NewPaper",
        "ShownPaper",
        "Topics",
        "Topic",
        "ShownTopic",
        "Concepts",
        "Concept",
        "ShownConcept",
        "Comparison",
        "Fields",
        "Marks",
        "Marking",
        "Screening",
        "Cited",
        "Maps",
        "TopicMap",
        "Status",
        "Health",
      ]
    `);
  });

  it('describes a list as a list and a number as a number', async () => {
    const { body } = await server.json<{
      paths: Record<string, { get: { parameters: { name: string; required?: boolean; schema: object }[] } }>;
    }>('/openapi.json');
    const parameters = body.paths['/api/similar']!.get.parameters;
    expect(parameters.find(({ name }) => name === 'id')).toMatchObject({
      required: true,
      schema: { type: 'array', items: { type: 'string' } },
    });
    expect(parameters.find(({ name }) => name === 'n')).toMatchObject({
      schema: { type: 'integer', minimum: 1, maximum: 200, default: 10 },
    });
  });

  it('shows them to people under a policy that lets no script run', async () => {
    const response = await server.ask('/docs');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; /,
    );
    const text = await response.text();
    expect(text).toContain('<code>/api/papers/{id}</code>');
    expect(text).not.toMatch(/<script|https?:\/\/(?!localhost:7070)/);
    // Every link within the page leads somewhere.
    const anchors = new Set([...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(target);
  });
});

describe('says to browsers', () => {
  it.each(['/', '/docs', '/api/health', '/api/nothing', '/api/ask'])('what %s may do', async (path) => {
    const { headers } = await server.ask(path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a bug', () => {
  it('is 500 without its text, which goes to standard error', async () => {
    const service = {
      ...server.service,
      call: () => Promise.reject(new TypeError('secret of the machine')),
      export: server.service.export.bind(server.service),
      close: () => Promise.resolve(),
    };
    const broken = serve(library.dir, { service, access: LOCAL });
    const { status, body } = await broken.json<Problem>('/api/status');
    expect({ status, code: body.code }).toEqual({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(broken.errors.join()).toContain('secret of the machine');
  });
});

describe('marks', () => {
  const ids = async (path: string): Promise<string[]> =>
    (await server.json<Answer>(path)).body.hits.map(({ id }) => id);

  it('refuses a decision that there is not', async () => {
    const { status, body } = await server.json<Problem>('/api/ask?q=cat&marked=yes');
    expect(status).toBe(400);
    expect(body.detail).toContain('expected one of "include"|"exclude"|"maybe"|"unmarked"');
  });

  it('made by another process show in hits and papers, and filter them', async () => {
    await run(library.dir, ['mark', 'p3', '--include', '--tag', 'core']);
    await run(library.dir, ['mark', 'p6', '--exclude']);
    const { body } = await server.json<Answer>('/api/ask?q=cat&n=20');
    expect(body.hits.find(({ id }) => id === 'p3')!.mark).toMatchObject({
      decision: 'include',
      tags: ['core'],
    });
    expect(body.hits.find(({ id }) => id === 'p9')).not.toHaveProperty('mark');
    expect((await server.json('/api/papers/p6')).body).toMatchObject({ mark: { decision: 'exclude' } });
    expect(await ids('/api/ask?q=cat&marked=include')).toEqual(['p3']);
    expect((await ids('/api/ask?q=cat&marked=include&marked=exclude')).sort()).toEqual(['p3', 'p6']);
    expect(await ids('/api/ask?q=cat&n=50&marked=unmarked')).not.toContain('p3');
    expect(await ids('/api/similar?id=p9&tag=CORE')).toEqual(['p3']);
    await run(library.dir, ['mark', 'p3', 'p6', '--clear']);
    expect(await ids('/api/ask?q=cat&marked=include')).toEqual([]);
  });
});

describe('marks where they may be written', () => {
  let own: { dir: string; remove(): void };
  let writing: TestServer;
  beforeAll(async () => {
    own = await madeLibrary({ map: false });
    writing = serve(own.dir, { mark: writerOf(own.dir, open).mark });
  });
  afterAll(async () => {
    await writing.close();
    own.remove();
  });

  it('are refused without --write', async () => {
    const { status, body } = await server.json<Problem>('/api/marks', post({ ids: ['p3'], star: true }));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'usage' });
    expect(body.hint).toContain('fieldmap serve --write');
  });

  it.each<[number, string, unknown]>([
    [400, 'The field "ids" is missing.', { star: true }],
    [400, 'The field "ids": expected at least one id.', { ids: [], star: true }],
    [400, 'Unknown field: "id".', { ids: ['p3'], id: 'p3' }],
    [400, 'Mark them as what?', { ids: ['p3'] }],
    [400, 'The field "decision": Invalid option', { ids: ['p3'], decision: 'yes' }],
    [400, 'The tag "a; b" has a semicolon', { ids: ['p3'], tags: ['a; b'] }],
    [400, 'has 30,000 characters; expected at most 20,000', { ids: ['p3'], note: 'n'.repeat(30_000) }],
    [413, 'The body is too large', { ids: ['p3'], note: 'n'.repeat(1_000_000) }],
    [404, 'No paper "none"', { ids: ['p3', 'none'], star: true }],
  ])('are refused with %i: %s', async (status, detail, body) => {
    const answer = await writing.json<Problem>('/api/marks', post(body));
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toContain(detail);
    expect((await writing.json('/api/marks')).body).toEqual({ marks: [] });
  });

  it.each<[string, Record<string, string>]>([
    ['another origin', { origin: 'http://evil.example' }],
    ['no origin that can be named', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:8080' }],
    ['a form of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a name that leads here', { host: 'evil.example' }],
  ])('are refused to pages of %s', async (_, headers) => {
    const init = post({ ids: ['p3'], decision: 'include' }, headers);
    expect((await writing.ask('/api/marks', init)).status).toBe(403);
    expect((await writing.json('/api/marks')).body).toEqual({ marks: [] });
  });

  it('are refused to forms, which browsers send without asking', async () => {
    const text = JSON.stringify({ ids: ['p3'], star: true });
    const init = { method: 'POST', body: text, headers: { 'content-type': 'text/plain' } };
    expect((await writing.ask('/api/marks', init)).status).toBe(415);
  });

  it('are kept, show at once, and screening goes by them', async () => {
    const none = await writing.json<Problem>('/api/screen');
    expect(none.body.detail).toContain('No paper is included yet');
    const own_ = { origin: 'http://localhost:7070' };
    const said = { decision: 'include', tags: ['core'], note: 'cats' };
    const made = await writing.json('/api/marks', post({ ids: ['p3', '10.1000/cats.1'], ...said }, own_));
    expect(made.body).toMatchObject({
      papers: [{ id: 'p3', mark: said }, { id: '10.1000/cats.1' }],
      redecided: 0,
    });
    await writing.ask('/api/marks', post({ ids: ['p1', 'p2'], decision: 'exclude', reason: 'no cat' }));
    const again = await writing.json('/api/marks', post({ ids: ['p1'], decision: null }));
    expect(again.body).toMatchObject({ papers: [{ id: 'p1', mark: null }], redecided: 1 });
    expect((await writing.json<{ marks: unknown[] }>('/api/marks')).body.marks).toMatchObject([
      { id: 'p3', mark: said },
      { id: '10.1000/cats.1' },
      { id: 'p2', mark: { decision: 'exclude', reason: 'no cat' } },
    ]);
    const { body } = await writing.json<{ next: { paper: { title: string } }[] }>('/api/screen?n=4');
    expect(body).toMatchObject({ decided: 3, included: 2, excluded: 1, left: 21, next: { length: 4 } });
    expect(body.next[0]!.paper.title).toMatch(/^cat dog/);
    expect(body).toEqual(JSON.parse((await run(own.dir, ['screen', '-n', '4', '--json'])).stdout));
  });

  it('of two at once are both kept', async () => {
    const ids = PAPERS.slice(5, 20).map((_, i) => `p${i + 5}`);
    await Promise.all([
      ...ids.map((id) => writing.ask('/api/marks', post({ ids: [id], tags: ['here'] }))),
      ...ids.map((id) => run(own.dir, ['mark', id, '--tag', 'there'])),
    ]);
    const { body } = await writing.json<{ marks: { id: string; mark: { tags: string[] } }[] }>('/api/marks');
    const tagsOf = new Map(body.marks.map(({ id, mark }) => [id, [...mark.tags].sort()]));
    for (const id of ids) expect(tagsOf.get(id)!.slice(-2)).toEqual(['here', 'there']);
  });

  it('cited answers as the command line does', async () => {
    const { body } = await writing.json('/api/cited?n=3');
    expect(body).toEqual(JSON.parse((await run(own.dir, ['cited', '-n', '3', '--json'])).stdout));
  });
});
