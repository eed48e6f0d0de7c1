/** Named bytes and settings: an index of their own. */
import type { Connection } from './connection.js';

export class ClusterDocuments {
  constructor(
    private readonly connection: Connection,
    private readonly index: string,
  ) {}

  async getSetting(name: string): Promise<unknown> {
    const bytes = await this.getDocument(`setting/${name}`);
    return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString()) as unknown);
  }

  async setSetting(name: string, value: unknown): Promise<void> {
    if (value === null) await this.removeDocument(`setting/${name}`);
    else await this.putDocument(`setting/${name}`, Buffer.from(JSON.stringify(value)));
  }

  async putDocument(name: string, bytes: Uint8Array): Promise<void> {
    await this.connection.send(this.#path(name), {
      method: 'PUT',
      query: { refresh: true },
      body: { name, bytes: Buffer.from(bytes).toString('base64') },
    });
  }

  async getDocument(name: string): Promise<Uint8Array | null> {
    const { body } = await this.connection.send<{ _source?: { bytes: string } }>(this.#path(name), {
      accept: [404],
    });
    return body._source === undefined ? null : new Uint8Array(Buffer.from(body._source.bytes, 'base64'));
  }

  async removeDocument(name: string): Promise<boolean> {
    const { status } = await this.connection.send(this.#path(name), {
      method: 'DELETE',
      query: { refresh: true },
      accept: [404],
    });
    return status !== 404;
  }

  /** Settings have a way of their own. */
  async documentNames(prefix = ''): Promise<string[]> {
    const { body } = await this.connection.send<{ hits: { hits: readonly { _source: { name: string } }[] } }>(
      `/${this.index}/_search`,
      {
        method: 'POST',
        body: {
          size: 10_000,
          _source: ['name'],
          query: {
            bool: { filter: [{ prefix: { name: prefix } }], must_not: [{ prefix: { name: 'setting/' } }] },
          },
        },
      },
    );
    return body.hits.hits.map(({ _source }) => _source.name).sort();
  }

  #path(name: string): string {
    return `/${this.index}/_doc/${encodeURIComponent(name)}`;
  }
}
