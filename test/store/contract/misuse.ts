/** What a store refuses, and what it answers when nothing is there. */
import { describe, expect, it } from 'vitest';
import { MODEL, paper, vectors } from '../helpers.js';
import type { Subject } from './subject.js';

export function misuseContract({ name, store }: Subject): void {
  describe(`${name}: misuse`, () => {
    it('rejects every verb once closed, and closes twice without complaint', async () => {
      const s = await store();
      await s.close();
      await s.close();
      const calls = [
        () => s.get('a'),
        () => s.count(),
        () => s.upsert([paper('a')]),
        () => s.remove(['a']),
        () => s.filter({}),
        () => s.statusCounts(),
        () => s.pending(1),
        () => s.putVectors([]),
        () => s.getModel(),
        () => s.getMap(),
        () => s.getDocument('x'),
        () => s.scan()[Symbol.asyncIterator]().next(),
      ];
      for (const call of calls)
        await expect(call()).rejects.toMatchObject({
          code: 'internal',
          message: expect.stringContaining('closed') as string,
        });
    });

    it('says nothing is there instead of throwing for unknown ids and keys', async () => {
      const s = await store();
      await s.setModel(MODEL);
      expect(await s.get('x')).toBeNull();
      expect(await s.getByKey([7, 0, -1])).toEqual([null, null, null]);
      expect([...(await s.keysOf(['x']))]).toEqual([0]);
      expect(await s.idsOf([7])).toEqual([null]);
      expect(await s.records(7)).toEqual([]);
      expect(await s.sentenceVectors([7])).toEqual([null]);
      expect(await s.topicsOf([7])).toEqual([null]);
      expect(await s.remove(['x', 'x'])).toEqual({ removed: [], left: ['x'] });
      expect(await s.getMap()).toBeNull();
      expect(await s.getTopicMap()).toBeNull();
      expect(await s.getTopics()).toEqual([]);
      expect(await s.mapState()).toBeNull();
      expect(await s.getSetting('x')).toBeNull();
      expect(await s.getDocument('x')).toBeNull();
      expect(await s.removeDocument('x')).toBe(false);
    });

    it('refuses the document vector of a paper that has none', async () => {
      const s = await store();
      await s.setModel(MODEL);
      await s.upsert([paper('a')]);
      await expect(s.documentVectors([1])).rejects.toMatchObject({ code: 'not-found' });
    });

    it("refuses vectors before a model is pinned, and of another length than the model's", async () => {
      const s = await store();
      await s.upsert([paper('a')]);
      const [pending] = await s.pending(1);
      const entry = { ...pending!, vectors: vectors(1) };
      await expect(s.putVectors([entry])).rejects.toMatchObject({ code: 'internal' });
      await s.setModel({ ...MODEL, dimensions: 3 });
      await expect(s.putVectors([entry])).rejects.toMatchObject({ code: 'internal' });
      expect(await s.pendingCount()).toBe(1);
    });

    it('refuses to remove an unknown source', async () => {
      const s = await store();
      await s.upsert([paper('a')]);
      await expect(s.removeSource('b.jsonl')).rejects.toMatchObject({
        code: 'not-found',
        message: 'No paper came from a source called "b.jsonl".',
      });
    });

    it('stores nothing of a batch whose reading fails in the middle, and all of the batches before', async () => {
      const s = await store();
      function* broken(): Generator<ReturnType<typeof paper>> {
        yield paper('a');
        throw new Error('line 2');
      }
      await expect(s.upsert(broken())).rejects.toThrow('line 2');
      await s.upsert([paper('b')]);
      expect((await s.get('b'))!.key).toBeGreaterThan(0);
    });
  });
}
