/** The app on a real port: what only the network can send, and who hangs up. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/server/app.js';
import { listen, type Listening } from '../../src/server/listen.js';
import type { LibraryService } from '../../src/server/verbs.js';

const TOKEN = 'the-token-of-this-test';
const servers: Listening[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const DEAF: LibraryService = {
  call: () => Promise.reject(new Error('nobody should have asked')),
  export: () => {
    throw new Error('nobody should have asked');
  },
  close: () => Promise.resolve(),
};

async function started(
  loopback: boolean,
  service: LibraryService = DEAF,
): Promise<{ port: number; errors: string[] }> {
  const errors: string[] = [];
  const access = { loopback, token: loopback ? null : TOKEN, cors: null };
  const app = createApp({ service, access, mark: null, mcp: null, onError: (text) => errors.push(text) });
  const listening = await listen({ fetch: app.fetch, host: '127.0.0.1', port: 0 });
  servers.push(listening);
  return { port: listening.port, errors };
}

/** The status line of the answer to a request as written. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(text);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.split('\r\n')[0]!;
}

describe('a Host header that is no address', () => {
  const hosts = [
    '127.0.0.999',
    '127.0.0.1.2.3.256',
    '1.2.3.999',
    'a b',
    '[::1',
    '[::g]',
    'x:99999',
    'x:y',
    '%',
    'a/b',
    '<x>',
  ];
  it.each(hosts)('"%s" is refused before the token is asked for, without a stack', async (host) => {
    for (const loopback of [true, false]) {
      const { port, errors } = await started(loopback);
      for (const path of ['/', '/api/health', `/?token=${TOKEN}`]) {
        const line = await raw(
          port,
          `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
        );
        expect(line).toMatch(/^HTTP\/1\.1 (400|403) /);
      }
      expect(errors).toEqual([]);
    }
  });
});

describe('a client that hangs up', () => {
  it('ends its question', async () => {
    let asked!: (signal: AbortSignal | undefined) => void;
    const signal = new Promise<AbortSignal | undefined>((resolve) => (asked = resolve));
    const { port } = await started(true, {
      ...DEAF,
      call: (_verb, _args, given) => {
        asked(given);
        return new Promise((_resolve, reject) =>
          given?.addEventListener('abort', () => reject(new Error('the asker has gone'))),
        );
      },
    });
    const call = request({ port, host: '127.0.0.1', path: '/api/ask?q=cat' });
    call.on('error', () => undefined);
    call.end();
    const given = (await signal)!;
    expect(given.aborted).toBe(false);
    call.destroy();
    if (!given.aborted) await once(given, 'abort');
    expect(given.aborted).toBe(true);
  });
});
