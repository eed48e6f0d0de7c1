/** Opens a library on a cluster: the store that the verbs know, and what ranking needs beside it. */
import { clusterCredentials } from '../config.js';
import { FieldmapError } from '../errors.js';
import type { Filter } from '../questions/index.js';
import type { LexicalSource, SearchSources, Unrelated } from '../search/index.js';
import type { Store } from '../store/index.js';
import { parseAddress } from './address.js';
import { Connection } from './connection.js';
import { filterQueries, notOnCluster } from './filter-query.js';
import { indexNames, isThere, makeIndexes } from './mapping.js';
import { ClusterSources } from './sources.js';
import { ClusterStore } from './store.js';

/** What a library on a cluster gives in place of the indexes of a folder. */
export interface Cluster {
  readonly store: Store;
  /** How many papers pass. */
  count(filter: Filter): Promise<number>;
  sources(filter: Filter, signal: AbortSignal | undefined): Promise<SearchSources>;
  lexical(): Promise<LexicalSource>;
  unrelated(): Promise<Unrelated>;
  /** What is added is found from now on. */
  refresh(): Promise<void>;
  /** In words: health, copies, version. Empty when all is well. */
  health(): Promise<string[]>;
}

/**
 * `create` makes the library when it is missing.
 * @throws FieldmapError `usage` (address), `library` (missing, no OpenSearch, refused), `busy` (not reachable).
 */
export async function openCluster(
  text: string,
  mode: 'create' | 'write' | 'read' | 'rehearse',
): Promise<Cluster> {
  const address = parseAddress(text);
  if (mode === 'rehearse')
    throw notOnCluster('add --dry-run', 'a cluster has no transaction that could be undone');
  const connection = await Connection.open(address, clusterCredentials());
  try {
    const names = indexNames(address.name);
    if (!(await isThere(connection, names))) {
      if (mode !== 'create')
        throw new FieldmapError(
          'library',
          `There is no library ${address.text}.`,
          `Run \`fieldmap add FILE --library ${address.text}\` to make one.`,
        );
      await makeIndexes(connection, names);
    }
    return clusterOver(new ClusterStore(connection, names));
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function clusterOver(papers: ClusterStore): Cluster {
  const sources = async (filter: Filter, signal: AbortSignal | undefined): Promise<ClusterSources> => {
    const statistics = await papers.statistics();
    await statistics.prepare([]);
    return new ClusterSources(papers, statistics, { filter: filterQueries(filter), signal });
  };
  return {
    store: wholeStore(papers),
    count: (filter) => papers.count(filterQueries(filter)),
    sources,
    lexical: async () => (await sources({}, undefined)).lexical,
    unrelated: () => papers.unrelated(),
    refresh: () => papers.refresh(),
    health: () => health(papers),
  };
}

const NO_MAP = 'the topic map is made from all vectors in one memory';
const NO_MARKS = 'marks are not kept there yet';
const NO_DUPLICATES = 'duplicates are joined by id there, not yet by comparing papers';

/** The store as the verbs know it: what there is none of is empty, what cannot be done says so. */
function wholeStore(papers: ClusterStore): Store {
  const refuse = (what: string, why: string) => () => Promise.reject(notOnCluster(what, why));
  const rest = {
    allDocumentVectors: refuse('`map`', NO_MAP),
    // `add` finds nothing to compare: records meet by id alone.
    unmatched: () => Promise.resolve([]),
    papersInBlocks: () => Promise.resolve(new Int32Array(0)),
    settleMatches: () => Promise.resolve([]),
    duplicates: refuse('`duplicates`', NO_DUPLICATES),
    split: refuse('`duplicates --split`', NO_DUPLICATES),
    citations: refuse('`cited`', 'references are not kept there yet'),
    mark: refuse('`mark`', NO_MARKS),
    marksOf: (keys: ArrayLike<number>) => Promise.resolve(Array.from(keys, () => null)),
    marked: () => Promise.resolve([]),
    putMap: refuse('`map`', NO_MAP),
    mapName: () => Promise.resolve('main'),
    mapNames: () => Promise.resolve([]),
    useMap: refuse('`maps use`', NO_MAP),
    removeMap: refuse('`maps remove`', NO_MAP),
    getMap: () => Promise.resolve(null),
    getTopics: () => Promise.resolve([]),
    mapState: () => Promise.resolve(null),
    getTopicMap: () => Promise.resolve(null),
    topicsOf: (keys: ArrayLike<number>) => Promise.resolve(Array.from(keys, () => null)),
    check: () => health(papers),
    damage: () => Promise.resolve({ vectors: [], documents: [], papers: [], facets: [], partlyRead: [] }),
    repair: refuse('`doctor --repair`', 'the engine keeps checksums and copies of its own'),
  };
  return Object.assign(papers, rest);
}

async function health({ connection }: ClusterStore): Promise<string[]> {
  const { name } = connection.address;
  const { body } = await connection.send<{
    status: string;
    unassigned_shards: number;
    number_of_data_nodes: number;
  }>(`/_cluster/health/${name}`);
  return body.status === 'red'
    ? [`${body.unassigned_shards} shards of ${name} are on no node (status red)`]
    : [];
}
