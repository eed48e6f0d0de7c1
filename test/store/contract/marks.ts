/** Decisions on papers, and what they outlive. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import type { Mark } from '../../../src/types.js';
import { paper } from '../helpers.js';
import type { Subject } from './subject.js';

const NOTHING: Mark = { decision: null, reason: '', star: false, tags: [], note: '' };

export function marksContract({ name, store }: Subject): void {
  const three = async (): Promise<Store> => {
    const s = await store();
    await s.upsert([paper('a'), paper('b', { sources: ['b.bib'] }), paper('c')]);
    return s;
  };
  const of = async (s: Store, id: string): Promise<Mark | null> =>
    (await s.marksOf(await s.keysOf([id])))[0]!;
  const join = (s: Store): Promise<string[]> =>
    s.settleMatches([], [{ into: 1, from: 2, evidence: { agree: ['title'], differ: [] } }], []);

  describe(`${name}: marks`, () => {
    it('names the ids that no paper has, and marks the others', async () => {
      const s = await three();
      expect(
        await s.mark([
          { id: 'x', decision: 'include' },
          { id: 'a', star: true },
        ]),
      ).toEqual({
        marked: ['a'],
        unknown: ['x'],
      });
      expect(await s.marksOf([1, 2, 99])).toEqual([{ ...NOTHING, star: true }, null, null]);
      expect((await s.marked()).map(({ key }) => key)).toEqual([1]);
    });

    it('leaves what a change does not name, and forgets the reason of another decision', async () => {
      const s = await three();
      await s.mark([{ id: 'a', decision: 'exclude', reason: 'animals', tags: ['x'], note: 'n' }]);
      await s.mark([{ id: 'a', star: true, tags: ['y', 'x'] }]);
      const now = {
        decision: 'exclude',
        reason: 'animals',
        star: true,
        tags: ['x', 'y'],
        note: 'n',
      } as const;
      expect(await of(s, 'a')).toEqual(now);
      await s.mark([{ id: 'a', decision: 'include' }]);
      expect(await of(s, 'a')).toEqual({ ...now, decision: 'include', reason: '' });
      await s.mark([{ id: 'a', clear: true, note: 'anew' }]);
      expect(await of(s, 'a')).toEqual({ ...NOTHING, note: 'anew' });
    });

    it('lists by the time of the decision, whatever was noted since', async () => {
      const s = await three();
      await s.mark([
        { id: 'c', decision: 'include' },
        { id: 'a', decision: 'maybe' },
      ]);
      await s.mark([{ id: 'c', note: 'later' }]);
      expect((await s.marked()).map(({ key }) => key)).toEqual([3, 1]);
    });

    it('keeps marks when a paper is read again, changed, removed and added again', async () => {
      const s = await three();
      await s.mark([{ id: 'a', decision: 'include' }]);
      await s.upsert([paper('a', { title: 'Another title' })]);
      expect(await of(s, 'a')).toMatchObject({ decision: 'include' });
      await s.remove(['a']);
      expect(await s.marked()).toEqual([]);
      await s.upsert([paper('a')], { restore: true });
      expect(await of(s, 'a')).toMatchObject({ decision: 'include' });
    });

    it('says of a joined paper what was said of both, the later decision; a split gives each its own', async () => {
      const s = await three();
      await s.mark([{ id: 'b', decision: 'include', reason: 'good', tags: ['q'], note: 'on b' }]);
      await s.mark([{ id: 'a', decision: 'exclude', star: true, note: 'on a' }]);
      await join(s);
      expect(await of(s, 'b')).toEqual({
        decision: 'exclude',
        reason: '',
        star: true,
        tags: ['q'],
        note: 'on a\non b',
      });
      await s.split('b');
      expect(await of(s, 'a')).toEqual({ ...NOTHING, decision: 'exclude', star: true, note: 'on a' });
      expect(await of(s, 'b')).toMatchObject({ decision: 'include', reason: 'good', note: 'on b' });
    });

    it('what is said of a joined paper holds for both after a split', async () => {
      const s = await three();
      await join(s);
      await s.mark([{ id: 'a', decision: 'include' }]);
      await s.split('b');
      expect(await s.marksOf(await s.keysOf(['a', 'b']))).toEqual([
        { ...NOTHING, decision: 'include' },
        { ...NOTHING, decision: 'include' },
      ]);
    });

    it('keeps the mark of a record whose source is removed from a joined paper', async () => {
      const s = await three();
      await s.mark([{ id: 'b', decision: 'include' }]);
      await join(s);
      await s.removeSource('b.bib');
      expect(await of(s, 'a')).toMatchObject({ decision: 'include' });
    });

    it('filters by decision and by tag', async () => {
      const s = await three();
      await s.mark([
        { id: 'a', decision: 'include', tags: ['Méthode'] },
        { id: 'b', star: true },
      ]);
      const keys = async (filter: Parameters<Store['filter']>[0]): Promise<number[]> => [
        ...(await s.filter(filter)),
      ];
      expect(await keys({ marked: ['include'] })).toEqual([1]);
      expect(await keys({ marked: ['exclude', 'maybe'] })).toEqual([]);
      expect(await keys({ marked: ['unmarked'] })).toEqual([2, 3]);
      expect(await keys({ marked: ['unmarked', 'include'] })).toEqual([1, 2, 3]);
      expect(await keys({ tag: ['methode', 'x'] })).toEqual([1]);
      expect(await keys({ tag: ['meth'] })).toEqual([]);
      expect(await keys({ tag: ['methode'], marked: ['unmarked'] })).toEqual([]);
    });
  });
}
