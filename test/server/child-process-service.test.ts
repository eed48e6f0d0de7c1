/** The library in a process of its own: one that dies, one that hangs back, many questions at once. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { FieldmapError } from '../../src/errors.js';
import {
  ChildProcessService,
  type ChildProcessServiceOptions,
} from '../../src/server/child-process-service.js';
import { madeLibrary } from './helpers.js';

const HOST = new URL('../../dist/server/host.js', import.meta.url);
const services: ChildProcessService[] = [];

afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

function serviceWith(
  code: string | URL,
  dir = '/nonexistent',
  idle: number | null = null,
  more: Partial<ChildProcessServiceOptions> = {},
): ChildProcessService {
  let file = code;
  if (typeof file === 'string') {
    const path = join(mkdtempSync(join(tmpdir(), 'fieldmap-host-')), 'host.mjs');
    writeFileSync(path, file);
    file = pathToFileURL(path);
  }
  const service = new ChildProcessService({ dir, idle, file, longest: 30_000, ...more });
  services.push(service);
  return service;
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof FieldmapError ? `${error.code}: ${error.message}` : error),
  );

it('refuses after its end', async () => {
  const service = serviceWith(HOST);
  await service.close();
  expect(await failure(service.call('status', []))).toBe('interrupted: The server is ending.');
});

it('tells what the library says, with code and hint', async () => {
  expect(await failure(serviceWith(HOST).call('status', []))).toBe(
    'library: There is no library in /nonexistent.',
  );
});

it('starts a new process when one has died over a question, and asks it the questions that waited', async () => {
  const marks = join(mkdtempSync(join(tmpdir(), 'fieldmap-marks-')), 'marks');
  writeFileSync(marks, '');
  const service = serviceWith(`
    import { appendFileSync, readFileSync } from 'node:fs';
    const first = readFileSync(${JSON.stringify(marks)}, 'utf8') === '';
    appendFileSync(${JSON.stringify(marks)}, 'x');
    process.on('message', ({ job }) => (first ? process.exit(134) : process.send({ job, value: job })));
    process.once('disconnect', () => process.exit(0));
  `);
  const answers = await Promise.all(Array.from({ length: 10 }, () => failure(service.call('status', []))));
  const died = 'busy: The process that reads the library has ended unexpectedly.';
  expect(answers).toEqual([...Array<string>(4).fill(died), ...Array<string>(6).fill('answered')]);
  expect(readFileSync(marks, 'utf8')).toBe('xx');
});

it('refuses questions when too many wait, and forgets one whose asker has gone', async () => {
  const service = serviceWith(
    'process.on("message", () => {}); process.once("disconnect", () => process.exit(0));',
  );
  const gone = new AbortController();
  const waiting = Array.from({ length: 260 }, (_, i) =>
    failure(service.call('status', [], i === 259 ? gone.signal : undefined)),
  );
  expect(await failure(service.call('status', []))).toBe(
    'busy: Too many questions: 256 are waiting already.',
  );
  gone.abort();
  expect(await waiting[259]).toBe('interrupted: Whoever asked has gone.');
  const last = failure(service.call('status', []));
  await service.close();
  expect(await last).toBe('interrupted: The server is ending.');
  expect(new Set(await Promise.all(waiting.slice(0, 259)))).toEqual(
    new Set(['interrupted: The server is ending.']),
  );
});

it('tells the process when whoever asked has gone, and does not begin what nobody waits for', async () => {
  const heard = `${mkdtempSync(join(tmpdir(), 'fieldmap-heard-'))}/heard`;
  const service = serviceWith(
    `
    import { writeFileSync } from 'node:fs';
    process.on('message', ({ job, next }) => {
      if (next === undefined) process.send({ stale: true });
      else { writeFileSync(${JSON.stringify(heard)}, job + ' ' + next); process.send({ job, value: 'late' }); }
    });
    process.once('disconnect', () => process.exit(0));`,
    '/nonexistent',
    null,
    { onStale: () => gone.abort() },
  );
  const gone = new AbortController();
  expect(await failure(service.call('status', [], gone.signal))).toBe('interrupted: Whoever asked has gone.');
  expect(await failure(service.call('status', [], gone.signal))).toBe('interrupted: Whoever asked has gone.');
  await expect.poll(() => existsSync(heard) && readFileSync(heard, 'utf8')).toBe('0 end');
});

it('gives its memory back when nothing is asked, and starts again', async () => {
  const service = serviceWith(
    'process.on("message", ({ job }) => process.send({ job, value: process.pid })); process.once("disconnect", () => process.exit(0));',
    '',
    1,
  );
  const pid = (): Promise<number> => service.call('status', []) as Promise<unknown> as Promise<number>;
  const first = await pid();
  const runs = (): boolean => {
    try {
      return process.kill(first, 0);
    } catch {
      return false;
    }
  };
  while (runs()) await new Promise((resolve) => setImmediate(resolve));
  expect(await pid()).not.toBe(first);
});

it('gives a question up after so long, and hears that an index is stale', async () => {
  const stale = new Promise<void>((resolve) => {
    const service = serviceWith(
      'process.on("message", () => process.send({ stale: true })); process.once("disconnect", () => process.exit(0));',
      '',
      null,
      { onStale: resolve },
    );
    void failure(service.call('status', []));
  });
  await stale;
  const service = serviceWith(
    'process.on("message", () => {}); process.once("disconnect", () => process.exit(0));',
    '',
    null,
    { longest: 1 },
  );
  expect(await failure(service.call('status', []))).toBe('busy: No answer within 0.001 s.');
});

it('replaces a process that answers nothing, also when whoever asked has gone', async () => {
  const marks = join(mkdtempSync(join(tmpdir(), 'fieldmap-marks-')), 'marks');
  writeFileSync(marks, '');
  const service = serviceWith(
    `
    import { appendFileSync, readFileSync } from 'node:fs';
    const hangs = readFileSync(${JSON.stringify(marks)}, 'utf8') === '';
    appendFileSync(${JSON.stringify(marks)}, 'x');
    process.on('message', ({ job }) => { if (!hangs) process.send({ job, value: 'answered' }); });
    process.once('disconnect', () => process.exit(0));`,
    '/nonexistent',
    null,
    { longest: 500 },
  );
  const gone = new AbortController();
  const hung = [0, 1, 2].map(() => failure(service.call('status', [])));
  const left = failure(service.call('status', [], gone.signal));
  gone.abort();
  expect(await left).toBe('interrupted: Whoever asked has gone.');
  expect((await Promise.all(hung))[0]).toBe('busy: No answer within 0.5 s.');
  let answer: unknown;
  for (let i = 0; i < 20 && answer !== 'answered'; i++)
    answer = await service.call('status', []).catch(() => null);
  expect(answer).toBe('answered');
  expect(readFileSync(marks, 'utf8')).toBe('xx');
});

describe('with a library', () => {
  it('answers and exports as it would in this process', async () => {
    const library = await madeLibrary();
    const service = serviceWith(HOST, library.dir);
    const answer = await service.call('ask', ['cat', { mode: 'lexical', count: 2 }]);
    expect(answer.hits).toHaveLength(2);
    expect([...(await service.call('map', [])).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    let text = '';
    for await (const part of service.export({ format: 'jsonl' })) text += part;
    expect(text.trim().split('\n')).toHaveLength(24);
    // One that is left in the middle does not keep the others from ending.
    for await (const part of service.export({ format: 'jsonl' })) {
      expect(part).not.toBe('');
      break;
    }
    expect(await failure(service.export({ filter: { topic: ['none'] } }).next())).toBe(
      'not-found: There is no topic "none" on the last map.',
    );
    await service.close();
    library.remove();
  });
});
