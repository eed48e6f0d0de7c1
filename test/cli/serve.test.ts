/** `fieldmap serve` as a process: what it prints, refuses and does when it is told to end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../helpers/cli.js';
import { madeLibrary } from '../server/helpers.js';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
let library: { dir: string; remove(): void };
const children: ChildProcess[] = [];

beforeAll(async () => {
  library = await madeLibrary();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => library.remove());

interface Started {
  readonly child: ChildProcess;
  readonly stdout: string;
  readonly ended: Promise<unknown[]>;
}

/** Starts a server and waits for what it prints. */
async function start(...args: string[]): Promise<Started> {
  const child = spawn(process.execPath, [BIN, 'serve', '--library', library.dir, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const ended = once(child, 'exit');
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, stdout: first.toString(), ended };
}

describe('refuses', () => {
  it.each<[string[], number, string]>([
    [['--port', 'http'], 2, 'Expected a whole number of at least 0.'],
    [['--port', '70000'], 2, 'There is no port 70000.'],
    [
      ['--token', 'short'],
      2,
      'The token cannot be used: expected 16 to 200 letters, digits, "-", "_", "." or "~".',
    ],
    [['--cors', '*'], 2, '"*" is no origin.'],
    [['--cors', 'https://example.org/app'], 2, '"https://example.org/app" is no origin.'],
    [['--host', '203.0.113.1', '--port', '0'], 2, 'The address 203.0.113.1 cannot be listened on'],
    [['--library', '/nonexistent'], 1, 'There is no library in /nonexistent.'],
  ])('%j', async (args, code, message) => {
    const ran = await run(library.dir, [
      'serve',
      ...(args.includes('--library') ? [] : ['--library', library.dir]),
      ...args,
    ]);
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toContain(message);
  });

  it('a port that is taken, when just that one is wanted', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await run(library.dir, [
      'serve',
      '--library',
      library.dir,
      '--port',
      String(port),
    ]);
    other.close();
    expect(code).toBe(2);
    expect(stderr).toBe(
      `fieldmap: Port ${port} of 127.0.0.1 is taken by another program.\nLeave out --port for the next free one, or give another.\n`,
    );
  });
});

it('prints its address, answers there, and ends with 0 when told to', async () => {
  const { child, stdout, ended } = await start();
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  const url = stdout.trim();
  expect(await (await fetch(`${url}api/ask?q=cat&mode=lexical&n=1`)).json()).toMatchObject({
    hits: [{ rank: 1 }],
  });
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow();
});

it('lets a request that is under way end', async () => {
  const { child, stdout, ended } = await start('--json');
  const { url, port } = JSON.parse(stdout) as { url: string; port: number };
  expect(url).toBe(`http://127.0.0.1:${port}/`);
  // The first question starts the process that reads the library: a third of a second.
  const asked = fetch(`${url}api/ask?q=cat&mode=lexical`);
  await (await fetch(`${url}api/health`)).text();
  child.kill('SIGINT');
  expect((await asked).status).toBe(200);
  expect(await ended).toEqual([0, null]);
});

it('with another address makes a token, prints it in the address and needs it', async () => {
  const { child, stdout, ended } = await start('--host', '0.0.0.0');
  const address = new URL(stdout.trim());
  expect(address.searchParams.get('token')).toMatch(/^[\w-]{32}$/);
  const origin = `http://127.0.0.1:${address.port}`;
  expect((await fetch(`${origin}/api/health`)).status).toBe(401);
  const token = address.searchParams.get('token')!;
  expect(
    (await fetch(`${origin}/api/health`, { headers: { authorization: `Bearer ${token}` } })).status,
  ).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
