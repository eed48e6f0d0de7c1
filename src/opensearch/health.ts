/** What is wrong with a library on a cluster, if anything, and what to do about it. */
import { MAPPING_VERSION } from './mapping.js';
import type { Roles } from './store.js';

export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** Null when all is well. */
  readonly next: string | null;
}

/** Share of its disk from which on a node gets no more shards, by the engine's own defaults; at 95 % it takes no papers. */
const NEARLY_FULL = 85;

/** Errors in words: what cannot be had (a user may see the index and not the cluster) is said so. */
export async function healthChecks(roles: Roles): Promise<HealthCheck[]> {
  const checks = [shards, mapping, disk].map(async (check): Promise<HealthCheck> => {
    try {
      return await check(roles);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { name: check.name, ok: false, detail, next: 'Ask whoever runs the cluster.' };
    }
  });
  return Promise.all(checks);
}

async function shards({ connection, index }: Roles): Promise<HealthCheck> {
  const { body } = await connection.send<{
    status: 'green' | 'yellow' | 'red';
    unassigned_shards: number;
    active_primary_shards: number;
    active_shards: number;
    number_of_data_nodes: number;
  }>(`/_cluster/health/${index.name}`);
  const { status, unassigned_shards: missing, active_primary_shards: primary, active_shards: all } = body;
  const there = `${primary} ${primary === 1 ? 'shard' : 'shards'}, ${all - primary} ${all - primary === 1 ? 'copy' : 'copies'} on ${body.number_of_data_nodes} ${body.number_of_data_nodes === 1 ? 'node' : 'nodes'}`;
  if (status === 'red')
    return {
      name: 'shards',
      ok: false,
      detail: `${missing} shards are on no node: papers are missing from every answer (status red)`,
      next: 'Start the nodes that hold them, or restore a snapshot.',
    };
  if (status === 'yellow')
    return {
      name: 'shards',
      ok: false,
      detail: `${there}; ${missing} copies are on no node: another loss of a node may lose papers (status yellow)`,
      next: 'Wait until the engine has made them, or start the node that is missing.',
    };
  const lone = all === primary;
  return { name: 'shards', ok: true, detail: lone ? `${there}: one disk holds all` : there, next: null };
}

async function mapping({ connection, index, vectors }: Roles): Promise<HealthCheck> {
  const { body } = await connection.send<
    Record<
      string,
      { mappings: { _meta?: { fieldmap?: number }; properties?: { vector?: { dimension?: number } } } }
    >
  >(`/${index.name}/_mapping`);
  const { _meta, properties } = Object.values(body)[0]!.mappings;
  const model = await vectors.getModel();
  const dimensions = properties?.vector?.dimension;
  if (model !== null && dimensions !== model.dimensions)
    return {
      name: 'mapping',
      ok: false,
      detail: `the index has vectors of ${dimensions ?? 'no'} dimensions, its model ${model.id} makes ${model.dimensions}`,
      next: 'Add the papers under another name at the end of the address.',
    };
  const vectorsOf = model === null ? 'no model yet' : `vectors of ${model.id} (${model.hash.slice(0, 12)})`;
  return {
    name: 'mapping',
    ok: _meta?.fieldmap === MAPPING_VERSION,
    detail: `version ${_meta?.fieldmap}, ${vectorsOf}`,
    next: _meta?.fieldmap === MAPPING_VERSION ? null : 'Run the fieldmap that made it.',
  };
}

async function disk({ connection }: Roles): Promise<HealthCheck> {
  const { body } = await connection.send<
    readonly { node: string; 'disk.percent': string | null; 'disk.avail': string | null }[]
  >('/_cat/allocation', { query: { format: 'json', h: 'node,disk.percent,disk.avail' } });
  const nodes = body.filter((node) => node['disk.percent'] !== null);
  const full = nodes.filter((node) => Number(node['disk.percent']) >= NEARLY_FULL);
  const told = (some: typeof nodes): string =>
    some
      .map((node) => `${node.node} ${node['disk.percent']} % full, ${node['disk.avail']} free`)
      .slice(0, 5)
      .join('; ');
  return full.length === 0
    ? { name: 'disk', ok: true, detail: told(nodes), next: null }
    : {
        name: 'disk',
        ok: false,
        detail: `${told(full)}: at 95 % the engine takes no more papers`,
        next: 'Make room on these nodes, or add a node.',
      };
}
