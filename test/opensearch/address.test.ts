import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../src/opensearch/address.js';

describe('parseAddress', () => {
  it.each([
    ['opensearch+https://', 'is no address'],
    ['opensearch+https://host:9200', 'does not name a library'],
    ['opensearch+https://host:9200/', 'does not name a library'],
    ['opensearch+https://host:9200/Papers', '"Papers" cannot name a library'],
    ['opensearch+https://host:9200/a.documents', 'cannot name a library'],
    ['opensearch+ftp://host/papers', '"ftp:" is neither http: nor https:'],
  ])('refuses %s', (text, message) => {
    expect(() => parseAddress(text)).toThrow(message);
  });

  it('refuses a password in the address without repeating it', () => {
    const parse = (): unknown => parseAddress('opensearch+https://ann:geheim@host/papers');
    expect(parse).toThrow('a user or password in it');
    expect(parse).not.toThrow('geheim');
  });

  it('reads host, path of a proxy and name', () => {
    expect(parseAddress('opensearch+https://host:9200/proxy/papers_2')).toEqual({
      text: 'opensearch+https://host:9200/proxy/papers_2',
      node: 'https://host:9200/proxy',
      name: 'papers_2',
    });
  });
});
