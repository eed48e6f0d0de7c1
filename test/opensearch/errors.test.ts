/** What a person reads when the address is wrong: against small servers that answer as others do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openCluster } from '../../src/opensearch/index.js';

/** A server that answers everything with one status and body. */
async function answering(status: number, body: string, type = 'application/json'): Promise<string> {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(body),
  );
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
});
