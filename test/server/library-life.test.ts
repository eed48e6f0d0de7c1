/** A library that is written to, swapped, removed and damaged under a running server. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIBRARY_FILE } from '../../src/config.js';
import type { Answer } from '../../src/library/library.js';
import { open, addPapers, madeLibrary, makeMap, serve, type TestServer } from './helpers.js';

let library: { dir: string; remove(): void };
let server: TestServer;
let file: string;

beforeEach(async () => {
  library = await madeLibrary();
  server = serve(library.dir);
  file = join(library.dir, LIBRARY_FILE);
  expect(await asked()).toBe(200);
});
afterEach(async () => {
  await server.close();
  library.remove();
});

const asked = async (): Promise<number> => (await server.ask('/api/ask?q=cat')).status;

async function unavailable(reason: string | RegExp): Promise<void> {
  for (const path of [
    '/api/ask?q=cat',
    '/api/similar?id=p1',
    '/api/status',
    '/api/map',
    '/api/export',
    '/api/papers/p1',
  ]) {
    const response = await server.ask(path);
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await response.json()).toMatchObject({
      status: 503,
      code: 'library',
      detail: expect.stringMatching(reason) as string,
    });
  }
  expect((await server.ask('/api/health')).status).toBe(200);
  const page = await server.ask('/', { headers: { accept: 'text/html,*/*' } });
  expect({ status: page.status, type: page.headers.get('content-type') }).toEqual({
    status: 503,
    type: 'text/html; charset=utf-8',
  });
  expect(await page.text()).toMatch(reason);
}

describe('says 503 with the reason, and is back by itself, when the library', () => {
  it('is moved away and back', async () => {
    renameSync(library.dir, `${library.dir}-away`);
    await unavailable(`There is no library in ${library.dir}`);
    renameSync(`${library.dir}-away`, library.dir);
    expect(await asked()).toBe(200);
  });

  it('is removed and made anew, smaller', async () => {
    rmSync(library.dir, { recursive: true });
    await unavailable('There is no library in');
    await addPapers(library.dir, [{ id: 'only', title: 'A lonely cat', abstract: 'It is alone.' }]);
    const { body } = await server.json<Answer>('/api/ask?q=cat');
    expect(body.hits.map(({ id }) => id)).toEqual(['only']);
    expect((await server.ask('/api/map')).status).toBe(404);
  });

  it('is an empty folder, then half of its file, then whole', async () => {
    const whole = readFileSync(file);
    rmSync(library.dir, { recursive: true });
    mkdirSync(library.dir);
    await unavailable('There is no library in');
    writeFileSync(file, whole.subarray(0, Math.floor(whole.length / 2)));
    await unavailable('is damaged');
    writeFileSync(file, whole);
    expect(await asked()).toBe(200);
  });

  it('is cut short and put back in place', async () => {
    const whole = readFileSync(file);
    truncateSync(file, 20_000);
    await unavailable('is damaged');
    writeFileSync(file, whole);
    expect(await asked()).toBe(200);
  });

  it('is overwritten with something else in place', async () => {
    const whole = readFileSync(file);
    writeFileSync(file, 'not a library at all, but long enough for one'.repeat(1000));
    await unavailable(/is damaged or no fieldmap library/);
    writeFileSync(file, '');
    await unavailable('is empty, not a fieldmap library');
    writeFileSync(file, whole);
    expect(await asked()).toBe(200);
  });
});

it('answers from another library that is moved into its place', async () => {
  const other = `${library.dir}-other`;
  await addPapers(other, [{ id: 'star', title: 'A star', abstract: 'It shines.' }]);
  renameSync(library.dir, `${library.dir}-old`);
  renameSync(other, library.dir);
  const { body } = await server.json<Answer>('/api/ask?q=star');
  expect(body.hits.map(({ id }) => id)).toEqual(['star']);
});

it('answers from another library that is copied over it', async () => {
  const other = `${library.dir}-other`;
  await addPapers(other, [{ id: 'star', title: 'A star', abstract: 'It shines.' }]);
  cpSync(join(other, LIBRARY_FILE), file);
  const { body } = await server.json<Answer>('/api/ask?q=star');
  expect(body.hits.map(({ id }) => id)).toEqual(['star']);
});

it('answers with damaged indexes beside a whole library: they are made again', async () => {
  await server.close();
  for (const name of ['lexical.idx', 'neighbors.exact'])
    writeFileSync(join(library.dir, name), 'half an ind');
  server = serve(library.dir);
  expect(await asked()).toBe(200);
});

it('finds papers that are added while it runs, and none that are removed', async () => {
  await addPapers(
    library.dir,
    [{ id: 'new', title: 'A new star', abstract: 'A star that shines.' }],
    'more.jsonl',
  );
  expect((await server.json<Answer>('/api/ask?q=star&n=1')).body.hits[0]!.id).toBe('new');
  const writer = await open({ dir: library.dir });
  await writer.remove({ ids: ['new'] });
  await writer.close();
  expect((await server.json<Answer>('/api/ask?q=star&n=50')).body.hits.map(({ id }) => id)).not.toContain(
    'new',
  );
});

describe('the map', () => {
  it('comes with a tag, and as 304 to whoever has it', async () => {
    for (const path of ['/api/map', '/']) {
      const first = await server.ask(path);
      const tag = first.headers.get('etag')!;
      expect(tag).toMatch(/^W\/"[0-9a-f]{16}-/);
      expect((await first.text()).length).toBeGreaterThan(1000);
      for (const given of [tag, `"other", ${tag}`, tag.slice(2), '*']) {
        const again = await server.ask(path, { headers: { 'if-none-match': given } });
        expect({ status: again.status, tag: again.headers.get('etag'), body: await again.text() }).toEqual({
          status: 304,
          tag,
          body: '',
        });
      }
      expect((await server.ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
  });

  it('need not be made for whoever only asks whether there is a new one', async () => {
    const tag = (await server.ask('/api/map')).headers.get('etag');
    const verbs: string[] = [];
    const { service } = server;
    const watched = serve(library.dir, {
      service: {
        ...service,
        call: (verb, args) => (verbs.push(verb), service.call(verb, args)),
        export: (options) => service.export(options),
        close: () => Promise.resolve(),
      },
    });
    const response = await watched.ask('/api/map', { method: 'HEAD' });
    expect({ status: response.status, tag: response.headers.get('etag') }).toEqual({ status: 200, tag });
    expect(
      (await watched.ask('/api/map', { method: 'HEAD', headers: { 'if-none-match': tag! } })).status,
    ).toBe(304);
    expect(verbs).toEqual(['state', 'state']);
  });

  it('goes compressed to whoever takes that, and is the same', async () => {
    const plain = await (await server.ask('/api/map')).text();
    const { gunzipSync } = await import('node:zlib');
    for (const [accepted, encoding] of [
      ['gzip', 'gzip'],
      ['br, gzip;q=0.5', 'gzip'],
      ['*', 'gzip'],
      ['gzip;q=0', null],
      ['identity', null],
      ['br', null],
    ] as const) {
      const response = await server.ask('/api/map', { headers: { 'accept-encoding': accepted } });
      expect({
        accepted,
        encoding: response.headers.get('content-encoding'),
        vary: response.headers.get('vary'),
      }).toEqual({ accepted, encoding, vary: 'Accept-Encoding' });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect((encoding === null ? bytes : gunzipSync(bytes)).toString()).toBe(plain);
    }
  });

  it('is the new one as soon as there is one', async () => {
    const tag = (await server.ask('/api/map')).headers.get('etag')!;
    await addPapers(
      library.dir,
      [{ id: 'new', title: 'A new star', abstract: 'A star that shines.' }],
      'more.jsonl',
    );
    expect((await server.ask('/api/map', { headers: { 'if-none-match': tag } })).status).toBe(304);
    await makeMap(library.dir);
    const response = await server.ask('/api/map', { headers: { 'if-none-match': tag } });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { papers: unknown[] }).papers).toHaveLength(25);
    expect(await (await server.ask('/')).text()).toContain('data-live');
  });

  it('is 404 before there is one, for people a page that says what to do', async () => {
    const bare = await madeLibrary({ map: false });
    const without = serve(bare.dir);
    expect(await without.json('/api/map')).toMatchObject({
      status: 404,
      body: { code: 'not-found', hint: 'Run `fieldmap map` first; it is picked up without a restart.' },
    });
    expect((await without.json('/api/topics')).status).toBe(404);
    const page = await without.ask('/', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Run `fieldmap map` first');
    await makeMap(bare.dir);
    expect((await without.ask('/')).status).toBe(200);
    await without.close();
    bare.remove();
  });
});
