/** Several maps in one library: each connection reads and writes the one it was opened with. */
import { expect, it } from 'vitest';
import type { SavedMap } from '../../src/store/store.js';
import { opened, paper, temporaryDir } from './helpers.js';

const mapOf = (id: string, x: number): SavedMap => ({
  topics: [{ id, label: id, terms: [], size: 1, exemplars: [], parent: null }],
  keys: Int32Array.of(1, 2),
  topicOf: Int32Array.of(0, -1),
  coordinates: Float32Array.of(x, x, x, x),
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it('keeps two maps of the same papers apart, with topics of the same ids', async () => {
  const dir = temporaryDir();
  const main = await opened(dir);
  await main.upsert([paper('a'), paper('b')]);
  await main.putMap(mapOf('t1', 1), bytes('main'));
  const trial = await opened(dir, { map: 'trial' });
  expect(await trial.getMap()).toBeNull();
  expect(await trial.mapState()).toBeNull();
  await trial.putMap({ ...mapOf('t1', 2), topicOf: Int32Array.of(-1, 0) }, bytes('trial'));
  for (const [store, text, x, key] of [
    [main, 'main', 1, 1],
    [trial, 'trial', 2, 2],
  ] as const) {
    expect(Buffer.from((await store.getTopicMap())!).toString()).toBe(text);
    expect((await store.getMap())!.coordinates[0]).toBe(x);
    expect([...(await store.filter({ topic: ['t1'] }))]).toEqual([key]);
    expect(await store.mapState()).toMatchObject({ papers: 2, unplaced: 1 });
    expect(await store.mapNames()).toEqual(['main', 'trial']);
  }
  // Whoever named no map goes by another one from now on.
  await main.useMap('trial');
  expect([await main.mapName(), await trial.mapName()]).toEqual(['trial', 'trial']);
  expect(await main.topicsOf([1, 2])).toEqual([null, 't1']);
  await main.removeMap('main');
  expect(await main.mapNames()).toEqual(['trial']);
  await main.remove(['b']);
  expect((await trial.getMap())!.keys).toEqual(Int32Array.of(1));
  expect(await main.check()).toEqual([]);
});
