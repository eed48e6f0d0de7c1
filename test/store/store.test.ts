import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../src/questions/index.js';
import type { Paper } from '../../src/types.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import type { Store } from '../../src/store/store.js';
import { storeContract } from './contract/index.js';
import { allPapers, MODEL, paper, temporaryDir, vectors } from './helpers.js';
import { MemoryStore } from './memory/store.js';

storeContract('memory', () => Promise.resolve(new MemoryStore()));
storeContract('sqlite', () => openSqliteStore(temporaryDir(), { mode: 'create', batch: 3 }));

/** Few values, so that ids, texts and sources meet often. */
const text = fc.constantFrom('', 'alpha', 'Älpha beta', 'beta', 'gamma delta');
const papers: fc.Arbitrary<Paper> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  title: text,
  abstract: text,
  authors: fc.array(fc.constantFrom('Ann Lee', 'ann lee', 'Zoë'), { maxLength: 2 }),
  year: fc.constantFrom(null, 1999, 2000, 2001),
  venue: fc.constantFrom(null, 'ACL', 'Proc. acl'),
  doi: fc.constantFrom(null, '10.1/x', '10.1/y'),
  url: fc.constantFrom(null, 'u'),
  labels: fc.uniqueArray(fc.constantFrom('l1', 'L1', 'l2')),
  sources: fc.constantFrom(['f1'], ['dir/f1'], ['f2'], ['f2', 'f1'], []),
  ids: fc.constantFrom({}, { arxiv: '1' }, { arxiv: '2', pmid: '10.1/X' }),
  extra: fc.constantFrom({}, { k: 1 }, { k: 2, m: [1] }),
});
const filters: fc.Arbitrary<Filter> = fc.record(
  {
    year: fc.record({ from: fc.constantFrom(null, 2000), to: fc.constantFrom(null, 2000) }),
    author: fc.constantFrom(['ANN'], ['zoe', 'x']),
    venue: fc.constantFrom(['proc'], ['Ácl']),
    label: fc.constantFrom(['l1'], ['l2', 'l']),
    source: fc.constantFrom(['f1'], ['dir/f1'], ['nope']),
    marked: fc.constantFrom(['include' as const], ['unmarked' as const, 'maybe' as const]),
    tag: fc.constantFrom(['T'], ['u', 'x']),
  },
  { requiredKeys: [] },
);

type Step = (store: Store) => Promise<unknown>;
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(papers, { maxLength: 6 }).map(
      (list): Step =>
        (s) =>
          s.upsert(list),
    ),
  },
  fc.array(papers, { maxLength: 3 }).map(
    (list): Step =>
      (s) =>
        s.upsert(list, { restore: true, isAnother: (a, b) => a.title !== b.title }),
  ),
  fc.array(fc.constantFrom('a', 'b', 'z'), { maxLength: 2 }).map(
    (ids): Step =>
      (s) =>
        s.remove(ids),
  ),
  fc.constantFrom('f1', 'dir/f1', 'f2').map(
    (source): Step =>
      (s) =>
        s.removeSource(source).catch((e: Error) => e.message.slice(0, 20)),
  ),
  fc.integer({ min: 1, max: 3 }).map(
    (n): Step =>
      async (s) =>
        s.putVectors((await s.pending(n)).map((p) => ({ ...p, vectors: vectors(p.key, p.key % 2 === 0) }))),
  ),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })), { maxLength: 3 })
    .map((pairs): Step => async (s) => {
      const found = await s.unmatched(3);
      const matches = pairs.map(([into, from]) => ({
        into,
        from,
        evidence: { agree: [`${into} ${from}`], differ: [] },
      }));
      const joined = await s.settleMatches(
        found.map(({ key }) => ({ key, blocks: [key, key % 3] })),
        matches.slice(0, 1),
        matches.slice(1),
      );
      return [found.map((p) => p.paper), joined, await s.papersInBlocks([0, 1, 2], 2), await s.duplicates()];
    }),
  fc
    .array(
      fc.record(
        {
          id: fc.constantFrom('a', 'b', 'c', 'd', 'z'),
          decision: fc.constantFrom('include' as const, 'exclude' as const, 'maybe' as const, null),
          reason: fc.constantFrom('', 'why'),
          star: fc.boolean(),
          tags: fc.constantFrom(['t'], ['u', 't']),
          note: fc.constantFrom('', 'n', 'm'),
          clear: fc.boolean(),
        },
        { requiredKeys: ['id'] },
      ),
      { maxLength: 3 },
    )
    .map(
      (changes): Step =>
        (s) =>
          s.mark(changes),
    ),
  fc.constantFrom('a', 'b', 'c').map(
    (id): Step =>
      (s) =>
        s.split(id).catch((e: { code: string }) => e.code),
  ),
  fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('b', 'c', 'd')).map(
    ([a, b]): Step =>
      (s) =>
        s.join(a, b).catch((e: { code: string }) => e.code),
  ),
  filters.map((filter): Step => async (s) => [...(await s.filter(filter))]),
  fc.constantFrom('alpha', 'beta', '').map(
    (part): Step =>
      async (s) =>
        (await s.findByTitle(part, 3)).map((p) => p.paper),
  ),
  fc.constantFrom('1', '10.1/x').map(
    (value): Step =>
      async (s) =>
        (await s.findByIdentifier(value)).map((p) => p.paper),
  ),
);

/** All that can be asked, but hashes and counters, which each store has of its own. */
async function everything(store: Store): Promise<unknown> {
  const all = await allPapers(store);
  const keys = await store.keysOf(['a', 'b', 'c', 'd', 'e']);
  const vectorsOf = await store.allDocumentVectors();
  return {
    all,
    keys,
    vectorsOf,
    records: await Promise.all([...keys].map((key) => store.records(key))),
    duplicates: await store.duplicates(),
    unmatched: (await store.unmatched(99)).map((p) => p.key),
    pending: (await store.pending(99)).map(({ key, title }) => [key, title]),
    sentences: await store.sentenceVectors(keys),
    marks: await store.marked(),
    marksOf: await store.marksOf(keys),
    status: await store.statusCounts(),
  };
}

describe('sqlite', () => {
  it('answers as the naive store does, whatever is done to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (list, batch) => {
          const dir = temporaryDir();
          const sqlite = await openSqliteStore(dir, { mode: 'create', batch });
          const memory = new MemoryStore();
          await Promise.all([sqlite.setModel(MODEL), memory.setModel(MODEL)]);
          try {
            for (const step of list) expect(await step(sqlite)).toEqual(await step(memory));
            expect(await everything(sqlite)).toEqual(await everything(memory));
            expect(await sqlite.check()).toEqual([]);
            // Digests come from what is stored, by whatever way it came.
            const fresh = await openSqliteStore(dir, { mode: 'read' });
            expect(await fresh.revision()).toEqual(await sqlite.revision());
            await fresh.close();
          } finally {
            await sqlite.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has the same digests however the same papers came in', async () => {
    const file = Array.from({ length: 20 }, (_, i) => paper(`p${i}`));
    const [one, two] = [
      await openSqliteStore(temporaryDir(), { mode: 'create' }),
      await openSqliteStore(temporaryDir(), { mode: 'create', batch: 1 }),
    ];
    await one.upsert(file);
    await two.upsert(file.slice(0, 7));
    await two.upsert(file);
    expect((await one.revision()).textDigest).toBe((await two.revision()).textDigest);
    await Promise.all([one.close(), two.close()]);
  });
});
