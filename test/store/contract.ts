/** What every store does. Run over each implementation; one that cannot do a case would have to say so here. */
import { createHash } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Topic } from '../../src/types.js';
import type { SavedMap, Store } from '../../src/store/store.js';
import { allPapers, embedAll, MODEL, paper, vectors } from './helpers.js';

export function storeContract(name: string, open: () => Promise<Store>): void {
  const store = async (): Promise<Store> => {
    const made = await open();
    onTestFinished(() => made.close());
    return made;
  };

  describe(`${name}: misuse`, () => {
    it('rejects every verb once closed, and closes twice without complaint', async () => {
      const s = await store();
      await s.close();
      await s.close();
      const calls = [
        () => s.get('a'), () => s.count(), () => s.upsert([paper('a')]), () => s.remove(['a']), () => s.filter({}), () => s.statusCounts(),
        () => s.pending(1), () => s.putVectors([]), () => s.getModel(), () => s.getMap(), () => s.getDocument('x'), () => s.scan()[Symbol.asyncIterator]().next(),
      ];
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('closed') as string });
    });

    it('says nothing is there instead of throwing for unknown ids and keys', async () => {
      const s = await store();
      await s.setModel(MODEL);
      expect(await s.get('x')).toBeNull();
      expect(await s.getByKey([7, 0, -1])).toEqual([null, null, null]);
      expect([...await s.keysOf(['x'])]).toEqual([0]);
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

    it('refuses vectors before a model is pinned, and of another length than the model\'s', async () => {
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
      await expect(s.removeSource('b.jsonl')).rejects.toMatchObject({ code: 'not-found', message: 'No paper came from a source called "b.jsonl".' });
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

  describe(`${name}: upsert`, () => {
    it('gives back a paper field for field, odd text included', async () => {
      const s = await store();
      const odd = paper('10.1000/ü', {
        title: 'A "title" with \u0000 NUL, emoji 🧪 and עברית', abstract: '', authors: ['Ana María', 'O\'Neil, B.'], year: -50, venue: 'Ω',
        doi: '10.1000/x', url: 'https://x/?a=1&b', labels: ['cs.CL', 'x\ny'], ids: { arxiv: '2101.00001', __proto__x: 'y' },
        extra: { deep: { list: [1, null, 'a'] }, zero: 0 }, sources: ['über/α.jsonl'],
      });
      await s.upsert([odd]);
      expect((await s.get(odd.id))!.paper).toEqual(odd);
      expect(await s.records(1)).toEqual([{ source: 'über/α.jsonl', paper: odd }]);
    });

    it('reports new, unchanged, merged and updated, with ids', async () => {
      const s = await store();
      expect(await s.upsert([paper('a'), paper('b'), paper('a')])).toEqual(
        { new: 2, updated: 0, unchanged: 0, merged: 1, newIds: ['a', 'b'], updatedIds: [], mergedIds: ['a'] });
      expect(await s.upsert([paper('a'), paper('b'), paper('a')])).toEqual(
        { new: 0, updated: 0, unchanged: 3, merged: 0, newIds: [], updatedIds: [], mergedIds: [] });
      expect(await s.upsert([paper('a', { sources: ['b.jsonl'] }), paper('b', { title: 'Other', sources: ['b.jsonl'] })])).toEqual(
        { new: 0, updated: 1, unchanged: 0, merged: 1, newIds: [], updatedIds: ['b'], mergedIds: ['a'] });
      expect((await s.get('a'))!.paper.sources).toEqual(['a.jsonl', 'b.jsonl']);
      expect((await s.get('b'))!.paper).toMatchObject({ title: 'Other', sources: ['a.jsonl', 'b.jsonl'] });
    });

    it('keeps all sources of a paper that comes with several, and counts it once', async () => {
      const s = await store();
      expect(await s.upsert([paper('a', { sources: ['x.bib', 'y.ris'] }), paper('b', { sources: [] })])).toMatchObject({ new: 2, merged: 0 });
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
      await expect(s.upsert([paper('a')], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'interrupted' });
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
      await s.upsert([paper('a', { abstract: 'Long.', year: 2001, doi: '10.1/a', labels: ['x'], ids: { pmid: '1' }, extra: { note: 'n' } })]);
      await s.upsert([paper('a', { title: 'New', abstract: '', labels: ['y'], ids: { arxiv: '2' }, authors: ['B'], sources: ['b.jsonl'] })]);
      expect((await s.get('a'))!.paper).toEqual(paper('a', {
        title: 'New', abstract: 'Long.', year: 2001, doi: '10.1/a', labels: ['x', 'y'], ids: { pmid: '1', arxiv: '2' }, authors: ['B'],
        extra: { note: 'n' }, sources: ['a.jsonl', 'b.jsonl'],
      }));
      expect((await s.records(1)).map((r) => r.paper.title)).toEqual(['Title of a', 'New']);
    });

    it('calls a poorer record of a known paper merged', async () => {
      const s = await store();
      await s.upsert([paper('a', { year: 2001 })]);
      expect(await s.upsert([paper('a', { abstract: '', sources: ['b.jsonl'] })])).toMatchObject({ merged: 1, mergedIds: ['a'] });
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

    it('tells papers apart that come with the same id: two tables that count their rows from 1', async () => {
      const s = await store();
      const cats = paper('1', { title: 'Cats and dogs', sources: ['a.csv'] });
      const wells = paper('1', { title: 'Quantum wells', sources: ['b.csv'] });
      const stars = paper('1', { title: 'Stars at night', sources: ['b.csv'] });
      expect(await s.upsert([cats])).toMatchObject({ newIds: ['1'] });
      expect(await s.upsert([wells, stars])).toMatchObject({ newIds: ['1~2', '1~3'] });
      expect(await s.upsert([cats, wells, stars])).toMatchObject({ unchanged: 3 });
      expect(await s.upsert([paper('1', { title: 'Quantum wells', year: 2000, sources: ['b.csv'] })])).toMatchObject({ updatedIds: ['1~2'] });
      expect((await s.get('1'))!.paper.title).toBe('Cats and dogs');
    });

    it('takes the same id for the same paper whatever its title when its source says so anew, or the id is universal', async () => {
      const s = await store();
      await s.upsert([paper('1', { title: 'Cats and dogs' }), paper('10.1/x', { title: 'Old title here', doi: '10.1/x' })]);
      expect(await s.upsert([paper('1', { title: 'Quantum wells' })])).toMatchObject({ updatedIds: ['1'] });
      expect(await s.upsert([paper('10.1/x', { title: 'Renamed since', sources: ['b.bib'] })])).toMatchObject({ updatedIds: ['10.1/x'] });
    });

    it('never gives a key again', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b')]);
      await s.remove(['b']);
      await s.upsert([paper('b'), paper('c')]);
      expect([...await s.keysOf(['a', 'b', 'c'])]).toEqual([1, 3, 4]);
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
      expect([...(await s.allDocumentVectors()).keys]).toEqual([2]);
      expect(await s.statusCounts()).toMatchObject({ papers: 1, embedded: 1 });
      expect(await s.check()).toEqual([]);
    });

    it('forgets a source: removes what no other has, merges the rest anew', async () => {
      const s = await store();
      await s.upsert([paper('a', { title: 'One' }), paper('b')]);
      await s.upsert([paper('a', { title: 'Two', year: 2000, sources: ['dir/b.jsonl'] }), paper('c', { sources: ['dir/b.jsonl'] })]);
      expect(await s.removeSource('b.jsonl')).toEqual({ removed: ['c'], left: ['a'] });
      expect((await s.get('a'))!.paper).toEqual(paper('a', { title: 'One' }));
      expect((await s.statusCounts()).bySource).toEqual([{ source: 'a.jsonl', papers: 2 }]);
      expect(await s.upsert([paper('a', { title: 'Two', year: 2000, sources: ['dir/b.jsonl'] })])).toMatchObject({ updated: 1 });
    });

    it('asks back when two sources have that last part', async () => {
      const s = await store();
      await s.upsert([paper('a', { sources: ['x/f.csv'] }), paper('b', { sources: ['y/f.csv'] })]);
      await expect(s.removeSource('f.csv')).rejects.toMatchObject({ code: 'not-found' });
      expect(await s.removeSource('y/f.csv')).toMatchObject({ removed: ['b'] });
    });
  });

  describe(`${name}: find, filter, count`, () => {
    const library = async (): Promise<Store> => {
      const s = await store();
      await s.upsert([
        paper('a', { title: 'Naïve Bayes', authors: ['José Pérez'], year: 1999, venue: 'ACL', labels: ['cs.CL'], sources: ['x/one.bib'] }),
        paper('b', { title: 'Bayes', authors: ['Łukasz Kaiser', 'Søren Øst'], year: 2005, venue: 'Proc. of ACL', labels: ['cs.LG', 'cs.CL'], sources: ['two.ris'] }),
        paper('c', { title: 'On bayesian nets', authors: ['J. Perez'], year: null, venue: null, abstract: '', labels: ['CS.lg.x'], sources: ['y/one.bib'] }),
      ]);
      return s;
    };

    it('passes all papers when there is no condition', async () => {
      expect([...await (await library()).filter({})]).toEqual([1, 2, 3]);
      expect([...await (await library()).filter({ author: [], label: [] })]).toEqual([1, 2, 3]);
    });

    it.each([
      ['a year', { year: { from: 1999, to: 1999 } }, [1]],
      ['an open range', { year: { from: 2000, to: null } }, [2]],
      ['an open range without end or beginning, which papers without a year do not pass', { year: { from: null, to: null } }, [1, 2]],
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
      ['an unknown topic', { topic: ['t1'] }, []],
    ] as const)('filters by %s', async (_, filter, keys) => {
      expect([...await (await library()).filter(filter)]).toEqual(keys);
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
      await s.upsert([paper('a', { doi: '10.1/AbC', ids: { arxiv: '1' } }), paper('b', { ids: { pmid: '1' } })]);
      await s.upsert([paper('a', { doi: '10.1/new', sources: ['b'] })]);
      for (const doi of ['10.1/abc', '10.1/NEW']) expect((await s.findByIdentifier(doi)).map((p) => p.key)).toEqual([1]);
      expect((await s.findByIdentifier('1')).map((p) => p.key)).toEqual([1, 2]);
    });

    it('counts by source, year, abstract, vectors and merge', async () => {
      const s = await library();
      await s.setModel(MODEL);
      const [a, b] = await s.pending(2);
      await s.putVectors([{ ...a!, vectors: vectors(1, true) }, { ...b!, vectors: vectors(2) }]);
      await s.upsert([paper('a', { title: 'Naive Bayes', sources: ['two.ris'] })]);
      expect(await s.statusCounts()).toEqual({
        papers: 3, withAbstract: 2, withoutAbstract: 1, embedded: 1, truncated: 0, merged: 1,
        bySource: [{ source: 'x/one.bib', papers: 1 }, { source: 'two.ris', papers: 2 }, { source: 'y/one.bib', papers: 1 }],
        byYear: [{ year: 1999, papers: 1 }, { year: 2005, papers: 1 }, { year: null, papers: 1 }],
      });
    });

    it('scans by ascending key while papers are added and removed', async () => {
      const s = await store();
      await s.upsert(Array.from({ length: 600 }, (_, i) => paper(`p${i}`)));
      const seen: string[] = [];
      for await (const { paper: { id } } of s.scan()) {
        if (id === 'p10') {
          await s.remove(['p400']);
          await s.upsert([paper('late')]);
        }
        seen.push(id);
      }
      expect(seen.filter((id) => id !== 'p400' && id !== 'late')).toEqual(Array.from({ length: 600 }, (_, i) => `p${i}`).filter((id) => id !== 'p400'));
    });
  });

  describe(`${name}: vectors`, () => {
    it('offers what has no vectors, takes them, and gives them back in the order asked', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b'), paper('c')]);
      expect((await s.pending(2)).map((p) => p.key)).toEqual([1, 2]);
      expect((await s.pending(2, 2)).map((p) => [p.key, p.title, p.abstract])).toEqual([[3, 'Title of c', 'Abstract of c.']]);
      await embedAll(s);
      expect(await s.pending(10)).toEqual([]);
      const matrix = await s.documentVectors([3, 1, 3]);
      expect([...matrix.data]).toEqual([3, -3, 1, -1, 3, -3]);
      expect(matrix).toMatchObject({ rows: 3, dimensions: 2 });
      const all = await s.allDocumentVectors();
      expect([[...all.keys], [...all.matrix.data]]).toEqual([[1, 2, 3], [1, -1, 2, -2, 3, -3]]);
      const [second, none, first] = await s.sentenceVectors([2, 9, 1]);
      expect(none).toBeNull();
      expect(second).toEqual(vectors(2).sentences);
      expect(first).toEqual(vectors(1).sentences);
    });

    it('answers an empty matrix for no keys', async () => {
      const s = await store();
      await s.setModel(MODEL);
      expect(await s.documentVectors([])).toEqual({ data: new Float32Array(0), rows: 0, dimensions: 2 });
      expect((await s.allDocumentVectors()).keys).toHaveLength(0);
    });

    it('keeps vectors through a change that is not of the text, drops them with the text', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b')]);
      await embedAll(s);
      await s.upsert([paper('a', { year: 1990 }), paper('b', { abstract: 'Other.' })]);
      expect((await s.pending(9)).map((p) => p.key)).toEqual([2]);
      expect([...(await s.allDocumentVectors()).keys]).toEqual([1]);
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

    it('drops all vectors when another model is pinned, none when the same is', async () => {
      const s = await store();
      await s.upsert([paper('a')]);
      await embedAll(s);
      await s.setModel({ ...MODEL });
      expect(await s.pendingCount()).toBe(0);
      await s.setModel({ ...MODEL, template: '{title}' });
      expect(await s.pendingCount()).toBe(1);
      expect(await s.getModel()).toMatchObject({ template: '{title}' });
    });
  });

  describe(`${name}: duplicates`, () => {
    const why = { agree: ['title'], differ: [] };
    const twins = async (): Promise<Store> => {
      const s = await store();
      await s.upsert([
        paper('arxiv-1', { title: 'T', venue: 'arXiv', year: 2019, doi: '10.48550/arxiv.1', ids: { arxiv: '1' } }),
        paper('10.1/x', { title: 'T!', abstract: '', venue: 'Journal', year: 2020, doi: '10.1/x', sources: ['b.bib'] }),
        paper('other'),
      ]);
      return s;
    };

    it('refuses to split what is not merged', async () => {
      const s = await twins();
      await expect(s.split('arxiv-1')).rejects.toMatchObject({ code: 'not-found' });
      await expect(s.split('unknown')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('offers papers until they are settled, and again when they change', async () => {
      const s = await twins();
      expect((await s.unmatched(2)).map((p) => p.key)).toEqual([1, 2]);
      await s.settleMatches([{ key: 1, blocks: [5] }, { key: 2, blocks: [5, 2 ** 53 - 1] }, { key: 3, blocks: [] }, { key: 99, blocks: [5] }], [], []);
      expect(await s.unmatched(9)).toEqual([]);
      expect([...await s.papersInBlocks([5, 5, 7], 2)]).toEqual([1, 2]);
      expect([...await s.papersInBlocks([5, 2 ** 53 - 1], 1)]).toEqual([2]);
      await s.upsert([paper('other', { year: 2000 })]);
      expect((await s.unmatched(9)).map((p) => p.key)).toEqual([3]);
    });

    it('joins two papers under the older id, found by both ids, with the published place and both identifiers', async () => {
      const s = await twins();
      expect(await s.settleMatches([], [{ into: 2, from: 1, evidence: why }], [])).toEqual(['10.1/x']);
      const one = (await s.get('10.1/x'))!;
      expect(one).toMatchObject({
        key: 1, paper: {
          id: 'arxiv-1', title: 'T', abstract: 'Abstract of arxiv-1.', venue: 'Journal', year: 2020, doi: '10.1/x',
          ids: { arxiv: '1', preprint: '10.48550/arxiv.1' }, sources: ['a.jsonl', 'b.bib'],
        },
      });
      expect((await s.findByIdentifier('10.48550/arxiv.1')).map((p) => p.key)).toEqual([1]);
      expect(await s.count()).toBe(2);
      expect(await s.duplicates()).toEqual({ merges: [{ id: 'arxiv-1', joined: '10.1/x', evidence: why }], nearMisses: [] });
      expect((await s.records(1)).map((r) => r.paper.id)).toEqual(['arxiv-1', '10.1/x']);
    });

    it('knows a joined record when it is read again', async () => {
      const s = await twins();
      await s.settleMatches([], [{ into: 1, from: 2, evidence: why }], []);
      expect(await s.upsert([paper('10.1/x', { title: 'T!', abstract: '', venue: 'Journal', year: 2020, doi: '10.1/x', sources: ['b.bib'] })]))
        .toMatchObject({ unchanged: 1, new: 0 });
    });

    it('splits for good: both papers are as they were, and are not joined again', async () => {
      for (const id of ['10.1/x', 'arxiv-1']) {
        const s = await twins();
        const before = await allPapers(s);
        await s.settleMatches([], [{ into: 1, from: 2, evidence: why }], []);
        expect(await s.split(id)).toEqual(['arxiv-1', '10.1/x']);
        expect((await allPapers(s)).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(before.sort((a, b) => (a.id < b.id ? -1 : 1)));
        const [a, b] = await s.keysOf(['arxiv-1', '10.1/x']);
        expect(await s.settleMatches([], [{ into: a!, from: b!, evidence: why }], [{ into: a!, from: b!, evidence: why }])).toEqual([]);
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
      const joined = await s.settleMatches([], [{ into: 2, from: 3, evidence: why }, { into: 1, from: 3, evidence: why }], []);
      expect(joined).toEqual(['other', '10.1/x']);
      expect((await s.duplicates()).merges.map((m) => m.joined)).toEqual(['10.1/x', 'other']);
      expect(await s.split('other')).toEqual(['arxiv-1', 'other']);
      expect((await s.duplicates()).merges.map((m) => m.joined)).toEqual(['10.1/x']);
    });

    it('gives the text of a source that is removed back to no one', async () => {
      const s = await twins();
      await s.settleMatches([], [{ into: 1, from: 2, evidence: why }], []);
      await s.removeSource('a.jsonl');
      expect((await s.get('10.1/x'))!.paper).toMatchObject({ id: 'arxiv-1', title: 'T!', doi: '10.1/x', ids: {} });
    });
  });

  describe(`${name}: revision`, () => {
    it('goes by content: equal for equal libraries, back where it was after a change and its opposite', async () => {
      const [a, b] = [await store(), await store()];
      await a.upsert([paper('x'), paper('y')]);
      await embedAll(a);
      await b.upsert([paper('x')]);
      await embedAll(b);
      const early = await b.revision();
      await b.upsert([paper('y', { year: 1 })]);
      await embedAll(b);
      const pick = ({ papers, embedded, textDigest, vectorsDigest }: Awaited<ReturnType<Store['revision']>>): unknown => ({ papers, embedded, textDigest, vectorsDigest });
      expect(pick(await a.revision())).toEqual(pick(await b.revision()));
      await b.remove(['y']);
      expect(pick(await b.revision())).toEqual(pick(early));
      expect((await b.revision()).revision).toBeGreaterThan(early.revision);
      expect((await b.revision()).vectorsRevision).toBeGreaterThanOrEqual(early.vectorsRevision);
    });

    it('changes with a text, a model, and with two texts that swap places', async () => {
      const s = await store();
      await s.upsert([paper('x', { title: 'One' }), paper('y', { title: 'Two', abstract: 'Abstract of x.' })]);
      await embedAll(s);
      const before = await s.revision();
      await s.upsert([paper('x', { title: 'Two' }), paper('y', { title: 'One', abstract: 'Abstract of x.' })]);
      const swapped = await s.revision();
      expect(swapped.textDigest).not.toBe(before.textDigest);
      await s.setModel({ ...MODEL, hash: '01' });
      expect((await s.revision()).vectorsDigest).not.toBe(swapped.vectorsDigest);
      expect((await s.revision()).textDigest).toBe(swapped.textDigest);
    });
  });

  describe(`${name}: settings, documents, map`, () => {
    const topic = (id: string, parent: string | null = null): Topic => ({ id, label: id.toUpperCase(), terms: [{ term: 'x', weight: 1 }], size: 1, exemplars: ['a'], parent });
    const map: SavedMap = {
      topics: [topic('area'), topic('t1', 'area'), topic('t2')],
      keys: Int32Array.of(1, 2, 3), topicOf: Int32Array.of(1, -1, 2), coordinates: Float32Array.of(0, 1, 2, 3, 4.5, 5),
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

    it('keeps the last map, answers by topic and by area, and forgets papers that are removed', async () => {
      const s = await store();
      await s.upsert([paper('a'), paper('b'), paper('c')]);
      await s.putMap({ ...map, topics: [], keys: new Int32Array(0), topicOf: new Int32Array(0), coordinates: new Float32Array(0) }, json);
      await s.putMap(map, json);
      expect(await s.getMap()).toEqual(map);
      expect([...(await s.getTopicMap())!]).toEqual([...json]);
      expect(await s.getTopics()).toEqual(map.topics);
      const digest = createHash('sha256').update(json).digest('hex').slice(0, 16);
      expect(await s.mapState()).toEqual({ digest, papers: 3, unplaced: 1 });
      expect(await s.topicsOf([3, 2, 1])).toEqual(['t2', null, 't1']);
      expect([...await s.filter({ topic: ['area'] })]).toEqual([1]);
      expect([...await s.filter({ topic: ['t1', 't2'] })]).toEqual([1, 3]);
      await s.remove(['a']);
      expect(await s.getMap()).toMatchObject({ keys: Int32Array.of(2, 3), topicOf: Int32Array.of(-1, 2), coordinates: Float32Array.of(2, 3, 4.5, 5) });
      expect(await s.mapState()).toEqual({ digest, papers: 2, unplaced: 1 });
      expect(await allPapers(s)).toHaveLength(2);
    });
  });
}
