/** What a store makes of papers that come in, once, again, changed or under an id that is taken. */
import type { Paper } from '../../../src/types.js';
import { describe, expect, it } from 'vitest';
import { paper } from '../helpers.js';
import type { Subject } from './subject.js';

export function upsertContract({ name, store }: Subject): void {
  describe(`${name}: upsert`, () => {
    it('gives back a paper field for field, odd text included', async () => {
      const s = await store();
      const odd = paper('10.1000/ü', {
        title: 'A "title" with \u0000 NUL, emoji 🧪 and עברית',
        abstract: '',
        authors: ['Ana María', "O'Neil, B."],
        year: -50,
        venue: 'Ω',
        doi: '10.1000/x',
        url: 'https://x/?a=1&b',
        labels: ['cs.CL', 'x\ny'],
        ids: { arxiv: '2101.00001', __proto__x: 'y' },
        extra: { deep: { list: [1, null, 'a'] }, zero: 0 },
        sources: ['über/α.jsonl'],
      });
      await s.upsert([odd]);
      expect((await s.get(odd.id))!.paper).toEqual(odd);
      expect(await s.records(1)).toEqual([{ source: 'über/α.jsonl', paper: odd }]);
    });

    it('reports new, unchanged, merged and updated, with ids', async () => {
      const s = await store();
      expect(await s.upsert([paper('a'), paper('b'), paper('a')])).toEqual({
        new: 2,
        updated: 0,
        unchanged: 0,
        merged: 1,
        removed: 0,
        newIds: ['a', 'b'],
        updatedIds: [],
        mergedIds: ['a'],
        apartIds: [],
      });
      expect(await s.upsert([paper('a'), paper('b'), paper('a')])).toEqual({
        new: 0,
        updated: 0,
        unchanged: 3,
        merged: 0,
        removed: 0,
        newIds: [],
        updatedIds: [],
        mergedIds: [],
        apartIds: [],
      });
      expect(
        await s.upsert([
          paper('a', { sources: ['b.jsonl'] }),
          paper('b', { title: 'Other', sources: ['b.jsonl'] }),
        ]),
      ).toEqual({
        new: 0,
        updated: 1,
        unchanged: 0,
        merged: 1,
        removed: 0,
        newIds: [],
        updatedIds: ['b'],
        mergedIds: ['a'],
        apartIds: [],
      });
      expect((await s.get('a'))!.paper.sources).toEqual(['a.jsonl', 'b.jsonl']);
      expect((await s.get('b'))!.paper).toMatchObject({ title: 'Other', sources: ['a.jsonl', 'b.jsonl'] });
    });

    it('keeps all sources of a paper that comes with several, and counts it once', async () => {
      const s = await store();
      expect(
        await s.upsert([paper('a', { sources: ['x.bib', 'y.ris'] }), paper('b', { sources: [] })]),
      ).toMatchObject({ new: 2, merged: 0 });
      expect((await s.get('a'))!.paper.sources).toEqual(['x.bib', 'y.ris']);
      expect((await s.get('b'))!.paper.sources).toEqual(['-']);
      expect(await s.upsert([paper('a', { sources: ['y.ris'] })])).toMatchObject({ unchanged: 1 });
    });

    it('takes papers from an async iterable and says after each batch how many are stored', async () => {
      const s = await store();
      async function* slow(): AsyncGenerator<ReturnType<typeof paper>> {
        for (let i = 0; i < 5; i++) yield await Promise.resolve(paper(`p${i}`));
      }
      const done: number[] = [];
      expect((await s.upsert(slow(), { onBatch: (n) => done.push(n) })).new).toBe(5);
      expect(done.at(-1)).toBe(5);
    });

    it('stops at an aborted signal', async () => {
      const s = await store();
      await expect(s.upsert([paper('a')], { signal: AbortSignal.abort() })).rejects.toMatchObject({
        code: 'interrupted',
      });
    });

    it('holds differences in white space and in the order of object keys to be none', async () => {
      const s = await store();
      await s.upsert([paper('a', { title: 'One two', extra: { x: 1, y: 2 } })]);
      const again = await s.upsert([paper('a', { title: ' One \n two ', extra: { y: 2, x: 1 } })]);
      expect(again).toMatchObject({ unchanged: 1, updated: 0 });
      expect((await s.get('a'))!.paper.title).toBe('One two');
    });

    it('lets the newer record win and fills its gaps from the older', async () => {
      const s = await store();
      await s.upsert([
        paper('a', {
          abstract: 'Long.',
          year: 2001,
          doi: '10.1/a',
          labels: ['x'],
          ids: { pmid: '1' },
          extra: { note: 'n' },
        }),
      ]);
      await s.upsert([
        paper('a', {
          title: 'New',
          abstract: '',
          labels: ['y'],
          ids: { arxiv: '2' },
          authors: ['B'],
          sources: ['b.jsonl'],
        }),
      ]);
      expect((await s.get('a'))!.paper).toEqual(
        paper('a', {
          title: 'New',
          abstract: 'Long.',
          year: 2001,
          doi: '10.1/a',
          labels: ['x', 'y'],
          ids: { pmid: '1', arxiv: '2' },
          authors: ['B'],
          extra: { note: 'n' },
          sources: ['a.jsonl', 'b.jsonl'],
        }),
      );
      expect((await s.records(1)).map((r) => r.paper.title)).toEqual(['Title of a', 'New']);
    });

    it('calls a poorer record of a known paper merged', async () => {
      const s = await store();
      await s.upsert([paper('a', { year: 2001 })]);
      expect(await s.upsert([paper('a', { abstract: '', sources: ['b.jsonl'] })])).toMatchObject({
        merged: 1,
        mergedIds: ['a'],
      });
    });

    it('follows a source that returns to an earlier text, but not one that holds both', async () => {
      const s = await store();
      const one = paper('a', { title: 'One' });
      const two = paper('a', { title: 'Two' });
      await s.upsert([one]);
      await s.upsert([two]);
      expect(await s.upsert([one])).toMatchObject({ updated: 1, unchanged: 0, updatedIds: ['a'] });
      expect((await s.get('a'))!.paper.title).toBe('One');
      expect(await s.upsert([two, one])).toMatchObject({ unchanged: 2 });
      expect((await s.get('a'))!.paper.title).toBe('One');
    });

    it('reads a file with two texts for one id twice without a change', async () => {
      const s = await store();
      const file = [paper('a', { title: 'One' }), paper('b'), paper('a', { title: 'Two' })];
      expect(await s.upsert(file)).toMatchObject({ new: 2, updated: 1 });
      expect(await s.upsert(file)).toMatchObject({ unchanged: 3 });
      expect((await s.get('a'))!.paper.title).toBe('Two');
    });

    describe('told which records are of another paper', () => {
      /** Titles that begin with another letter. */
      const isAnother = (stored: Paper, record: Paper): boolean => stored.title[0] !== record.title[0];
      const cats = paper('1', { title: 'Cats and dogs', sources: ['a.csv'] });
      const wells = paper('1', { title: 'Quantum wells', sources: ['b.csv'] });
      const stars = paper('1', { title: 'Stars at night', sources: ['b.csv'] });

      it('keeps them under ids of their own, read once or twice, in one file or in several', async () => {
        const s = await store();
        expect(await s.upsert([cats], { isAnother })).toMatchObject({ newIds: ['1'] });
        const apart = { newIds: ['1~2', '1~3'], apartIds: ['1~2', '1~3'] };
        expect(await s.upsert([wells, stars], { isAnother })).toMatchObject(apart);
        const again = { unchanged: 3, apartIds: [] };
        expect(await s.upsert([cats, wells, stars], { isAnother })).toMatchObject(again);
        expect(await s.upsert([stars, wells, cats], { isAnother })).toMatchObject(again);
        expect((await s.get('1'))!.paper.title).toBe('Cats and dogs');
      });

      it('finds the one that a later state of a record belongs to', async () => {
        const s = await store();
        await s.upsert([cats, wells, stars], { isAnother });
        const later = { ...stars, year: 2000 };
        expect(await s.upsert([later], { isAnother })).toMatchObject({ updatedIds: ['1~3'] });
        expect((await s.get('1~3'))!.paper).toMatchObject({ title: 'Stars at night', year: 2000 });
      });

      it('takes a second record of one file for another paper, also when the first was stored before', async () => {
        const s = await store();
        await s.upsert([wells], { isAnother });
        expect(await s.upsert([wells, stars], { isAnother })).toMatchObject({
          newIds: ['1~2'],
          unchanged: 1,
        });
      });

      it('loses nothing when a file of the same name holds other papers under the same ids', async () => {
        const s = await store();
        await s.upsert([wells], { isAnother });
        expect(await s.upsert([stars], { isAnother })).toMatchObject({ newIds: ['1~2'], updatedIds: [] });
        expect((await s.get('1'))!.paper.title).toBe('Quantum wells');
      });

      it('updates a paper when its record was edited', async () => {
        const s = await store();
        await s.upsert([cats], { isAnother });
        const edited = { ...cats, title: 'Cats and other dogs' };
        expect(await s.upsert([edited], { isAnother })).toMatchObject({ updatedIds: ['1'] });
      });
    });

    it('does not hold an id apart that only looks like one given here', async () => {
      const s = await store();
      expect(await s.upsert([paper('v1~2')])).toMatchObject({ newIds: ['v1~2'], apartIds: [] });
    });

    it('never gives a key again', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b')]);
      await s.remove(['b']);
      await s.upsert([paper('b'), paper('c')], { restore: true });
      expect([...(await s.keysOf(['a', 'b', 'c']))]).toEqual([1, 3, 4]);
    });
  });
}
