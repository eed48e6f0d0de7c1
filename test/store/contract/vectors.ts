/** How papers get their vectors, and when they lose them. */
import { describe, expect, it } from 'vitest';
import { embedAll, embeddedKeys, MODEL, paper, vectors } from '../helpers.js';
import type { Subject } from './subject.js';

export function vectorsContract({ name, store, lacks }: Subject): void {
  describe(`${name}: vectors`, () => {
    it('offers what has no vectors, takes them, and gives them back in the order asked', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b'), paper('c')]);
      expect((await s.pending(2)).map((p) => p.key)).toEqual([1, 2]);
      expect((await s.pending(2, 2)).map((p) => [p.key, p.title, p.abstract])).toEqual([
        [3, 'Title of c', 'Abstract of c.'],
      ]);
      await embedAll(s);
      expect(await s.pending(10)).toEqual([]);
      const matrix = await s.documentVectors([3, 1, 3]);
      expect([...matrix.data]).toEqual([3, -3, 1, -1, 3, -3]);
      expect(matrix).toMatchObject({ rows: 3, dimensions: 2 });
      const [second, none, first] = await s.sentenceVectors([2, 9, 1]);
      expect(none).toBeNull();
      expect(second).toEqual(vectors(2).sentences);
      expect(first).toEqual(vectors(1).sentences);
    });

    it.skipIf(lacks.has('all vectors'))('gives them all, by ascending key', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b'), paper('c')]);
      expect((await s.allDocumentVectors()).matrix).toMatchObject({ rows: 0, dimensions: 0 });
      await s.setModel(MODEL);
      expect((await s.allDocumentVectors()).keys).toHaveLength(0);
      await embedAll(s);
      const all = await s.allDocumentVectors();
      expect([[...all.keys], [...all.matrix.data]]).toEqual([
        [1, 2, 3],
        [1, -1, 2, -2, 3, -3],
      ]);
    });

    it('has none before a model is pinned', async () => {
      const s = await store();
      await s.upsert([paper('a')]);
      expect(await s.sentenceVectors([1])).toEqual([null]);
      expect(await s.documentVectors([])).toMatchObject({ rows: 0, dimensions: 0 });
    });

    it('answers an empty matrix for no keys', async () => {
      const s = await store();
      await s.setModel(MODEL);
      expect(await s.documentVectors([])).toEqual({ data: new Float32Array(0), rows: 0, dimensions: 2 });
    });

    it('keeps vectors through a change that is not of the text, drops them with the text', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b')]);
      await embedAll(s);
      await s.upsert([paper('a', { year: 1990 }), paper('b', { abstract: 'Other.' })]);
      expect((await s.pending(9)).map((p) => p.key)).toEqual([2]);
      expect(await embeddedKeys(s)).toEqual([1]);
    });

    it('drops vectors that come too late: of a text that changed or a paper that is gone', async () => {
      const s = await store();
      await s.setModel(MODEL);
      await s.upsert([paper('a'), paper('b'), paper('c')]);
      const pending = await s.pending(9);
      await s.upsert([paper('a', { title: 'Changed' })]);
      await s.remove(['b']);
      expect(await s.putVectors(pending.map((p) => ({ ...p, vectors: vectors(p.key) })))).toBe(1);
      expect((await s.pending(9)).map((p) => p.key)).toEqual([1]);
    });

    it('stores vectors of a paper with no sentence', async () => {
      const s = await store();
      await s.setModel(MODEL);
      await s.upsert([paper('a')]);
      const [a] = await s.pending(1);
      const none = { scales: new Float32Array(0), spans: new Uint32Array(0), values: new Int8Array(0) };
      await s.putVectors([{ ...a!, vectors: { ...vectors(1), sentences: none } }]);
      expect(await s.sentenceVectors([1])).toEqual([none]);
    });

    it.skipIf(lacks.has('other models'))(
      'drops all vectors when another model is pinned, none when the same is',
      async () => {
        const s = await store();
        await s.upsert([paper('a')]);
        await embedAll(s);
        await s.setModel({ ...MODEL });
        expect(await s.pendingCount()).toBe(0);
        await s.setModel({ ...MODEL, template: '{title}' });
        expect(await s.pendingCount()).toBe(1);
        expect(await s.getModel()).toMatchObject({ template: '{title}' });
      },
    );
  });
}
