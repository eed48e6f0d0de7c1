/** Who may ask. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL, madeLibrary, post, serve, type TestServer } from './helpers.js';

let library: { dir: string; remove(): void };
const servers: TestServer[] = [];

beforeAll(async () => {
  library = await madeLibrary({ map: false });
});
afterAll(async () => {
  for (const server of servers) await server.close();
  library.remove();
});

function guarded(access: Partial<typeof LOCAL> = {}): TestServer {
  const server = serve(library.dir, { access: { ...LOCAL, ...access } });
  servers.push(server);
  return server;
}

describe('on the loopback address', () => {
  it.each([
    'evil.example',
    'evil.example:7070',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    '192.168.1.2:7070',
    '[::2]:7070',
    '',
  ])('refuses the host "%s"', async (host) => {
    const { status, body } = await guarded().json('/api/health', { headers: { host } });
    expect(status).toBe(403);
    expect(body).toMatchObject({
      detail: `This server answers as localhost or 127.0.0.1, not as "${host}".`,
      code: 'usage',
    });
  });

  it.each(['localhost', 'localhost:7070', 'LOCALHOST:7070', '127.0.0.1:7070', '127.0.0.2:1', '[::1]:7070'])(
    'answers as %s',
    async (host) => {
      expect((await guarded().ask('/api/health', { headers: { host } })).status).toBe(200);
    },
  );

  it.each(['http://evil.example', 'null', 'http://localhost:3000', 'http://127.0.0.1:7070', 'file://', 'x'])(
    'refuses a page of %s',
    async (origin) => {
      const response = await guarded().ask(
        '/api/similar',
        post({ text: 'cat' }, { origin, host: 'localhost:7070' }),
      );
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('answers its own page', async () => {
    const response = await guarded().ask('/api/ask?q=cat', {
      headers: { origin: 'http://localhost:7070', host: 'localhost:7070', 'sec-fetch-site': 'same-origin' },
    });
    expect(response.status).toBe(200);
  });

  it.each(['cross-site', 'same-site'])(
    'refuses pictures and frames of a %s page, and takes its links',
    async (site) => {
      const from = (more: Record<string, string>, path = '/docs') =>
        guarded().ask(path, { headers: { 'sec-fetch-site': site, ...more } });
      const link = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      expect((await from({ 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' })).status).toBe(403);
      expect((await from({ 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status).toBe(403);
      expect((await from(link)).status).toBe(200);
      // A link to a question would make the library work for whoever wrote the link.
      for (const path of ['/api/ask?q=cat', '/api/health', '/api/map', '/openapi.json', '/docs/', '//'])
        expect((await from(link, path)).status).toBe(403);
    },
  );

  it.each(['127.0.0.999', '127.0.0.256:7070', '127.1.300.1'])('has no address %s', async (host) => {
    const { status, body } = await guarded().json('/api/health', { headers: { host } });
    expect({ status, detail: body['detail'] }).toEqual({
      status: 400,
      detail: `The request's Host header is no address: "${host}".`,
    });
  });
});

describe('with --cors', () => {
  const origin = 'http://localhost:3000';

  it('lets pages of that origin ask, and of no other', async () => {
    const server = guarded({ cors: origin });
    const response = await server.ask('/api/ask?q=cat', {
      headers: { origin, 'sec-fetch-site': 'same-site' },
    });
    expect({ status: response.status, allowed: response.headers.get('access-control-allow-origin') }).toEqual(
      { status: 200, allowed: origin },
    );
    expect(
      (await server.ask('/api/ask?q=cat', { headers: { origin: 'http://localhost:3001' } })).status,
    ).toBe(403);
  });

  it('grants leave before the token is known, and answers only with it', async () => {
    const server = guarded({ cors: origin, token: 'a-token-of-16-chars' });
    const leave = await server.ask('/api/similar', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(leave.status).toBe(204);
    expect(leave.headers.get('access-control-allow-headers')).toContain('authorization');
    const refused = await server.ask('/api/ask?q=cat', { headers: { origin } });
    // With the header, so that the page can read why.
    expect({ status: refused.status, allowed: refused.headers.get('access-control-allow-origin') }).toEqual({
      status: 401,
      allowed: origin,
    });
  });
});

describe('with a token', () => {
  const token = 'the-token-of-this-test';
  const open = { loopback: false, token, cors: null };

  it.each<[string, Record<string, string>]>([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer the-token-of-this-tesT' }],
    ['a shorter one', { authorization: 'Bearer the' }],
    ['another scheme', { authorization: `Basic ${token}` }],
    ['a wrong cookie', { cookie: 'fieldmap-00000000=the-token-of-this-test' }],
  ])('refuses %s', async (_, headers) => {
    for (const path of ['/', '/docs', '/api/health', '/openapi.json', '/api/nothing']) {
      const response = await guarded(open).ask(path, { headers: { host: 'example.org', ...headers } });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="fieldmap"');
    }
  });

  it('answers whoever sends it, by any name', async () => {
    const response = await guarded(open).ask('/api/health', {
      headers: { host: 'example.org', authorization: `bearer ${token}` },
    });
    expect(response.status).toBe(200);
  });

  it('takes it from the address once, keeps it in a cookie and takes it out of the address', async () => {
    const server = guarded(open);
    const first = await server.ask(`/docs?a=1&token=${token}`);
    expect({ status: first.status, location: first.headers.get('location') }).toEqual({
      status: 303,
      location: '/docs?a=1',
    });
    const cookie = first.headers.get('set-cookie')!;
    expect(cookie).toMatch(/^fieldmap-[0-9a-f]{8}=[\w-]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await server.ask('/docs', { headers: { cookie: cookie.split(';')[0]! } })).status).toBe(200);
    expect((await server.ask(`/docs?token=${token}x`)).status).toBe(401);
    expect((await server.ask(`/api/similar?token=${token}`, post({ text: 'cat' }))).status).toBe(401);
  });

  it('leads to no other server', async () => {
    const response = await guarded(open).ask(`//evil.example/?token=${token}`);
    expect(response.headers.get('location')).toBe('/evil.example/');
  });
});
