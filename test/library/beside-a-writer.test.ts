/** Long work on a library while another process writes to it. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary, type Input, type Library } from '../../src/library/library.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { Context } from '../../src/library/session/context.js';
import { learnConcepts } from '../../src/library/concepts/learn-concepts.js';
import { makeMap } from '../../src/library/map/map.js';
import { gatherMaterial } from '../../src/library/map/map-material.js';
import { similar } from '../../src/library/asking/similar.js';
import { temporaryFolder } from '../helpers/cli.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

/** Words of two subjects a paper, so that papers are sums of subjects. */
const SUBJECTS = ['cat', 'dog', 'graph', 'neural', 'protein', 'star'];
const paper = (i: number): object => {
  const [a, b] = [SUBJECTS[i % 6]!, SUBJECTS[(i + 1 + (Math.floor(i / 6) % 3)) % 6]!];
  return {
    id: `p${i}`,
    title: `On ${a} ${i}`,
    abstract: `${`${a} `.repeat(2 + (i % 4))}${`${b} `.repeat(1 + (i % 2))}. A ${b} again.`,
    year: 2010 + (i % 10),
  };
};
const papers = (from: number, to: number): Input[] => [
  {
    name: 'papers.jsonl',
    bytes: Buffer.from(
      Array.from({ length: to - from }, (_, i) => JSON.stringify(paper(from + i))).join('\n'),
    ),
  },
];

async function libraryOf(count: number): Promise<{ dir: string; library: Library }> {
  const folder = temporaryFolder();
  const library = await openLibrary({ dir: folder.path, embedder: fakeEmbedder() });
  onTestFinished(async () => {
    await library.close();
    folder.remove();
  });
  await library.add(papers(0, count));
  return { dir: folder.path, library };
}

/** A context on the library in `dir`; `meanwhile` is done once, right after all vectors were read. */
async function contextOn(
  dir: string,
  meanwhile: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Context> {
  const store = await openSqliteStore(dir, { mode: 'write' });
  let done = false;
  const context = new Context({
    dir,
    store: {
      ...store,
      async allDocumentVectors() {
        const vectors = await store.allDocumentVectors();
        if (!done) {
          done = true;
          await meanwhile();
        }
        return vectors;
      },
    },
    model: undefined,
    engine: undefined,
    threads: 1,
    seed: undefined,
    embedder: fakeEmbedder(),
    onStale: undefined,
    signal: undefined,
    onProgress: () => {},
    onNotice: () => {},
  });
  onTestFinished(() => context.close());
  return context;
}

describe('learning concepts', () => {
  it('learns of the papers that it read, whatever comes meanwhile', async () => {
    const [still, busy] = [await libraryOf(90), await libraryOf(90)];
    const expected = await learnConcepts(await contextOn(still.dir));
    const learned = await learnConcepts(await contextOn(busy.dir, () => busy.library.add(papers(90, 120))));
    expect(learned.learnedFrom).toBe(90);
    expect(learned.list).toEqual(expected.list);
    expect((await busy.library.concepts()).papers).toBe(120);
  });

  it('leaves out what goes meanwhile', async () => {
    const [still, busy] = [await libraryOf(90), await libraryOf(90)];
    await still.library.remove({ ids: ['p0', 'p41'] });
    const expected = await learnConcepts(await contextOn(still.dir));
    const learned = await learnConcepts(
      await contextOn(busy.dir, () => busy.library.remove({ ids: ['p0', 'p41'] })),
    );
    expect(learned.learnedFrom).toBe(88);
    expect(learned.list).toEqual(expected.list);
  });
});

describe('making a map', () => {
  it('tells concepts of its own papers, whatever comes and goes meanwhile', async () => {
    const { dir, library } = await libraryOf(90);
    await library.concepts();
    const still = await contextOn(dir);
    const expected = (await makeMap(still, {}, await gatherMaterial(still, {}), null)).topicMap;
    const context = await contextOn(dir);
    const material = await gatherMaterial(context, {});
    await library.add(papers(90, 120));
    await library.remove({ ids: ['p0'] });
    const { topicMap } = await makeMap(context, {}, material, null);
    expect(topicMap.papers.map(({ id }) => id)).toEqual(expected.papers.map(({ id }) => id));
    const gone = topicMap.concepts.map(({ papers: now }, n) => expected.concepts[n]!.papers - now);
    // The one that went is nowhere, and no other is anywhere else.
    expect(gone.every((one) => one === 0 || one === 1)).toBe(true);
    expect(gone).toContain(1);
  });
});

describe('asking', () => {
  it.each([{}, { filter: { source: ['papers.jsonl'] } }])(
    'answers though a paper is changed before the ranking (%o)',
    async (options) => {
      const { dir } = await libraryOf(30);
      const plain = fakeEmbedder();
      const asker = await openLibrary({
        dir,
        mode: 'read',
        embedder: {
          ...plain,
          async embedQuery(text) {
            // Its text is another one and is not embedded: as `add` leaves it until its vectors are there.
            const store = await openSqliteStore(dir, { mode: 'write' });
            const { paper: changed } = (await store.get('p0'))!;
            await store.upsert([{ ...changed, abstract: 'A cat is no more.' }]);
            await store.close();
            return plain.embedQuery(text);
          },
        },
      });
      onTestFinished(() => asker.close());
      const { hits } = await asker.ask('cat', { count: 30, ...options });
      expect(hits.map(({ id }) => id).sort()).toEqual(Array.from({ length: 30 }, (_, i) => `p${i}`).sort());
    },
  );
});

describe('a saved search', () => {
  it('finds papers new that came while it was last asked', async () => {
    const { dir, library } = await libraryOf(30);
    await library.saveSearch('cats', 'cat');
    // Without a new paper there would be nothing to ask.
    await library.add(papers(30, 31));
    const plain = fakeEmbedder();
    let waits = papers(36, 37);
    const asker = await openLibrary({
      dir,
      mode: 'write',
      embedder: {
        ...plain,
        async embedQuery(text) {
          await library.add(waits);
          waits = [];
          return plain.embedQuery(text);
        },
      },
    });
    onTestFinished(() => asker.close());
    const told = async (): Promise<string[]> =>
      (await asker.runSearch('cats', { fresh: true })).answer.hits.map(({ id }) => id);
    expect(await told()).toEqual(['p30']);
    expect(await told()).toEqual(['p36']);
    expect((await asker.runSearch('cats', { fresh: true })).answer.hits).toEqual([]);
  });
});

describe('similar papers', () => {
  it('are told though a new map came between the reading of its topics and of theirs', async () => {
    const { dir, library } = await libraryOf(90);
    await library.map({ out: null, topics: 3 });
    const context = await contextOn(dir);
    const before = await similar(context, ['p0']);
    expect(before.topics.length).toBeGreaterThan(0);
    const { store } = context;
    const meanwhile = new Context({
      ...context.options,
      store: { ...store, getTopics: () => Promise.resolve([]) },
    });
    expect(await similar(meanwhile, ['p0'])).toEqual({ ...before, topics: [] });
  });
});
