/** Requests that no client should send: the same for the same seed. Shared with bench/server.ts. */
import { seededRandom, type Random } from '../../src/math/random.js';

export interface Malformed {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

type Make = (random: Random) => Partial<Malformed> & { readonly path: string };

/** Letters that have broken parsers. */
const ODD = [
  '%',
  '%00',
  '%ff',
  '%C0%AF',
  '..',
  '/',
  '\\',
  '%2F',
  "'",
  '"',
  '<script>',
  '&',
  '=',
  ';',
  '{{',
  '\u202e',
  'é',
  '💥',
  '\ud83d',
  '--',
  '%0d%0a',
  '+',
];
const WORDS = [
  '',
  '-1',
  '0',
  '1e9',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '999999999999',
  '0x10',
  '1.5',
  ' 5',
  '٣',
  'undefined',
  'Infinity',
];
const JSON_TYPE = { 'content-type': 'application/json' };

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)]!;
/** Begins with letters that no title of the test libraries has. */
const noise = (random: Random): string =>
  `zqx${Array.from({ length: 1 + random.below(6) }, () => pick(random, ODD)).join('')}`;
const encoded = (random: Random): string => encodeURIComponent(noise(random).replace(/[\ud800-\udfff]/g, ''));
const bytes = (random: Random): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: 1 + random.below(200) }, () => random.below(256));

const MAKERS: readonly Make[] = [
  (r) => ({ path: `/api/ask?${encoded(r)}=${encoded(r)}` }),
  (r) => ({ path: `/api/ask?q=cat&n=${encodeURIComponent(pick(r, WORDS))}` }),
  (r) => ({ path: `/api/ask?q=cat&offset=${encoded(r)}&mode=${encoded(r)}` }),
  (r) => ({ path: `/api/ask?q=cat&year=${encodeURIComponent(pick(r, WORDS))}${encoded(r)}` }),
  (r) => ({ path: `/api/ask?q=cat&${pick(r, ['diverse', 'minScore'])}=${encoded(r)}` }),
  (r) => ({ path: `/api/ask?q=cat&topic=${encoded(r)}` }),
  (r) => ({ path: `/api/ask?q=cat&__proto__=${encoded(r)}&constructor=1` }),
  (r) => ({ path: `/api/similar?id=${encoded(r)}` }),
  () => ({ path: `/api/similar?${'id=zqx&'.repeat(60)}` }),
  (r) => ({ path: `/api/papers/${encoded(r)}` }),
  (r) => ({ path: `/api/topics/${encoded(r)}` }),
  (r) => ({ path: `/api/export?format=${encoded(r)}` }),
  (r) => ({ path: `/api/${encoded(r)}/${encoded(r)}` }),
  (r) => ({
    path: `/${noise(r)
      .replace(/[^\x21-\x7e]/g, '')
      .replace(/[%?#\\]/g, '')}`,
  }),
  (r) => ({ path: '/api/similar', method: 'POST', headers: JSON_TYPE, body: bytes(r) }),
  (r) => ({ path: '/api/ask', method: 'POST', headers: JSON_TYPE, body: '{"q":'.repeat(1 + r.below(2000)) }),
  (r) => ({
    path: '/api/ask',
    method: 'POST',
    headers: JSON_TYPE,
    body: `${'['.repeat(5000)}${']'.repeat(r.below(2) * 5000)}`,
  }),
  (r) => ({
    path: '/api/similar',
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify(
      pick(r, [
        null,
        1,
        'x',
        [],
        {},
        { text: 1 },
        { text: [] },
        { text: ' ' },
        { text: 'a', n: '5' },
        { text: 'a', n: 1e99 },
      ]),
    ),
  }),
  (r) => ({
    path: '/api/ask',
    method: 'POST',
    headers: JSON_TYPE,
    body: `{"q":"a","__proto__":{"n":1},"${noise(r).replace(/["\\\ud800-\udfff]/g, '')}":1}`,
  }),
  (r) => ({
    path: '/api/ask',
    method: 'POST',
    headers: {
      'content-type': pick(r, [
        'text/html',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/jsonx',
        ';',
        'application/json; charset=\u00ff',
      ]),
    },
    body: 'q=a',
  }),
  (r) => ({
    path: pick(r, ['/api/ask?q=a', '/api/map', '/', '/docs', '/api/health']),
    method: pick(r, ['PUT', 'DELETE', 'PATCH', 'PROPFIND', 'OPTIONS']),
  }),
  (r) => ({
    path: '/api/ask?q=cat',
    headers: { host: `${pick(r, ['evil.example', 'localhost.evil', '10.0.0.1'])}:${r.below(65536)}` },
  }),
  (r) => ({
    path: '/api/ask?q=cat',
    headers: {
      origin: pick(r, ['null', 'http://evil.example', 'file://', 'x', 'http://localhost.evil:7070']),
    },
  }),
  () => ({ path: '/api/health?x=1' }),
];

export function* malformed(count: number, seed = 42): Generator<Malformed> {
  const random = seededRandom(seed);
  for (let i = 0; i < count; i++)
    yield { method: 'GET', headers: {}, body: null, ...MAKERS[i % MAKERS.length]!(random) };
}
