/** The contract of stores, by a cluster. */
import { describe } from 'vitest';
import { openCluster } from '../../src/opensearch/index.js';
import type { Store } from '../../src/store/index.js';
import { storeContract } from '../store/contract/index.js';
import { freshAddress, SERVER } from './server.js';

/** A cluster numbers papers as a process meets them: here, as they are stored. */
async function numbering(): Promise<Store> {
  const { store } = await openCluster(freshAddress(), 'create');
  return {
    ...store,
    async upsert(papers, options) {
      const report = await store.upsert(papers, options);
      await store.keysOf(report.newIds);
      return report;
    },
  };
}

describe.skipIf(SERVER === undefined)('a cluster as a store', { timeout: 120_000 }, () => {
  storeContract('opensearch', numbering, [
    'duplicates',
    'marks',
    'map',
    'removals',
    'digests',
    'other models',
    'order of adding',
    'all vectors',
  ]);
});
