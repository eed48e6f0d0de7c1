/** What a person reads when the address is wrong: against small servers that answer as others do. */
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openCluster } from '../../src/opensearch/index.js';
import { paper } from '../store/helpers.js';

/** A server that answers everything with one status and body. */
async function answering(status: number, body: string, type = 'application/json'): Promise<string> {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(body),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `opensearch+http://127.0.0.1:${(server.address() as AddressInfo).port}/papers`;
}

/** A library of one paper, on a server that does with each request what `answer` does before it. */
async function library(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    answer(request, response);
    if (response.writableEnded) return;
    const json = (body: unknown): void =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const path = request.url!.split('?')[0]!;
    if (path === '/') return json({ version: { distribution: 'opensearch', number: '2.19.1' } });
    if (path.endsWith('/_mapping')) return json({ papers: { mappings: { _meta: { fieldmap: 2 } } } });
    if (path.endsWith('/_mget')) return json({ docs: [{ found: false }] });
    if (path.endsWith('/_bulk')) return json({ items: [{ create: { status: 201 } }] });
    return json({});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `opensearch+http://127.0.0.1:${(server.address() as AddressInfo).port}/papers`;
}

const open = (address: string): Promise<unknown> => openCluster(address, 'read');

describe('openCluster', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('says that nobody answers', async () => {
    await expect(open('opensearch+http://127.0.0.1:9/papers')).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('opensearch+http://127.0.0.1:9/papers does not answer') as string,
    });
  });

  it('says that a web page is no OpenSearch', async () => {
    const page = await answering(200, '<html>', 'text/html');
    await expect(open(page)).rejects.toMatchObject({
      code: 'library',
      message: expect.stringContaining('is no OpenSearch') as string,
    });
  });

  it('says that another search engine is no OpenSearch', async () => {
    const other = await answering(200, '{"version":{"number":"8.1.0"}}');
    await expect(open(other)).rejects.toThrow('is no OpenSearch (it says version 8.1.0)');
  });

  it('says which variables hold user and password when they are refused', async () => {
    vi.stubEnv('FIELDMAP_OPENSEARCH_USER', 'ann');
    vi.stubEnv('FIELDMAP_OPENSEARCH_PASSWORD', 'geheim');
    const refusing = await answering(401, '{"error":"unauthorized"}');
    const error = (await open(refusing).catch((thrown: unknown) => thrown)) as {
      message: string;
      hint: string;
    };
    expect(error).toMatchObject({ code: 'library', hint: expect.stringContaining('_PASSWORD') as string });
    expect(error.message).toContain('refused the user or key (HTTP 401: unauthorized)');
    expect(error.message + error.hint).not.toContain('geheim');
  });

  it('wants user and password together', async () => {
    vi.stubEnv('FIELDMAP_OPENSEARCH_USER', 'ann');
    await expect(open('opensearch+http://127.0.0.1:9/papers')).rejects.toThrow(
      'FIELDMAP_OPENSEARCH_PASSWORD is not set',
    );
  });

  it('says that a server without TLS speaks none', async () => {
    const plain = await answering(200, '{}');
    await expect(open(plain.replace('http:', 'https:'))).rejects.toMatchObject({
      code: 'library',
      hint: expect.stringContaining('FIELDMAP_OPENSEARCH_CA') as string,
    });
  });

  it('says that a certificate is not to be trusted, and how to name its authority', async () => {
    const pem = readFileSync(new URL('elsewhere.pem', import.meta.url));
    const server = createTlsServer({ key: pem, cert: pem }, (_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = `opensearch+https://127.0.0.1:${(server.address() as AddressInfo).port}/papers`;
    const refused = { code: 'library', hint: expect.stringContaining('FIELDMAP_OPENSEARCH_CA') as string };
    await expect(open(address)).rejects.toMatchObject(refused);
    // Trusted, it is still another host's.
    vi.stubEnv('FIELDMAP_OPENSEARCH_CA', fileURLToPath(new URL('elsewhere.pem', import.meta.url)));
    await expect(open(address)).rejects.toMatchObject(refused);
  });

  it('wants the keys of AWS where a region is given, and signs with them', async () => {
    vi.stubEnv('FIELDMAP_OPENSEARCH_AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    await expect(open('opensearch+http://127.0.0.1:9/papers')).rejects.toThrow('AWS_ACCESS_KEY_ID is not');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'geheim');
    const signed: string[] = [];
    const address = await library(({ headers }) => void signed.push(headers.authorization ?? ''));
    const { store } = await openCluster(address, 'read');
    await store.close();
    expect(signed.length).toBeGreaterThan(0);
    for (const one of signed)
      expect(one).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/es\/aws4_request, SignedHeaders=.*Signature=[0-9a-f]{64}$/u,
      );
  });

  it('sends again what is refused for overload, whole or one by one', async () => {
    const seen: string[] = [];
    const address = await library((request, response) => {
      if (!request.url!.includes('/_bulk')) return;
      seen.push(request.method!);
      if (seen.length === 1) response.writeHead(429, { 'content-type': 'application/json' }).end('{}');
      if (seen.length === 2)
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ items: [{ create: { status: 429 } }] }));
    });
    const { store } = await openCluster(address, 'write');
    expect(await store.upsert([paper('a')])).toMatchObject({ new: 1 });
    expect(seen).toHaveLength(3);
    await store.close();
  });

  it('says that the disks are full, and that the command goes on when there is room', async () => {
    const address = await library((request, response) => {
      if (!request.url!.includes('/_bulk')) return;
      const error = {
        type: 'cluster_block_exception',
        reason:
          'index [papers] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];',
      };
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ items: [{ create: { status: 429, error } }] }));
    });
    const { store } = await openCluster(address, 'write');
    await expect(store.upsert([paper('a')])).rejects.toMatchObject({
      code: 'disk',
      hint: expect.stringContaining('Make room') as string,
    });
    await store.close();
  });
});
