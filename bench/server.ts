/**
 * The server under load, on ACL (58,919 papers): `npx tsx bench/server.ts [corpus]`.
 * FIELDMAP_BENCH_ACL_ANTHOLOGY=DIR uses a library that is there already. Needs a build.
 * Demanded: 32 connections of mixed ask and similar for 30 s without an error, p95 <= 1.5 s on 2 cores, memory flat
 * after warm-up; 20 slow questions leave /api/health quick; 10,000 malformed requests get 4xx only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Answer } from '../src/library/library.js';
import { malformed } from '../test/server/malformed.js';
import { benchLibrary } from './libraries.js';

const CONNECTIONS = 32;
const SECONDS = Number(process.env['FIELDMAP_BENCH_SECONDS'] ?? 30);
const QUESTIONS = [
  'How do language models handle low-resource machine translation?',
  'sentiment analysis of tweets',
  'neural parsing of morphologically rich languages',
  'dialogue state tracking with transformers',
  'faithfulness of abstractive summarization',
  'word sense disambiguation with WordNet',
  'gender bias in word embeddings',
  'question answering over knowledge graphs',
  'end-to-end speech translation',
  'detecting hate speech across languages',
  'coreference resolution for long documents',
  'annotation disagreement among crowd workers',
];

const corpus = process.argv[2] ?? 'acl-anthology';
const dir =
  process.env[`FIELDMAP_BENCH_${corpus.toUpperCase().replaceAll('-', '_')}`] ?? (await benchLibrary(corpus));
const bin = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));
const server = spawn(process.execPath, [bin, 'serve', '--library', dir, '--port', '0', '--json'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [printed] = (await once(server.stdout, 'data')) as [Buffer];
const { port } = JSON.parse(printed.toString()) as { port: number };
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

interface Reply {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

function send(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = null,
  }: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array | null } = {},
): Promise<Reply> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const call = request(
      { port, host: '127.0.0.1', path, method, headers: { ...length, ...headers }, agent },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).toString(),
            ms: performance.now() - started,
          }),
        );
      },
    );
    call.on('error', reject);
    call.end(body ?? undefined);
  });
}

/** The server and the processes it has started: memory in MB and processor time in seconds. */
function usage(child: ChildProcess): { megabytes: number; seconds: number } {
  const main = child.pid!;
  const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter((pid) => pid !== '');
  let megabytes = 0;
  let seconds = 0;
  for (const pid of [String(main), ...children]) {
    megabytes += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    seconds += (Number(fields[11]) + Number(fields[12])) / 100;
  }
  return { megabytes, seconds };
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

async function mixedLoad(): Promise<void> {
  const first = JSON.parse((await send(`/api/ask?q=parsing&n=100`)).body) as Answer;
  const ids = first.hits.map(({ id }) => id);
  const times: Record<'ask' | 'similar', number[]> = { ask: [], similar: [] };
  const memory: number[] = [];
  let errors = 0;
  let sent = 0;
  const path = (i: number): string =>
    i % 2 === 0
      ? `/api/ask?q=${encodeURIComponent(`${QUESTIONS[(i / 2) % QUESTIONS.length]!} ${i % 97}`)}&n=10`
      : `/api/similar?id=${encodeURIComponent(ids[i % ids.length]!)}&n=10`;
  const warmUp = performance.now() + 5000;
  const end = warmUp + SECONDS * 1000;
  let before = usage(server);
  let warm = false;
  const sampler = setInterval(() => {
    if (warm) memory.push(usage(server).megabytes);
  }, 1000);
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < end) {
        const i = sent++;
        const { status, ms, body } = await send(path(i));
        if (performance.now() < warmUp) continue;
        if (!warm) {
          warm = true;
          before = usage(server);
        }
        if (status !== 200 || !body.includes('"rank":1')) errors++;
        times[i % 2 === 0 ? 'ask' : 'similar'].push(ms);
      }
    }),
  );
  clearInterval(sampler);
  const all = [...times.ask, ...times.similar];
  const cpu = usage(server).seconds - before.seconds;
  const ms = (values: readonly number[], share: number): string => quantile(values, share).toFixed(0);
  console.log(
    `mixed load, ${CONNECTIONS} connections, ${SECONDS} s: ${all.length} answers, ${(all.length / SECONDS).toFixed(1)} requests/s, ${errors} errors (demanded: 0)`,
  );
  console.log(
    `  all: median ${ms(all, 0.5)} ms, p95 ${ms(all, 0.95)} ms (demanded: <= 1500), longest ${Math.max(...all).toFixed(0)} ms; ${((1000 * cpu) / all.length).toFixed(1)} ms of processor time each`,
  );
  console.log(
    `  ask: median ${ms(times.ask, 0.5)} ms, p95 ${ms(times.ask, 0.95)} ms; similar: median ${ms(times.similar, 0.5)} ms, p95 ${ms(times.similar, 0.95)} ms`,
  );
  const third = Math.floor(memory.length / 3);
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  console.log(
    `  memory of all processes: ${mean(memory.slice(0, third)).toFixed(0)} MB in the first third, ${mean(memory.slice(-third)).toFixed(0)} MB in the last (demanded: flat), at most ${Math.max(...memory).toFixed(0)}`,
  );
}

async function slowQuestions(): Promise<void> {
  const { hits } = JSON.parse(
    (await send('/api/ask?q=language+model+translation+parsing&n=200')).body,
  ) as Answer;
  const words = hits
    .map(({ paper }) => paper.abstract)
    .join(' ')
    .split(/\s+/);
  const long = (i: number): string =>
    Array.from({ length: 5000 }, (_, j) => words[(i * 911 + j) % words.length])
      .join(' ')
      .slice(0, 40_000);
  const idle = await healthTimes(1000, 1000);
  const slow: number[] = [];
  let over = false;
  const all = Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const { ms, status } = await send('/api/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ q: long(i) }),
      });
      if (status !== 200) throw new Error(`A slow question got ${status}.`);
      slow.push(ms);
    }),
  ).finally(() => (over = true));
  const busy = await healthTimes(30_000, 1_000_000, () => over);
  await all;
  console.log(
    `20 questions of 5,000 words at once: ${quantile(slow, 0.5).toFixed(0)} ms at the median, ${Math.max(...slow).toFixed(0)} ms the last`,
  );
  console.log(
    `  /api/health meanwhile: median ${quantile(busy, 0.5).toFixed(1)} ms, longest ${Math.max(...busy).toFixed(1)} ms of ${busy.length}; before: median ${quantile(idle, 0.5).toFixed(1)} ms, longest ${Math.max(...idle).toFixed(1)} ms`,
  );
}

/** One after another, 5 ms apart. */
async function healthTimes(longest: number, most: number, over = () => false): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + longest;
  while (performance.now() < end && times.length < most && !over()) {
    times.push((await send('/api/health')).ms);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return times;
}

async function malformedRequests(): Promise<void> {
  const counts = new Map<number, number>();
  const requests = [...malformed(9000)];
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let i = next++; i < requests.length; i = next++) {
        const { path, method, headers, body } = requests[i]!;
        const { status } = await send(encodeURI(decodable(path)), { method, headers: ascii(headers), body });
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    }),
  );
  for (let i = 0; i < 1000; i++) {
    const status = await raw(RAW[i % RAW.length]!);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  const found = [...counts].sort((a, b) => a[0] - b[0]);
  const wrong = found.filter(([status]) => status < 400 || status > 499).reduce((sum, [, n]) => sum + n, 0);
  const health = await send('/api/health');
  const asked = await send('/api/ask?q=parsing');
  console.log(
    `10,000 malformed requests: ${found.map(([status, n]) => `${status} × ${n}`).join(', ')}; not 4xx: ${wrong} (demanded: 0)`,
  );
  console.log(
    `  afterwards /api/health ${health.status}, /api/ask ${asked.status} in ${asked.ms.toFixed(0)} ms`,
  );
}

/** node:http refuses to send some of these itself. */
const ascii = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]/g, '?')]),
  );
const decodable = (path: string): string => {
  try {
    return decodeURI(path);
  } catch {
    return path.replace(/%(?![0-9a-f]{2})/gi, '');
  }
};

/** What is no HTTP at all, or only just. */
const RAW = [
  'GET /api/health\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'GET /api/health HTTP/1.1\r\n\r\n',
  'GET /api/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
  `GET /${'a'.repeat(200_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello',
  'POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'GET /api/health HTTP/1.1\r\nHost: localhost\r\nBad Header: 1\r\n\r\n',
  'GET /api/health HTTP/1.1\r\nHost: loc\x00alhost\r\n\r\n',
];

/** The status of the answer to some bytes; 0 when there was none. */
function raw(bytes: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => {
      answer += part.toString('latin1');
      socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
    socket.end(Buffer.from(bytes, 'latin1'));
  });
}

try {
  await send('/api/ask?q=warm');
  await mixedLoad();
  await slowQuestions();
  await malformedRequests();
} finally {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  console.log(`ended with exit code ${((await ended) as [number])[0]}`);
  agent.destroy();
}
