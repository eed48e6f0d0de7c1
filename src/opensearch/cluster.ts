/** Opens a library on a cluster: the store that the verbs know, and what ranking needs beside it. */
import { clusterCredentials } from '../config.js';
import { FieldmapError } from '../errors.js';
import type { Filter } from '../questions/index.js';
import type { LexicalSource, SearchSources, Unrelated } from '../search/index.js';
import type { PendingPaper, Shard, Store } from '../store/index.js';
import { parseAddress } from './address.js';
import { Connection } from './connection.js';
import { filterQueries, notOnCluster } from './filter-query.js';
import { healthChecks, type HealthCheck } from './health.js';
import { indexNames, isThere, makeIndexes } from './mapping.js';
import { ClusterSources } from './sources.js';
import { Statistics } from './statistics.js';
import { rolesOf, storeOf, type Roles } from './store.js';

/** What a library on a cluster gives in place of the indexes of a folder. */
export interface Cluster {
  readonly store: Store;
  /** How many papers pass. */
  count(filter: Filter): Promise<number>;
  sources(filter: Filter, signal: AbortSignal | undefined): Promise<SearchSources>;
  lexical(): Promise<LexicalSource>;
  unrelated(): Promise<Unrelated>;
  /** Papers to be embedded, of one shard when given; to be walked on when those given have vectors. */
  pendingWindows(shard: Shard | null): AsyncGenerator<PendingPaper[]>;
  pendingCount(shard: Shard | null): Promise<number>;
  /** What is added is found from now on. */
  refresh(): Promise<void>;
  /** Shards and their copies, mapping and model, disks. */
  checks(): Promise<HealthCheck[]>;
}

/**
 * `create` makes the library when it is missing, with shards for `expected` papers.
 * @throws FieldmapError `usage` (address), `library` (missing, no OpenSearch, refused), `busy` (not reachable).
 */
export async function openCluster(
  text: string,
  mode: 'create' | 'write' | 'read' | 'rehearse',
  { expected = 0 }: { readonly expected?: number | undefined } = {},
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
      await makeIndexes(connection, names, expected);
    }
    return clusterOver(rolesOf(connection, names));
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function clusterOver(roles: Roles): Cluster {
  let statistics: Statistics | undefined;
  const sources = async (filter: Filter, signal: AbortSignal | undefined): Promise<ClusterSources> => {
    const { revision } = await roles.snapshot.revision();
    if (statistics?.revision !== revision) statistics = new Statistics(roles.index, revision);
    const own = statistics;
    await own.prepare([]);
    return new ClusterSources(roles, own, { filter: filterQueries(filter), signal });
  };
  return {
    store: storeOf(roles, async () =>
      (await healthChecks(roles)).filter(({ ok }) => !ok).map(({ detail }) => detail),
    ),
    count: (filter) => roles.papers.count(filterQueries(filter)),
    sources,
    lexical: async () => (await sources({}, undefined)).lexical,
    unrelated: () => roles.vectors.unrelated(),
    pendingWindows: (shard) => roles.vectors.pendingWindows(shard),
    pendingCount: (shard) => roles.vectors.pendingCount(shard),
    refresh: () => roles.index.refresh(),
    checks: () => healthChecks(roles),
  };
}
