/** The store on an OpenSearch cluster: its roles, and what cannot be had of it. */
import type { Store } from '../store/index.js';
import type { Connection } from './connection.js';
import { ClusterDocuments } from './documents.js';
import { notOnCluster } from './filter-query.js';
import { Keys } from './papers/keys.js';
import type { IndexNames } from './mapping.js';
import { PaperIndex } from './papers/paper-index.js';
import { ClusterPapers } from './papers/papers.js';
import { Snapshot } from './snapshot.js';
import { ClusterVectors } from './vectors.js';

/** The parts of a library on a cluster. */
export interface Roles {
  readonly connection: Connection;
  readonly index: PaperIndex;
  readonly keys: Keys;
  readonly snapshot: Snapshot;
  readonly papers: ClusterPapers;
  readonly vectors: ClusterVectors;
  readonly documents: ClusterDocuments;
}

export function rolesOf(connection: Connection, names: IndexNames): Roles {
  const index = new PaperIndex(connection, names.papers);
  const keys = new Keys();
  const snapshot = new Snapshot(index);
  const documents = new ClusterDocuments(connection, names.documents);
  return {
    connection,
    index,
    keys,
    snapshot,
    papers: new ClusterPapers(index, keys, snapshot),
    vectors: new ClusterVectors(index, keys, snapshot, documents),
    documents,
  };
}

const NO_MAP = 'the topic map is made from all vectors in one memory';
const NO_MARKS = 'marks are not kept there yet';
const NO_DUPLICATES = 'duplicates are joined by id there, not yet by comparing papers';

/** What is read where there is no map. */
const WITHOUT_MAPS = {
  getTopics: () => Promise.resolve([]),
  mapState: () => Promise.resolve(null),
  mapName: () => Promise.resolve('main'),
  mapNames: () => Promise.resolve([]),
  useMap: refuse('`maps use`', NO_MAP),
  removeMap: refuse('`maps remove`', NO_MAP),
  getTopicMap: () => Promise.resolve(null),
  topicsOf: (keys) => Promise.resolve(Array.from(keys, () => null)),
} satisfies Partial<Store>;

/** The store as the verbs know it: what there is none of is empty, what cannot be done says so. */
export function storeOf(
  { papers, vectors, documents, snapshot, connection }: Roles,
  health: () => Promise<string[]>,
): Store {
  return {
    upsert: (given, options) => papers.upsert(given, options),
    remove: (ids) => papers.remove(ids),
    removeSource: (source) => papers.removeSource(source),
    get: (id) => papers.get(id),
    getByKey: (keys) => papers.getByKey(keys),
    keysOf: (ids) => papers.keysOf(ids),
    idsOf: (keys) => papers.idsOf(keys),
    findByTitle: (part, limit) => papers.findByTitle(part, limit),
    findByIdentifier: (value) => papers.findByIdentifier(value),
    records: (key) => papers.records(key),
    filter: (filter) => papers.filter(filter),
    citations: () => papers.citations(),
    count: () => papers.count(),
    scan: () => papers.scan(),
    statusCounts: () => papers.statusCounts(),
    revision: () => snapshot.revision(),

    pending: (limit, after) => vectors.pending(limit, after),
    pendingCount: () => vectors.pendingCount(),
    putVectors: (batch) => vectors.putVectors(batch),
    documentVectors: (keys) => vectors.documentVectors(keys),
    sentenceVectors: (keys) => vectors.sentenceVectors(keys),
    getModel: () => vectors.getModel(),
    setModel: (model) => vectors.setModel(model),

    getSetting: (name) => documents.getSetting(name),
    setSetting: (name, value) => documents.setSetting(name, value),
    putDocument: (name, bytes) => documents.putDocument(name, bytes),
    getDocument: (name) => documents.getDocument(name),
    removeDocument: (name) => documents.removeDocument(name),
    documentNames: (prefix) => documents.documentNames(prefix),

    allDocumentVectors: refuse('`map`', NO_MAP),
    putMap: refuse('`map`', NO_MAP),
    async getMap() {
      connection.refuseClosed();
      return Promise.resolve(null);
    },
    ...WITHOUT_MAPS,

    // `add` finds nothing to compare: records meet by id alone.
    unmatched: () => Promise.resolve([]),
    papersInBlocks: () => Promise.resolve(new Int32Array(0)),
    settleMatches: () => Promise.resolve([]),
    duplicates: refuse('`duplicates`', NO_DUPLICATES),
    split: refuse('`duplicates split`', NO_DUPLICATES),
    join: refuse('`duplicates join`', NO_DUPLICATES),

    mark: refuse('`mark`', NO_MARKS),
    marksOf: (keys) => Promise.resolve(Array.from(keys, () => null)),
    marked: () => Promise.resolve([]),

    check: health,
    damage: () => Promise.resolve({ vectors: [], documents: [], papers: [], facets: [], partlyRead: [] }),
    repair: refuse('`doctor --repair`', 'the engine keeps checksums and copies of its own'),
    close: () => connection.close(),
  };
}

function refuse(what: string, why: string): () => Promise<never> {
  return () => Promise.reject(notOnCluster(what, why));
}
