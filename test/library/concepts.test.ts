/** Concepts through the library: learned once, kept, shown, compared and steered by. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibrary, type Library } from '../../src/library/library.js';
import { readTopicMap } from '../../src/map-output/write.js';
import { fakeEmbedder } from '../helpers/fake-embedder.js';

/** Words of two subjects a paper, so that papers are sums of subjects. */
const SUBJECTS = ['cat', 'dog', 'graph', 'neural', 'protein', 'star'];
const PAPERS = Array.from({ length: 90 }, (_, i) => {
  const [a, b] = [SUBJECTS[i % 6]!, SUBJECTS[(i + 1 + (Math.floor(i / 6) % 3)) % 6]!];
  const words = `${`${a} `.repeat(2 + (i % 4))}${`${b} `.repeat(1 + (i % 2))}`;
  return {
    id: `p${i}`,
    title: `On ${a} ${i}`,
    abstract: `${words.trim()}. A ${b} again.`,
    year: 2010 + (i % 10),
  };
});

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-concepts-'));
const open = (dir: string): Promise<Library> =>
  openLibrary({ dir: join(folder, dir), embedder: fakeEmbedder() });
const papers = (list: readonly object[]) => [
  {
    name: 'papers.jsonl',
    stream: Readable.from(list.map((paper) => Buffer.from(`${JSON.stringify(paper)}\n`))),
  },
];

let library: Library;
beforeAll(async () => {
  library = await open('whole');
  await library.add(papers(PAPERS));
});
afterAll(async () => {
  await library.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('before they are learned', () => {
  it('what needs them says which command learns them', async () => {
    const expected = /has no concepts yet\.$/;
    await expect(library.compare('p0', 'p1')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(expected) as string,
      hint: 'Run `fieldmap concepts` first: it learns them.',
    });
    await expect(library.ask('cat', { more: ['cat'] })).rejects.toMatchObject({
      message: expect.stringMatching(expected) as string,
    });
    await expect(library.similar(['p0'], { less: ['cat'] })).rejects.toMatchObject({
      message: expect.stringMatching(expected) as string,
    });
  });

  it('explaining does without', async () => {
    const { explanation } = await library.ask('cat', { explain: true });
    expect(explanation!.every(({ concepts }) => concepts === undefined)).toBe(true);
  });

  it('the page of a map has no word of them', async () => {
    const plain = await open('plain');
    await plain.add(papers(PAPERS));
    await plain.map({ out: null, topics: 3 });
    expect(await plain.mapPage({ live: false })).not.toContain('id="data-activations"');
    // Learned after the map was made: the page still shows what the map says.
    await plain.concepts();
    expect(await plain.mapPage({ live: false })).not.toContain('id="data-activations"');
    await plain.close();
  });

  it('a library of two papers is told how many it takes', async () => {
    const small = await open('small');
    await small.add(papers(PAPERS.slice(0, 2)));
    await expect(small.concepts()).rejects.toMatchObject({
      code: 'input',
      message: 'Concepts are learned from what papers share: expected at least 15 embedded papers, got 2.',
      hint: 'Add more papers: fieldmap add FILE',
    });
    await small.close();
  });
});

describe('concepts', () => {
  it('are learned on first use, the same on every run', async () => {
    const first = await library.concepts();
    expect(first.concepts.length).toBe(18);
    expect(first.learnedFrom).toBe(90);
    const other = await open('again');
    await other.add(papers(PAPERS));
    expect((await other.concepts()).concepts).toEqual(first.concepts);
    await other.close();
  });

  it('are the same when they are learned anew from the same papers', async () => {
    const twice = await open('twice');
    await twice.add(papers(PAPERS));
    const first = await twice.concepts();
    const files = (): Buffer[] =>
      ['fieldmap.sqlite', 'concepts.codes'].map((name) => readFileSync(join(folder, 'twice', name)));
    const before = files();
    expect(await twice.learnConcepts()).toEqual(first);
    expect(await twice.learnConcepts()).toEqual(first);
    expect(files()).toEqual(before);
    await twice.close();
  });

  it('stay when papers are added and when they are learned anew', async () => {
    const before = (await library.concepts()).concepts.map(({ id, label }) => [id, label]);
    const grown = await open('grown');
    await grown.add(papers(PAPERS));
    await grown.concepts();
    await grown.add(
      papers(
        PAPERS.slice(0, 9).map((paper, i) => ({ ...paper, id: `new${i}`, title: `Another ${paper.title}` })),
      ),
    );
    const { concepts, papers: now, learnedFrom } = await grown.concepts();
    expect([now, learnedFrom]).toEqual([99, 90]);
    expect(new Map(concepts.map(({ id, label }) => [id, label]))).toEqual(
      new Map(before as [string, string][]),
    );
    const anew = (await grown.learnConcepts()).concepts.map(({ id }) => id);
    for (const { id } of concepts.slice(0, 3)) expect(anew).toContain(id);
    await grown.close();
  });

  it('are shown with their papers, strongest first', async () => {
    const { concepts } = await library.concepts();
    const shown = await library.showConcept(concepts[0]!.id);
    expect(shown.papers).toBe(concepts[0]!.papers);
    const strengths = shown.strongest.map(({ strength }) => strength);
    expect(strengths).toEqual([...strengths].sort((a, b) => b - a));
    expect(Object.values(shown.years).reduce((sum, papersOfYear) => sum + papersOfYear, 0)).toBe(
      shown.papers,
    );
  });

  it('answer a query with the nearest', async () => {
    const { concepts } = await library.concepts('protein');
    expect(concepts.length).toBe(10);
    const labels = concepts
      .slice(0, 3)
      .map(({ label, terms }) => [label, ...terms.map(({ term }) => term)].join(' '));
    expect(labels.some((words) => words.includes('protein'))).toBe(true);
  });

  it('that have no such name are named with the next command', async () => {
    await expect(library.showConcept('zebra')).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no concept "zebra": it is no id, and no label or term of a concept has its words.',
      hint: 'Run `fieldmap concepts "zebra"` for the nearest ones.',
    });
  });

  it('of which several fit are listed', async () => {
    const { concepts } = await library.concepts();
    const word = SUBJECTS.find(
      (subject) =>
        concepts.filter(({ label }) => label.split(/[ ,]+/).includes(subject)).length > 1 &&
        !concepts.some(({ label }) => label === subject),
    );
    expect(word).toBeDefined();
    await expect(library.showConcept(word!)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/fits \d+ concepts; expected just one:\n {2}c\d+ {2}/) as string,
      hint: expect.stringMatching(
        /^Give an id, such as --more (c\d+) or `fieldmap concepts show \1`/,
      ) as string,
    });
  });

  it('are coded anew for new papers alone when their file is gone or stale', async () => {
    const codes = join(folder, 'whole', 'concepts.codes');
    const before = await library.concepts();
    rmSync(codes);
    expect(await library.concepts()).toEqual(before);
    expect(statSync(codes).size).toBeGreaterThan(0);
  });
});

describe('why', () => {
  it('shares of a hit add up to the cosine of question and paper', async () => {
    const { hits, explanation } = await library.ask('cat graph', { explain: true });
    expect(hits.length).toBeGreaterThan(3);
    explanation!.forEach(({ concepts }, i) => {
      const { similarity, common, concepts: shared, unnamed, related, rest } = concepts!;
      expect(
        common + shared.reduce((sum, { share }) => sum + share, 0) + unnamed + related + rest,
      ).toBeCloseTo(similarity, 5);
      expect(similarity).toBeCloseTo(hits[i]!.scores['dense']!, 5);
    });
  });

  it('similar papers come with the concepts they share', async () => {
    const { hits } = await library.similar(['p0'], { explain: true });
    expect(hits.every(({ concepts }) => concepts !== undefined && concepts.similarity <= 1.00001)).toBe(true);
  });

  it('two papers side by side add up too, each with its own', async () => {
    const {
      similarity,
      common,
      concepts: shared,
      unnamed,
      related,
      rest,
      papers: two,
    } = await library.compare('p0', 'p6');
    expect(common + shared.reduce((sum, { share }) => sum + share, 0) + unnamed + related + rest).toBeCloseTo(
      similarity,
      5,
    );
    expect(two.map(({ id }) => id)).toEqual(['p0', 'p6']);
    const both = new Set(shared.map(({ id }) => id));
    for (const { own } of two) for (const { id } of own) expect(both.has(id)).toBe(false);
  });

  it('a paper beside itself is refused', async () => {
    await expect(library.compare('p0', 'p0')).rejects.toThrow('"p0" and "p0" are the same paper.');
  });
});

describe('on the map', () => {
  it('stand with the topics they are typical of, in a map that reads back and verifies', async () => {
    const dir = join(folder, 'out');
    await library.map({ out: dir, topics: 3 });
    const map = readTopicMap(readFileSync(join(dir, 'topic-map.json'), 'utf8'), 'topic-map.json');
    const clear = (await library.concepts()).concepts.filter((concept) => concept.clear);
    expect(map.concepts.map(({ id, papers: count }) => [id, count]).sort()).toEqual(
      clear.map(({ id, papers: count }) => [id, count]).sort(),
    );
    const ids = new Set(map.concepts.map(({ id }) => id));
    const named = map.topics.flatMap((topic) => topic.concepts);
    expect(named.length).toBeGreaterThan(0);
    for (const { id, share } of named)
      expect([ids.has(id), share >= 0.05 && share <= 1]).toEqual([true, true]);
    const page = readFileSync(join(dir, 'map.html'), 'utf8');
    expect(page).toContain('id="data-activations"');
    expect(await library.mapPage({ live: false })).toBe(page);
    expect(await library.verifyMap(join(dir, 'topic-map.json'))).toMatchObject({ same: true });
  });

  it('topics have rules', async () => {
    const rules = await library.topicRules();
    expect(rules.length).toBeGreaterThan(0);
    for (const { rule, precision, recall } of rules)
      expect([precision === null, recall === null]).toEqual([rule === null, rule === null]);
  });
});

describe('steering', () => {
  it('says where each hit stood before', async () => {
    const { concepts } = await library.concepts('protein');
    const plain = await library.ask('cat', { count: 100 });
    const { hits, steered } = await library.ask('cat', { more: [concepts[0]!.id] });
    expect(steered!.more).toEqual([{ id: concepts[0]!.id, label: concepts[0]!.label }]);
    const rank = new Map(plain.hits.map(({ id }, i) => [id, i + 1]));
    expect(steered!.before).toEqual(hits.map(({ id }) => rank.get(id) ?? null));
    expect(steered!.before).not.toEqual(hits.map((_, i) => i + 1));
  });

  it('similar papers too', async () => {
    const { concepts } = await library.concepts('protein');
    const { steered } = await library.similar(['p0'], { less: [concepts[0]!.id] });
    expect(steered!.less).toHaveLength(1);
  });

  it('cannot be by words alone, nor both ways', async () => {
    await expect(library.ask('cat', { more: ['c1'], mode: 'lexical' })).rejects.toThrow(
      'Concepts steer by meaning; the mode lexical goes by words alone.',
    );
    await expect(library.ask('cat', { more: ['c1'], less: ['c1'] })).rejects.toThrow(
      'is wanted both more and less.',
    );
  });
});
