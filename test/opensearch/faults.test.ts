/**
 * What a cluster of three nodes with a copy of each shard goes through: nodes killed and paused in the middle of loading
 * and asking. scripts/opensearch/faults.sh starts the nodes and runs it.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/index.js';
import { openCluster } from '../../src/opensearch/index.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';
import { paper } from '../store/helpers.js';

/** Where start.sh put the nodes, and the first one's port. */
const WORK = process.env['FIELDMAP_TEST_NODES'];
const PORT = Number(process.env['FIELDMAP_TEST_NODES_PORT'] ?? 9270);
const START = fileURLToPath(new URL('../../scripts/opensearch/start.sh', import.meta.url));
const MINUTES = 60_000;

const url = (node: number): string => `http://127.0.0.1:${PORT + node - 1}`;
const pid = (node: number): number => Number(readFileSync(join(WORK!, `n${node}`, 'pid'), 'utf8'));

async function restart(node: number): Promise<void> {
  await promisify(execFile)('bash', [START, '3', String(PORT), WORK!, '512m', String(node)]);
}

async function health(node: number, query: string): Promise<{ status: string; timed_out: boolean }> {
  const answer = await fetch(`${url(node)}/_cluster/health?timeout=300s&${query}`);
  return (await answer.json()) as { status: string; timed_out: boolean };
}

async function manager(): Promise<number> {
  for (const node of [1, 2, 3]) {
    const answer = await fetch(`${url(node)}/_cat/cluster_manager?h=node`).catch(() => null);
    if (answer?.ok) return Number((await answer.text()).trim().slice(1));
  }
  throw new Error('no node knows the manager');
}

/** A new library of three shards, by the address of one node. */
async function fresh(node: number): Promise<string> {
  const address = `opensearch+${url(node)}/faults-${randomBytes(4).toString('hex')}`;
  const { store } = await openCluster(address, 'create', { expected: 4_000_000 });
  await store.close();
  onTestFinished(async () => {
    const index = address.replace('opensearch+', '');
    for (const one of [index, `${index}.documents`]) await fetch(one, { method: 'DELETE' });
  });
  await health(node, 'wait_for_status=green');
  return address;
}

/** Asks until it is told to stop; answers how often, and what went wrong. */
async function askOnAndOn(
  address: string,
  signal: AbortSignal,
): Promise<{ asked: number; failed: string[] }> {
  const library = await openLibrary({ dir: address, mode: 'read', embedder: fakeEmbedder() });
  const outcome = { asked: 0, failed: [] as string[] };
  while (!signal.aborted) {
    await library
      .ask(`graph number ${outcome.asked % 50}`)
      .catch((error: unknown) => outcome.failed.push(String(error)));
    outcome.asked++;
    await wait(20);
  }
  await library.close();
  return outcome;
}

describe.skipIf(WORK === undefined)('three nodes', () => {
  it.each(['a data node', 'the manager'])(
    'lose nothing that was acknowledged, and nothing twice, when %s is killed amid loading and asking',
    async (which) => {
      const managing = await manager();
      const victim = which === 'the manager' ? managing : (managing % 3) + 1;
      const address = await fresh([1, 2, 3].find((node) => node !== victim && node !== managing)!);
      const stop = new AbortController();
      const { store } = await openCluster(address, 'write');
      await store.upsert(
        Array.from({ length: 50 }, (_, i) => paper(`p${i}`, { title: `Graph number ${i}` })),
      );
      const asking = askOnAndOn(address, stop.signal);
      const acknowledged: string[] = [];
      let killed = false;
      for (let batch = 0; batch < 40; batch++) {
        const ids = Array.from({ length: 50 }, (_, i) => `b${batch}-${i}`);
        await store.upsert(ids.map((id) => paper(id, { title: `Map of ${id}` })));
        acknowledged.push(...ids);
        if (batch === 10) killed = process.kill(pid(victim), 'SIGKILL');
      }
      expect(killed).toBe(true);
      stop.abort();
      const { asked, failed } = await asking;
      await restart(victim);
      expect(await health(victim, 'wait_for_status=green&wait_for_nodes=3')).toMatchObject({
        status: 'green',
      });
      const there: string[] = [];
      for await (const { paper: one } of store.scan()) there.push(one.id);
      expect(there.filter((id) => id.startsWith('b')).sort()).toEqual(acknowledged.sort());
      expect(await store.statusCounts()).toMatchObject({ papers: 2050, records: 2050, merged: 0 });
      await store.close();
      expect(asked).toBeGreaterThan(0);
      expect(failed).toEqual([]);
    },
    10 * MINUTES,
  );

  it(
    'answer or say in words what is wrong while a node is paused, and answer again when it goes on',
    async () => {
      const managing = await manager();
      const address = await fresh(managing);
      const library = await openLibrary({ dir: address, embedder: fakeEmbedder() });
      await library.add([]);
      const { store } = await openCluster(address, 'write');
      await store.upsert(
        Array.from({ length: 200 }, (_, i) => paper(`p${i}`, { title: `Graph number ${i}` })),
      );
      await store.close();
      const victim = (managing % 3) + 1;
      process.kill(pid(victim), 'SIGSTOP');
      const outcomes: string[] = [];
      try {
        for (let i = 0; i < 5; i++)
          outcomes.push(
            await library.ask(`graph number ${i}`).then(
              ({ hits }) => (hits.length > 0 ? 'answered' : 'empty'),
              (error: { code?: string }) => error.code ?? 'no words',
            ),
          );
      } finally {
        process.kill(pid(victim), 'SIGCONT');
      }
      for (const outcome of outcomes) expect(['answered', 'busy']).toContain(outcome);
      await health(managing, 'wait_for_nodes=3&wait_for_status=green');
      expect((await library.ask('graph number 7')).hits.length).toBeGreaterThan(0);
      await library.close();
    },
    10 * MINUTES,
  );

  it(
    'take papers again as soon as an index that full disks made read-only is released',
    async () => {
      const address = await fresh(1);
      const { store } = await openCluster(address, 'write');
      const block = (on: boolean | null): Promise<unknown> =>
        fetch(`${address.replace('opensearch+', '')}/_settings`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ 'index.blocks.read_only_allow_delete': on }),
        });
      await block(true);
      await expect(store.upsert([paper('a')])).rejects.toMatchObject({ code: 'disk' });
      await block(null);
      expect(await store.upsert([paper('a')])).toMatchObject({ new: 1 });
      await store.close();
    },
    10 * MINUTES,
  );
});
