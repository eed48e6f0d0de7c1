/** How papers go, are found, filtered and counted. */
import { describe, expect, it } from 'vitest';
import { CITATIONS } from '../../../src/text/index.js';
import type { Paper } from '../../../src/types.js';
import type { Store } from '../../../src/store/store.js';
import { allPapers, embedAll, embeddedKeys, MODEL, paper, vectors } from '../helpers.js';
import type { Subject } from './subject.js';

export function papersContract({ name, store, lacks }: Subject): void {
  describe(`${name}: citations`, () => {
    const citing = (id: string, refs: string[], citedBy: number | null): Paper =>
      paper(id, {
        extra: {
          [CITATIONS]: { references: refs.map((ref) => ({ id: ref, text: '', year: null })), citedBy },
        },
      });

    it('are kept beside the papers, and go and come with them', async () => {
      const s = await store();
      expect(await s.citations()).toEqual([]);
      await s.upsert([citing('a', ['doi:10.1/x', 'doi:10.1/y'], 3), paper('b'), citing('c', [], 0)]);
      expect((await s.get('a'))!.paper.extra).toEqual({});
      const x = { id: 'doi:10.1/x', text: '', year: null };
      const y = { id: 'doi:10.1/y', text: '', year: null };
      expect(await s.citations()).toEqual([
        { key: 1, references: [x, y], citedBy: 3 },
        { key: 3, references: [], citedBy: 0 },
      ]);
      // The same record with a later count is the same paper.
      expect(await s.upsert([citing('a', ['doi:10.1/x'], 5)])).toMatchObject({ unchanged: 1 });
      expect((await s.citations())[0]).toEqual({ key: 1, references: [x], citedBy: 5 });
      await s.remove(['a']);
      expect(await s.citations()).toEqual([{ key: 3, references: [], citedBy: 0 }]);
    });
  });

  describe.skipIf(lacks.has('removals'))(`${name}: what was removed`, () => {
    it('stays out when it is added again, whatever it says now, until it is to be restored', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b')]);
      await s.remove(['a']);
      expect(await s.upsert([paper('a', { title: 'Corrected' }), paper('b')])).toMatchObject({
        new: 0,
        unchanged: 1,
        removed: 1,
      });
      expect(await s.get('a')).toBeNull();
      expect(await s.upsert([paper('a')], { restore: true })).toMatchObject({ new: 1, removed: 0 });
      await s.removeSource('a.jsonl');
      expect(await s.upsert([paper('a')])).toMatchObject({ new: 1, removed: 0 });
    });

    it('leaves those after it in place where several came with one id', async () => {
      const s = await store();
      const isAnother = (stored: Paper, record: Paper): boolean => stored.title !== record.title;
      const three = ['T', 'U', 'V'].map((title) => paper('1', { title }));
      await s.upsert(three, { isAnother });
      await s.remove(['1~2']);
      expect(await s.upsert(three, { isAnother })).toMatchObject({ new: 0, removed: 1, unchanged: 2 });
      expect(await s.upsert(three, { isAnother, restore: true })).toMatchObject({ new: 1, unchanged: 2 });
      expect((await allPapers(s)).map(({ id }) => id)).toEqual(['1', '1~3', '1~2']);
    });

    it('does not keep another paper out that has its id', async () => {
      const s = await store();
      const isAnother = (stored: Paper, record: Paper): boolean => stored.title !== record.title;
      await s.upsert([paper('1', { title: 'T' }), paper('1', { title: 'U' })], { isAnother });
      await s.remove(['1~2']);
      expect(
        await s.upsert([paper('1', { title: 'V' }), paper('1', { title: 'U' }), paper('1', { title: 'T' })], {
          isAnother,
        }),
      ).toMatchObject({ new: 1, removed: 1, unchanged: 1 });
      expect((await allPapers(s)).map(({ id, title }) => [id, title])).toEqual([
        ['1', 'T'],
        ['1~2', 'V'],
      ]);
    });
  });

  describe(`${name}: remove`, () => {
    it('removes papers with all that belongs to them', async () => {
      const s = await store();
      await s.upsert([paper('a', { doi: '10.1/a' }), paper('b')]);
      await embedAll(s);
      expect(await s.remove(['a', 'nope'])).toEqual({ removed: ['a'], left: ['nope'] });
      expect(await s.get('a')).toBeNull();
      expect(await s.findByIdentifier('10.1/a')).toEqual([]);
      expect(await embeddedKeys(s)).toEqual([2]);
      expect(await s.statusCounts()).toMatchObject({ papers: 1, embedded: 1 });
      expect(await s.check()).toEqual([]);
    });

    it('forgets a source: removes what no other has, merges the rest anew', async () => {
      const s = await store();
      await s.upsert([paper('a', { title: 'One' }), paper('b')]);
      await s.upsert([
        paper('a', { title: 'Two', year: 2000, sources: ['dir/b.jsonl'] }),
        paper('c', { sources: ['dir/b.jsonl'] }),
      ]);
      expect(await s.removeSource('b.jsonl')).toEqual({ removed: ['c'], left: ['a'] });
      expect((await s.get('a'))!.paper).toEqual(paper('a', { title: 'One' }));
      expect((await s.statusCounts()).bySource).toEqual([{ source: 'a.jsonl', records: 2, papers: 2 }]);
      expect(
        await s.upsert([paper('a', { title: 'Two', year: 2000, sources: ['dir/b.jsonl'] })]),
      ).toMatchObject({ updated: 1 });
    });

    it('asks back when two sources have that last part', async () => {
      const s = await store();
      await s.upsert([paper('a', { sources: ['x/f.csv'] }), paper('b', { sources: ['y/f.csv'] })]);
      await expect(s.removeSource('f.csv')).rejects.toMatchObject({ code: 'not-found' });
      expect(await s.removeSource('y/f.csv')).toMatchObject({ removed: ['b'] });
    });
  });

  describe(`${name}: find, filter, count`, () => {
    const inOrder = <T extends { source: string }>(sources: T[]): T[] =>
      lacks.has('order of adding') ? sources.sort((a, b) => (a.source < b.source ? -1 : 1)) : sources;
    const library = async (): Promise<Store> => {
      const s = await store();
      await s.upsert([
        paper('a', {
          title: 'Naïve Bayes',
          authors: ['José Pérez'],
          year: 1999,
          venue: 'ACL',
          labels: ['cs.CL'],
          sources: ['x/one.bib'],
        }),
        paper('b', {
          title: 'Bayes',
          authors: ['Łukasz Kaiser', 'Søren Øst'],
          year: 2005,
          venue: 'Proc. of ACL',
          labels: ['cs.LG', 'cs.CL'],
          sources: ['two.ris'],
        }),
        paper('c', {
          title: 'On bayesian nets',
          authors: ['J. Perez'],
          year: null,
          venue: null,
          abstract: '',
          labels: ['CS.lg.x'],
          sources: ['y/one.bib'],
        }),
      ]);
      return s;
    };

    it('passes all papers when there is no condition', async () => {
      expect([...(await (await library()).filter({}))]).toEqual([1, 2, 3]);
      expect([...(await (await library()).filter({ author: [], label: [] }))]).toEqual([1, 2, 3]);
    });

    it.each([
      ['a year', { year: { from: 1999, to: 1999 } }, [1]],
      ['an open range', { year: { from: 2000, to: null } }, [2]],
      [
        'an open range without end or beginning, which papers without a year do not pass',
        { year: { from: null, to: null } },
        [1, 2],
      ],
      ['part of an author, accents and case ignored', { author: ['PEREZ'] }, [1, 3]],
      ['an accented author typed where the paper has none', { author: ['pérez'] }, [1, 3]],
      ['letters that do not decompose', { author: ['lukasz', 'oren ost'] }, [2]],
      ['no match over two authors', { author: ['kaiser s'] }, []],
      ['part of a venue', { venue: ['acl'] }, [1, 2]],
      ['a whole label', { label: ['CS.LG'] }, [2]],
      ['no label by its part', { label: ['cs'] }, []],
      ['a source by its last part', { source: ['one.bib'] }, [1, 3]],
      ['a source, whole', { source: ['x/one.bib'] }, [1]],
      ['an unknown source', { source: ['three'] }, []],
      ['several conditions', { author: ['perez'], year: { from: 1990, to: 2000 } }, [1]],
      ...(lacks.has('map') ? [] : [['an unknown topic', { topic: ['t1'] }, []] as const]),
    ] as const)('filters by %s', async (_, filter, keys) => {
      expect([...(await (await library()).filter(filter))]).toEqual(keys);
    });

    it('finds by a part of the title, whole titles first', async () => {
      const s = await library();
      expect((await s.findByTitle('BAYES', 10)).map((p) => p.paper.id)).toEqual(['b', 'a', 'c']);
      expect((await s.findByTitle('naive', 10)).map((p) => p.key)).toEqual([1]);
      expect(await s.findByTitle('bayes', 1)).toHaveLength(1);
      expect(await s.findByTitle('%', 10)).toEqual([]);
    });

    it('finds by any identifier of any record, case ignored', async () => {
      const s = await store();
      await s.upsert([
        paper('a', { doi: '10.1/AbC', ids: { arxiv: '1' } }),
        paper('b', { ids: { pmid: '1' } }),
      ]);
      await s.upsert([paper('a', { doi: '10.1/new', sources: ['b'] })]);
      for (const doi of ['10.1/abc', '10.1/NEW'])
        expect((await s.findByIdentifier(doi)).map((p) => p.key)).toEqual([1]);
      expect((await s.findByIdentifier('1')).map((p) => p.key)).toEqual([1, 2]);
    });

    it('counts by source, year, abstract, vectors and merge', async () => {
      const s = await library();
      await s.setModel(MODEL);
      const [a, b] = await s.pending(2);
      await s.putVectors([
        { ...a!, vectors: vectors(1, true) },
        { ...b!, vectors: vectors(2) },
      ]);
      await s.upsert([paper('a', { title: 'Naive Bayes', sources: ['two.ris'] })]);
      expect(await s.statusCounts()).toEqual({
        papers: 3,
        records: 4,
        withAbstract: 2,
        withoutAbstract: 1,
        embedded: 1,
        truncated: 0,
        merged: 1,
        bySource: inOrder([
          { source: 'x/one.bib', records: 1, papers: 1 },
          { source: 'two.ris', records: 2, papers: 2 },
          { source: 'y/one.bib', records: 1, papers: 1 },
        ]),
        byYear: [
          { year: 1999, papers: 1 },
          { year: 2005, papers: 1 },
          { year: null, papers: 1 },
        ],
      });
    });

    it('scans by ascending key while papers are added and removed', async () => {
      const s = await store();
      await s.upsert(Array.from({ length: 600 }, (_, i) => paper(`p${i}`)));
      const seen: string[] = [];
      for await (const {
        paper: { id },
      } of s.scan()) {
        if (id === 'p10') {
          await s.remove(['p400']);
          await s.upsert([paper('late')]);
        }
        seen.push(id);
      }
      const expected = Array.from({ length: 600 }, (_, i) => `p${i}`).filter((id) => id !== 'p400');
      expect(seen.filter((id) => id !== 'p400' && id !== 'late')).toEqual(
        lacks.has('order of adding') ? expected.sort() : expected,
      );
    });
  });
}
