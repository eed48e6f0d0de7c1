/** The two indexes of a library, and the version of what is in them. */
import { FieldmapError } from '../errors.js';
import type { Connection } from './connection.js';

/** Raise when a field's meaning changes. An index of a newer version is refused, as a newer file is. */
export const MAPPING_VERSION = 2;

/** Papers for one shard: 20 kB each make 30 GB, of the 10 to 50 GB that are advised for a shard. */
const PAPERS_A_SHARD = 1_500_000;

/** A copy of every shard as soon as there is a second node to hold it. */
const COPIES = { auto_expand_replicas: '0-1' };

const papersIndex = {
  mappings: {
    dynamic: 'strict',
    _meta: { fieldmap: MAPPING_VERSION },
    // Both are made from what is stored with each writing: kept as JSON they would be the greater half of it.
    _source: { excludes: ['terms', 'vector'] },
    properties: {
      id: { type: 'keyword' },
      /** Ids of the records that the paper was merged from. */
      names: { type: 'keyword' },
      identifiers: { type: 'keyword' },
      /** What the sources said, as given: the paper is merged from it when it is read. */
      records: { type: 'object', enabled: false },
      citations: { type: 'object', enabled: false },
      hasCitations: { type: 'boolean' },
      recordCount: { type: 'integer' },
      title: { type: 'wildcard' },
      authors: { type: 'wildcard' },
      venue: { type: 'wildcard' },
      labels: { type: 'keyword' },
      sources: { type: 'keyword' },
      year: { type: 'integer' },
      hasAbstract: { type: 'boolean' },
      contentHash: { type: 'keyword' },
      /** Terms as fieldmap's own full-text index cuts them, those of the title twice: nothing is analysed here. */
      terms: { type: 'text', analyzer: 'whitespace', index_options: 'freqs' },
      /** The same, counted, with the forms of words: BM25 is reckoned from it. By column, as all that is read of many papers. */
      counted: { type: 'binary', doc_values: true },
      /** Words of the paper, those of the title twice: BM25's length. */
      length: { type: 'integer' },
      /** See store/papers/slots.ts. */
      slot: { type: 'integer' },
      embedded: { type: 'boolean' },
      truncated: { type: 'boolean' },
      meaning: { type: 'binary', doc_values: true },
      sentences: { type: 'binary', doc_values: true },
      /** Order by which a sample of vectors is drawn; the same papers give the same sample. */
      sample: { type: 'integer' },
    },
  },
};

const documentsIndex = {
  mappings: {
    dynamic: 'strict',
    _meta: { fieldmap: MAPPING_VERSION },
    properties: {
      name: { type: 'keyword' },
      bytes: { type: 'binary' },
    },
  },
};

export interface IndexNames {
  readonly papers: string;
  readonly documents: string;
}

export const indexNames = (name: string): IndexNames => ({ papers: name, documents: `${name}.documents` });

/** Whether the library's index is there; refuses what is not OpenSearch or not fieldmap's. */
export async function isThere(connection: Connection, names: IndexNames): Promise<boolean> {
  const { address } = connection;
  const about = await connection.send<{ version?: { distribution?: string; number?: string } }>('/', {
    accept: [404, 405, 400],
  });
  const version = typeof about.body === 'object' ? about.body?.version : undefined;
  if (version?.distribution !== 'opensearch')
    throw new FieldmapError(
      'library',
      `${address.node} is no OpenSearch${version?.number ? ` (it says version ${version.number})` : ''}.`,
      'Give the address of an OpenSearch server, 2.15 or later.',
    );
  const found = await connection.send<Record<string, { mappings?: { _meta?: { fieldmap?: number } } }>>(
    `/${names.papers}/_mapping`,
    { accept: [404] },
  );
  if (found.status === 404) return false;
  const made = Object.values(found.body)[0]?.mappings?._meta?.fieldmap;
  if (made === undefined)
    throw new FieldmapError(
      'library',
      `The index ${names.papers} of ${address.node} was not made by fieldmap.`,
      'Choose another name at the end of the address.',
    );
  if (made < MAPPING_VERSION)
    throw new FieldmapError(
      'library',
      `The library ${address.text} was made by an older fieldmap (mapping ${made}; this one writes ${MAPPING_VERSION}).`,
      'Add its files again under another name at the end of the address.',
    );
  if (made > MAPPING_VERSION)
    throw new FieldmapError(
      'library',
      `The library ${address.text} was made by a newer fieldmap (mapping ${made}; this one knows up to ${MAPPING_VERSION}).`,
      'Run `npm install -g fieldmap@latest`.',
    );
  return true;
}

/**
 * Makes both indexes; that another process makes them at the same moment is no error. `expected`: papers to come, which
 * decide the number of shards.
 */
export async function makeIndexes(
  connection: Connection,
  names: IndexNames,
  expected: number,
): Promise<void> {
  const shards = Math.max(1, Math.ceil(expected / PAPERS_A_SHARD));
  const papers = { knn: true, number_of_shards: shards, 'mapping.coerce': false, ...COPIES };
  for (const [name, body] of [
    [names.documents, { settings: { index: { number_of_shards: 1, ...COPIES } }, ...documentsIndex }],
    [names.papers, { settings: { index: papers }, ...papersIndex }],
  ] as const) {
    const { status, body: answer } = await connection.send<{ error?: { type?: string; reason?: string } }>(
      `/${name}`,
      { method: 'PUT', body, accept: [400] },
    );
    if (status === 400 && answer.error?.type !== 'resource_already_exists_exception')
      throw new FieldmapError('library', `The index ${name} cannot be made: ${answer.error?.reason ?? ''}.`);
  }
}

/** The field of vectors is made when the model, and so the number of dimensions, is known. */
export async function makeVectorField(
  { connection, name }: { readonly connection: Connection; readonly name: string },
  dimensions: number,
): Promise<void> {
  await connection.send(`/${name}/_mapping`, {
    method: 'PUT',
    body: {
      properties: {
        vector: {
          type: 'knn_vector',
          dimension: dimensions,
          method: { name: 'hnsw', engine: 'lucene', space_type: 'innerproduct' },
        },
      },
    },
  });
}
