/** How two papers become one, and two again. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.js';
import { allPapers, paper } from '../helpers.js';
import type { Subject } from './subject.js';

export function duplicatesContract({ name, store }: Subject): void {
  describe(`${name}: duplicates`, () => {
    const why = { agree: ['title'], differ: [] };
    const twins = async (): Promise<Store> => {
      const s = await store();
      await s.upsert([
        paper('arxiv-1', {
          title: 'T',
          venue: 'arXiv',
          year: 2019,
          doi: '10.48550/arxiv.1',
          ids: { arxiv: '1' },
        }),
        paper('10.1/x', {
          title: 'T!',
          abstract: '',
          venue: 'Journal',
          year: 2020,
          doi: '10.1/x',
          sources: ['b.bib'],
        }),
        paper('other'),
      ]);
      return s;
    };

    it('refuses to split what is not merged', async () => {
      const s = await twins();
      await expect(s.split('arxiv-1')).rejects.toMatchObject({ code: 'not-found' });
      await expect(s.split('unknown')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('refuses to join what is not there', async () => {
      const s = await twins();
      await expect(s.join('arxiv-1', 'unknown')).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('"unknown"') as string,
      });
      await expect(s.join('unknown', 'arxiv-1')).rejects.toMatchObject({ code: 'not-found' });
      expect(await s.count()).toBe(3);
    });

    it('joins by hand what nothing else would, for good, until it is split again', async () => {
      const s = await twins();
      expect(await s.join('other', 'arxiv-1')).toEqual(['arxiv-1', 'other']);
      expect(await s.join('other', 'arxiv-1')).toEqual(['arxiv-1', 'other']);
      expect((await s.duplicates()).merges).toEqual([
        { id: 'arxiv-1', joined: 'other', evidence: { agree: ['paper, by hand'], differ: [] } },
      ]);
      expect(await s.upsert([paper('other')])).toMatchObject({ unchanged: 1 });
      expect(await s.count()).toBe(2);
      expect(await s.split('other')).toEqual(['arxiv-1', 'other']);
      await s.settleMatches([{ key: 1, blocks: [] }], [], []);
      expect(await s.count()).toBe(3);
      await s.join('arxiv-1', 'other');
      expect(await s.count()).toBe(2);
    });

    it('joins again what was joined by hand when both have been away', async () => {
      const s = await twins();
      await s.join('arxiv-1', '10.1/x');
      await s.remove(['arxiv-1']);
      const back = { restore: true };
      await s.upsert([paper('arxiv-1', { title: 'T' })], back);
      await s.upsert([paper('10.1/x', { title: 'Another' })], back);
      const keys = [...(await s.keysOf(['arxiv-1', '10.1/x']))];
      expect(
        await s.settleMatches(
          keys.map((key) => ({ key, blocks: [] })),
          [],
          [],
        ),
      ).toEqual(['10.1/x']);
      expect((await s.duplicates()).merges).toHaveLength(1);
    });

    it('offers papers until they are settled, and again when they change', async () => {
      const s = await twins();
      expect((await s.unmatched(2)).map((p) => p.key)).toEqual([1, 2]);
      await s.settleMatches(
        [
          { key: 1, blocks: [5] },
          { key: 2, blocks: [5, 2 ** 53 - 1] },
          { key: 3, blocks: [] },
          { key: 99, blocks: [5] },
        ],
        [],
        [],
      );
      expect(await s.unmatched(9)).toEqual([]);
      expect([...(await s.papersInBlocks([5, 5, 7], 2))]).toEqual([1, 2]);
      expect([...(await s.papersInBlocks([5, 2 ** 53 - 1], 1))]).toEqual([2]);
      await s.upsert([paper('other', { year: 2000 })]);
      expect((await s.unmatched(9)).map((p) => p.key)).toEqual([3]);
    });

    it('joins two papers under the older id, found by both ids, with the published place and both identifiers', async () => {
      const s = await twins();
      expect(await s.settleMatches([], [{ into: 2, from: 1, evidence: why }], [])).toEqual(['10.1/x']);
      const one = (await s.get('10.1/x'))!;
      expect(one).toMatchObject({
        key: 1,
        paper: {
          id: 'arxiv-1',
          title: 'T',
          abstract: 'Abstract of arxiv-1.',
          venue: 'Journal',
          year: 2020,
          doi: '10.1/x',
          ids: { arxiv: '1', preprint: '10.48550/arxiv.1' },
          sources: ['a.jsonl', 'b.bib'],
        },
      });
      expect((await s.findByIdentifier('10.48550/arxiv.1')).map((p) => p.key)).toEqual([1]);
      expect(await s.count()).toBe(2);
      expect(await s.duplicates()).toEqual({
        merges: [{ id: 'arxiv-1', joined: '10.1/x', evidence: why }],
        nearMisses: [],
      });
      expect((await s.records(1)).map((r) => r.paper.id)).toEqual(['arxiv-1', '10.1/x']);
    });

    it('lists records that came with one id from several sources, and no record that was only edited', async () => {
      const s = await store();
      await s.upsert([paper('10.1/a', { sources: ['a.bib'] }), paper('10.1/b', { sources: ['a.bib'] })]);
      await s.upsert([paper('10.1/a', { sources: ['b.ris'], year: 1999 })]);
      await s.upsert([
        paper('10.1/a', { sources: ['c.csv'] }),
        paper('10.1/b', { sources: ['a.bib'], year: 1998 }),
      ]);
      expect(await s.duplicates()).toEqual({
        merges: [
          {
            id: '10.1/a',
            joined: '10.1/a',
            evidence: { agree: ['id in a.bib and b.ris'], differ: [] },
            sources: ['a.bib', 'b.ris'],
          },
          {
            id: '10.1/a',
            joined: '10.1/a',
            evidence: { agree: ['id in b.ris and c.csv'], differ: [] },
            sources: ['b.ris', 'c.csv'],
          },
        ],
        nearMisses: [],
      });
      await s.removeSource('b.ris');
      expect((await s.duplicates()).merges.map(({ evidence }) => evidence.agree)).toEqual([
        ['id in a.bib and c.csv'],
      ]);
    });

    it('knows a joined record when it is read again', async () => {
      const s = await twins();
      await s.settleMatches([], [{ into: 1, from: 2, evidence: why }], []);
      expect(
        await s.upsert([
          paper('10.1/x', {
            title: 'T!',
            abstract: '',
            venue: 'Journal',
            year: 2020,
            doi: '10.1/x',
            sources: ['b.bib'],
          }),
        ]),
      ).toMatchObject({ unchanged: 1, new: 0 });
    });

    it('splits for good: both papers are as they were, and are not joined again', async () => {
      for (const id of ['10.1/x', 'arxiv-1']) {
        const s = await twins();
        const before = await allPapers(s);
        await s.settleMatches([], [{ into: 1, from: 2, evidence: why }], []);
        expect(await s.split(id)).toEqual(['arxiv-1', '10.1/x']);
        // Asked again, since whoever asked may have been killed before the parts were embedded.
        expect(await s.split(id)).toEqual(['arxiv-1', '10.1/x']);
        await expect(s.split('other')).rejects.toMatchObject({ code: 'not-found' });
        expect((await allPapers(s)).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          before.sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
        const [a, b] = await s.keysOf(['arxiv-1', '10.1/x']);
        expect(
          await s.settleMatches(
            [],
            [{ into: a!, from: b!, evidence: why }],
            [{ into: a!, from: b!, evidence: why }],
          ),
        ).toEqual([]);
        expect(await s.duplicates()).toEqual({ merges: [], nearMisses: [] });
        expect(await s.check()).toEqual([]);
      }
    });

    it('notes near-misses, until one of the two is looked at again', async () => {
      const s = await twins();
      await s.settleMatches([{ key: 1, blocks: [] }], [], [{ into: 1, from: 3, evidence: why }]);
      expect((await s.duplicates()).nearMisses).toEqual([{ a: 'arxiv-1', b: 'other', evidence: why }]);
      await s.settleMatches([{ key: 3, blocks: [] }], [], []);
      expect((await s.duplicates()).nearMisses).toEqual([]);
    });

    it('follows joins within one call', async () => {
      const s = await twins();
      const joined = await s.settleMatches(
        [],
        [
          { into: 2, from: 3, evidence: why },
          { into: 1, from: 3, evidence: why },
        ],
        [],
      );
      expect(joined).toEqual(['other', '10.1/x']);
      expect((await s.duplicates()).merges.map((m) => m.joined)).toEqual(['10.1/x', 'other']);
      expect(await s.split('other')).toEqual(['arxiv-1', 'other']);
      expect((await s.duplicates()).merges.map((m) => m.joined)).toEqual(['10.1/x']);
    });

    it('gives the text of a source that is removed back to no one', async () => {
      const s = await twins();
      await s.settleMatches([], [{ into: 1, from: 2, evidence: why }], []);
      await s.removeSource('a.jsonl');
      expect((await s.get('10.1/x'))!.paper).toMatchObject({
        id: 'arxiv-1',
        title: 'T!',
        doi: '10.1/x',
        ids: {},
      });
    });
  });
}
