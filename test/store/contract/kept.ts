/** Revision, settings, documents and the last map. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Topic } from '../../../src/types.js';
import type { SavedMap, Store } from '../../../src/store/store.js';
import { allPapers, embedAll, MODEL, paper } from '../helpers.js';
import type { Subject } from './subject.js';

export function keptContract({ name, store, lacks }: Subject): void {
  describe.skipIf(lacks.has('digests'))(`${name}: revision`, () => {
    it('goes by content: equal for equal libraries, back where it was after a change and its opposite', async () => {
      const [a, b] = [await store(), await store()];
      await a.upsert([paper('x'), paper('y')]);
      await embedAll(a);
      await b.upsert([paper('x')]);
      await embedAll(b);
      const early = await b.revision();
      await b.upsert([paper('y', { year: 1 })]);
      await embedAll(b);
      const pick = ({
        papers,
        embedded,
        textDigest,
        vectorsDigest,
      }: Awaited<ReturnType<Store['revision']>>): unknown => ({
        papers,
        embedded,
        textDigest,
        vectorsDigest,
      });
      expect(pick(await a.revision())).toEqual(pick(await b.revision()));
      await b.remove(['y']);
      expect(pick(await b.revision())).toEqual(pick(early));
      expect((await b.revision()).revision).toBeGreaterThan(early.revision);
      expect((await b.revision()).vectorsRevision).toBeGreaterThanOrEqual(early.vectorsRevision);
    });

    it('changes with a text, a model, and with two texts that swap places', async () => {
      const s = await store();
      await s.upsert([
        paper('x', { title: 'One' }),
        paper('y', { title: 'Two', abstract: 'Abstract of x.' }),
      ]);
      await embedAll(s);
      const before = await s.revision();
      await s.upsert([
        paper('x', { title: 'Two' }),
        paper('y', { title: 'One', abstract: 'Abstract of x.' }),
      ]);
      const swapped = await s.revision();
      expect(swapped.textDigest).not.toBe(before.textDigest);
      await s.setModel({ ...MODEL, hash: '01' });
      expect((await s.revision()).vectorsDigest).not.toBe(swapped.vectorsDigest);
      expect((await s.revision()).textDigest).toBe(swapped.textDigest);
    });
  });

  describe(`${name}: settings, documents, map`, () => {
    const topic = (id: string, parent: string | null = null): Topic => ({
      id,
      label: id.toUpperCase(),
      terms: [{ term: 'x', weight: 1 }],
      size: 1,
      exemplars: ['a'],
      parent,
    });
    const map: SavedMap = {
      topics: [topic('area'), topic('t1', 'area'), topic('t2')],
      keys: Int32Array.of(1, 2, 3),
      topicOf: Int32Array.of(1, -1, 2),
      coordinates: Float32Array.of(0, 1, 2, 3, 4.5, 5),
    };
    const json = new TextEncoder().encode('{"schemaVersion":1}');

    it('keeps JSON values by name', async () => {
      const s = await store();
      await s.setSetting('x', { a: [1, 'é', null] });
      expect(await s.getSetting('x')).toEqual({ a: [1, 'é', null] });
      await s.setSetting('x', null);
      expect(await s.getSetting('x')).toBeNull();
    });

    it('keeps bytes by name and lists the names by prefix', async () => {
      const s = await store();
      await s.putDocument('search/b', Uint8Array.of(0, 255));
      await s.putDocument('search/a', Uint8Array.of());
      await s.putDocument('other', Uint8Array.of(1));
      await s.putDocument('other', Uint8Array.of(2));
      expect(await s.documentNames('search/')).toEqual(['search/a', 'search/b']);
      expect([...(await s.getDocument('other'))!]).toEqual([2]);
      expect([...(await s.getDocument('search/b'))!]).toEqual([0, 255]);
      expect(await s.removeDocument('search/a')).toBe(true);
      expect(await s.documentNames()).toEqual(['other', 'search/b']);
    });

    it.skipIf(lacks.has('map'))(
      'keeps the last map, answers by topic and by area, and forgets papers that are removed',
      async () => {
        const s = await store();
        await s.upsert([paper('a'), paper('b'), paper('c')]);
        await s.putMap(
          {
            ...map,
            topics: [],
            keys: new Int32Array(0),
            topicOf: new Int32Array(0),
            coordinates: new Float32Array(0),
          },
          json,
        );
        await s.putMap(map, json);
        expect(await s.getMap()).toEqual(map);
        expect([...(await s.getTopicMap())!]).toEqual([...json]);
        expect(await s.getTopics()).toEqual(map.topics);
        const digest = createHash('sha256').update(json).digest('hex').slice(0, 16);
        expect(await s.mapState()).toEqual({ digest, papers: 3, unplaced: 1, topics: 2 });
        expect(await s.topicsOf([3, 2, 1])).toEqual(['t2', null, 't1']);
        expect([...(await s.filter({ topic: ['area'] }))]).toEqual([1]);
        expect([...(await s.filter({ topic: ['t1', 't2'] }))]).toEqual([1, 3]);
        await s.remove(['a']);
        expect(await s.getMap()).toMatchObject({
          keys: Int32Array.of(2, 3),
          topicOf: Int32Array.of(-1, 2),
          coordinates: Float32Array.of(2, 3, 4.5, 5),
        });
        expect(await s.mapState()).toEqual({ digest, papers: 2, unplaced: 1, topics: 2 });
        expect(await allPapers(s)).toHaveLength(2);
      },
    );

    it.skipIf(lacks.has('map'))(
      'names its maps, goes by one of them, and refuses to go by one that is not there',
      async () => {
        const s = await store();
        expect([await s.mapName(), await s.mapNames()]).toEqual(['main', []]);
        await expect(s.useMap('main')).rejects.toMatchObject({ code: 'not-found' });
        await s.upsert([paper('a'), paper('b'), paper('c')]);
        await s.putMap(map, json);
        expect(await s.mapNames()).toEqual(['main']);
        for (const name of ['trial', 'topic-map', '']) {
          await expect(s.useMap(name)).rejects.toMatchObject({ code: 'not-found' });
          await expect(s.removeMap(name)).rejects.toMatchObject({ code: 'not-found' });
        }
        await expect(s.removeMap('main')).rejects.toMatchObject({ code: 'usage' });
        await s.useMap('main');
        expect(await s.getMap()).toEqual(map);
      },
    );
  });
}
