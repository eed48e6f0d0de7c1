/** A library on an OpenSearch cluster. */
export { openCluster, type Cluster } from './cluster.js';
