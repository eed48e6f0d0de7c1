/** Against a real server, with the library in a folder as the oracle. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Library } from '../../src/index.js';
import { openCluster, type Cluster } from '../../src/opensearch/index.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';
import { MODEL, paper, vectors } from '../store/helpers.js';
import { freshAddress, SERVER } from './server.js';

async function opened(address: string): Promise<Cluster> {
  const cluster = await openCluster(address, 'create');
  onTestFinished(() => cluster.store.close());
  return cluster;
}

describe.skipIf(SERVER === undefined)('a library on a cluster', { timeout: 120_000 }, () => {
  it('is refused when it is missing, with the command that makes it', async () => {
    const address = freshAddress();
    await expect(openCluster(address, 'read')).rejects.toMatchObject({
      code: 'library',
      hint: `Run \`fieldmap add FILE --library ${address}\` to make one.`,
    });
  });

  it('refuses an index that fieldmap did not make, and one of a newer fieldmap', async () => {
    const address = freshAddress();
    const index = address.replace('opensearch+', '');
    await fetch(index, { method: 'PUT' });
    await expect(openCluster(address, 'create')).rejects.toThrow('was not made by fieldmap');
    await fetch(index, { method: 'DELETE' });
    await fetch(index, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mappings: { _meta: { fieldmap: 99 } } }),
    });
    await expect(openCluster(address, 'create')).rejects.toThrow('made by a newer fieldmap (mapping 99');
  });

  it('says that a map, marks, splits and rehearsals cannot be had', async () => {
    const { store } = await opened(freshAddress());
    await expect(store.mark([{ id: 'a', star: true }])).rejects.toThrow('`mark` cannot be had');
    await expect(store.split('a')).rejects.toThrow('cannot be had');
    await expect(store.allDocumentVectors()).rejects.toThrow('one memory');
    await expect(openCluster(freshAddress(), 'rehearse')).rejects.toThrow('add --dry-run cannot be had');
  });

  it('reports new, unchanged, merged and updated papers; the second time nothing is new', async () => {
    const { store } = await opened(freshAddress());
    const report = await store.upsert([paper('a'), paper('b'), paper('a', { sources: ['b.jsonl'] })]);
    expect(report).toMatchObject({ new: 2, merged: 1, newIds: ['a', 'b'], mergedIds: ['a'] });
    expect(await store.upsert([paper('a'), paper('b')])).toMatchObject({ new: 0, unchanged: 2 });
    expect(await store.upsert([paper('b', { abstract: 'Another.' })])).toMatchObject({ updatedIds: ['b'] });
    expect((await store.get('b'))!.paper.abstract).toBe('Another.');
    expect((await store.get('a'))!.paper.sources).toEqual(['a.jsonl', 'b.jsonl']);
    expect(await store.get('z')).toBeNull();
  });

  it('loses nothing when several processes add the same papers at once', async () => {
    const address = freshAddress();
    await opened(address);
    const clusters = await Promise.all([1, 2, 3, 4].map(() => opened(address)));
    const list = Array.from({ length: 40 }, (_, i) => `p${i}`);
    await Promise.all(
      clusters.map(({ store }, n) => store.upsert(list.map((id) => paper(id, { sources: [`${n}.jsonl`] })))),
    );
    const { store } = await opened(address);
    const counts = await store.statusCounts();
    expect(counts).toMatchObject({ papers: 40, records: 160, merged: 40 });
  });

  it('drops vectors with the text, and those that come too late', async () => {
    const { store } = await opened(freshAddress());
    await store.setModel(MODEL);
    await store.upsert([paper('a'), paper('b')]);
    const pending = await store.pending(10);
    await store.upsert([paper('b', { title: 'Changed' })]);
    const entries = pending.map((one) => ({ ...one, vectors: vectors(1) }));
    expect(await store.putVectors(entries)).toBe(1);
    await store.upsert([paper('a', { year: 1999 })]);
    expect(await store.pendingCount()).toBe(1);
    const [key] = await store.keysOf(['a']);
    expect(await store.documentVectors([key!])).toMatchObject({ rows: 1, data: vectors(1).document });
    expect(await store.sentenceVectors([key!])).toEqual([vectors(1).sentences]);
  });

  it('forgets a source: removes what no other has, merges the rest anew', async () => {
    const { store } = await opened(freshAddress());
    await store.upsert([paper('a'), paper('b'), paper('b', { sources: ['b.jsonl'], year: 2000 })]);
    await expect(store.removeSource('c.jsonl')).rejects.toThrow(
      'No paper came from a source called "c.jsonl"',
    );
    expect(await store.removeSource('A.jsonl')).toEqual({ removed: ['a'], left: ['b'] });
    expect((await store.get('b'))!.paper.sources).toEqual(['b.jsonl']);
    expect(await store.count()).toBe(1);
  });

  it('answers as the library in a folder does, with filters too', async () => {
    const address = freshAddress();
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    const lines = Array.from({ length: 120 }, (_, i) => ({
      id: `p${i}`,
      title: `${['sparse', 'dense', 'graph'][i % 3]} ${['networks', 'retrieval', 'proofs', 'cells'][i % 4]} ${i}`,
      abstract: `On ${['resistance', 'resistive loads', 'ranking'][i % 3]} in ${i % 7} well-known settings.`,
      year: 2000 + (i % 10),
      authors: [`Ann ${['Lee', 'Müller'][i % 2]}`],
    }));
    const file = join(folder.path, 'papers.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const libraries: Library[] = [];
    for (const dir of [join(folder.path, 'library'), address]) {
      const library = await openLibrary({ dir, embedder: fakeEmbedder() });
      onTestFinished(() => library.close());
      expect(await library.add([{ name: 'papers.jsonl', path: file }])).toMatchObject({
        new: 120,
        embedded: 120,
      });
      libraries.push(library);
    }
    for (const question of [
      'sparse retrieval',
      'resistence of cells',
      '"dense proofs"',
      'graph -networks',
      'Müller',
    ])
      for (const filter of [{}, { year: { from: 2003, to: 2006 } }, { author: ['muller'] }]) {
        const [here, there] = [
          await libraries[0]!.ask(question, { filter }),
          await libraries[1]!.ask(question, { filter }),
        ];
        expect(there.hits.map(({ score }) => score.toFixed(3))).toEqual(
          here.hits.map(({ score }) => score.toFixed(3)),
        );
        expect(there.notes).toEqual(here.notes);
      }
  });

  it('is looked over by doctor: shards, mapping, disks, vectors, model', async () => {
    const address = freshAddress();
    const library = await openLibrary({ dir: address, embedder: fakeEmbedder() });
    onTestFinished(() => library.close());
    const checks = new Map((await library.doctor()).map((check) => [check.name, check]));
    expect([...checks.keys()]).toEqual(['shards', 'mapping', 'disk', 'vectors', 'model']);
    expect(checks.get('shards')).toMatchObject({
      ok: true,
      detail: expect.stringContaining('1 shard') as string,
    });
    expect(checks.get('mapping')).toMatchObject({ ok: true, detail: 'version 2, no model yet' });
    await expect(library.doctor({ repair: true })).rejects.toThrow('checksums and copies of its own');
  });
});
