/** `opensearch+https://host:9200/NAME`: where a library on a cluster is. */
import { FieldmapError } from '../errors.js';

export interface ClusterAddress {
  /** As given, without anything secret. */
  readonly text: string;
  /** `https://host:9200`, with a path where a proxy needs one. */
  readonly node: string;
  /** The library's name: its indexes begin with it. */
  readonly name: string;
}

const EXAMPLE = 'opensearch+https://host:9200/papers';

/** What OpenSearch allows in the name of an index, and no dot: the library's other index is `NAME.documents`. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,100}$/u;

/** @throws FieldmapError `usage` for an address that is not whole, or that has a password in it. */
export function parseAddress(text: string): ClusterAddress {
  let url: URL;
  try {
    url = new URL(text.replace(/^opensearch\+/u, ''));
  } catch {
    throw wrong(`"${text}" is no address`);
  }
  // The address is printed by `status` and stands in the list of processes.
  if (url.username !== '' || url.password !== '')
    throw new FieldmapError(
      'usage',
      'The address has a user or password in it: anyone who lists processes or reads a log would see it.',
      'Set FIELDMAP_OPENSEARCH_USER and FIELDMAP_OPENSEARCH_PASSWORD instead.',
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw wrong(`"${url.protocol}" is neither http: nor https:`);
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const name = parts.pop();
  if (name === undefined) throw wrong(`"${text}" does not name a library after the host`);
  if (!NAME.test(name))
    throw wrong(`"${name}" cannot name a library on a cluster: lower-case letters, digits, - and _ can`);
  const node = [url.origin, ...parts].join('/');
  return { text: `opensearch+${node}/${name}`, node, name };
}

function wrong(what: string): FieldmapError {
  return new FieldmapError('usage', `${what}.`, `Give an address like --library ${EXAMPLE}.`);
}
