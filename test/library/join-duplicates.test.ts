import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import type { Paper } from '../../src/types.js';
import { joinDuplicates } from '../../src/library/intake/join-duplicates.js';

async function library(): Promise<Store> {
  const dir = mkdtempSync(join(tmpdir(), 'fieldmap-join-'));
  const store = await openSqliteStore(dir, { mode: 'create' });
  onTestFinished(async () => {
    await store.close();
    rmSync(dir, { recursive: true });
  });
  return store;
}

const paper = (id: string, fields: Partial<Paper> = {}): Paper => ({
  id,
  title: 'Deep transition networks for sequence labelling',
  abstract: '',
  authors: ['Ana Pérez'],
  year: 2019,
  venue: null,
  doi: null,
  url: null,
  labels: [],
  sources: ['a.bib'],
  ids: {},
  extra: {},
  ...fields,
});

describe('joining duplicates', () => {
  it('stops at an aborted signal, and the next call goes on', async () => {
    const store = await library();
    await store.upsert([paper('a'), paper('b')]);
    await expect(joinDuplicates(store, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect(await joinDuplicates(store)).toEqual(['b']);
  });

  it('joins what comes later with what is there, and looks at nothing twice', async () => {
    const store = await library();
    await store.upsert([
      paper('a'),
      paper('other', { title: 'Something else about galaxies', authors: ['Bo Li'] }),
    ]);
    expect(await joinDuplicates(store)).toEqual([]);
    await store.upsert([
      paper('b', { authors: ['PEREZ A'], abstract: 'Now with an abstract.', sources: ['b.ris'] }),
    ]);
    const steps: number[] = [];
    expect(await joinDuplicates(store, { onProgress: ({ done }) => steps.push(done) })).toEqual(['b']);
    // The new paper, then the one it was joined with: that one has changed.
    expect(steps).toEqual([1, 2]);
    expect((await store.get('b'))!.paper).toMatchObject({
      id: 'a',
      abstract: 'Now with an abstract.',
      sources: ['a.bib', 'b.ris'],
    });
    expect(await store.unmatched(9)).toEqual([]);
  });

  it('finds a third copy by what only the second had', async () => {
    const store = await library();
    await store.upsert([paper('a', { doi: '10.1/a' })]);
    await joinDuplicates(store);
    await store.upsert([paper('b', { doi: '10.1/a', ids: { pmid: '7' } })]);
    await joinDuplicates(store);
    await store.upsert([paper('c', { title: 'Redes profundas', ids: { pmid: '7' } })]);
    expect(await joinDuplicates(store)).toEqual(['c']);
  });

  it('leaves apart what a person has split, also when the papers change', async () => {
    const store = await library();
    await store.upsert([paper('a'), paper('b')]);
    await joinDuplicates(store);
    await store.split('b');
    expect(await joinDuplicates(store)).toEqual([]);
    await store.upsert([paper('b', { abstract: 'Changed.' })]);
    expect(await joinDuplicates(store)).toEqual([]);
    expect(await store.count()).toBe(2);
  });

  it('rehearses as it would be', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'fieldmap-join-'));
    const store = await openSqliteStore(dir, { mode: 'rehearse' });
    await store.upsert([paper('a'), paper('b')]);
    expect(await joinDuplicates(store)).toEqual(['b']);
    await store.close();
  });
});
