import { describe, expect, it } from 'vitest';
import { aboutWhole, nameFromVocabulary } from '../../src/labels/name-from-vocabulary.js';
import { readableName } from '../../src/labels/readable-name.js';
import { nameableAreas } from '../../src/labels/vocabulary-areas.js';
import type { NamedFields } from '../../src/labels/vocabulary-names.js';
import type { Identified } from '../../src/topics/identify.js';
import type { Labels } from '../../src/topic-map/types.js';
import { normalize } from '../../src/math/matrix.js';
import { parseVocabulary } from '../../src/vocabulary/index.js';

/** One axis an entry: the papers are as much of it as their numbers say. Fillers are entries that nothing is like. */
const AXES = 40;
const table = [
  'id\tname\tbroader',
  'A\tAnimal science\t',
  'B\tGeology\t',
  'a1\tAdvanced cat behaviour research\tA',
  'a2\tDog training techniques\tA',
  'b1\tVolcanic eruptions\tB',
  'b2\tGlacier dynamics and applications\tB',
  ...Array.from({ length: AXES - 6 }, (_, i) => `x${i}\tFiller ${i}\t`),
].join('\n');
const vocabulary = parseVocabulary(table, 'test');
const entry = (id: string): number => vocabulary.entries.findIndex((one) => one.id === id);

function unit(parts: Readonly<Record<string, number>>): Float32Array {
  const vector = new Float32Array(AXES);
  for (const [id, weight] of Object.entries(parts)) vector[entry(id)] = weight;
  normalize(vector);
  return vector;
}

function matrixOf(rows: readonly Float32Array[]) {
  const data = new Float32Array(rows.length * AXES);
  rows.forEach((row, i) => data.set(row, i * AXES));
  return { data, rows: rows.length, dimensions: AXES };
}

const fields: NamedFields = {
  vocabulary,
  vectors: matrixOf(
    vocabulary.entries.map(({ id, broader }) => {
      if (id === 'A') return unit({ A: 1, a1: 1, a2: 1 });
      if (id === 'B') return unit({ B: 1, b1: 1, b2: 1 });
      return unit({ [id]: 1, ...(broader >= 0 && { [vocabulary.entries[broader]!.id]: 0.3 }) });
    }),
  ),
};

function identified(assignment: readonly number[], areas: readonly number[], areaCount: number): Identified {
  const count = areas.length;
  const topics = Int32Array.from(assignment);
  return {
    grouping: {
      count,
      assignment: topics,
      nearest: topics,
      strength: new Float32Array(topics.length),
      areaCount,
      areas: Int32Array.from(areas),
      stability: null,
    },
    topicIds: areas.map((_, t) => `t${t + 1}`),
    areas: Int32Array.from(areas),
    areaIds: Array.from({ length: areaCount }, (_, a) => `a${a + 1}`),
    merged: new Map(),
    nextIds: { topic: count + 1, area: areaCount + 1 },
  };
}

const terms = (...names: string[]) => names.map((term) => ({ term, weight: 1 / names.length }));
const own = (count: number, areaCount = 0): Labels => ({
  topics: Array.from({ length: count }, (_, t) => ({
    label: `Words ${t}`,
    source: 'terms',
    terms: terms(`w${t}`),
  })),
  areas: Array.from({ length: areaCount }, (_, a) => ({
    label: `Area ${a}`,
    source: 'terms',
    terms: terms(`v${a}`),
  })),
});
const four = matrixOf(
  ['a1', 'a2', 'b1', 'b2'].flatMap((id) =>
    Array.from({ length: 5 }, (_, i) => unit({ [id]: 1, [`x${i}`]: 0.2 })),
  ),
);
const inFours = Array.from({ length: 20 }, (_, i) => Math.floor(i / 5));

describe('nameFromVocabulary', () => {
  it('keeps the papers’ own terms where no entry is like the topic', async () => {
    const odd = matrixOf(
      Array.from({ length: 6 }, (_, i) => {
        const vector = new Float32Array(AXES).map((_, axis) => (axis < 6 ? 0 : i < 3 || axis % 2 ? 1 : -1));
        normalize(vector);
        return vector;
      }),
    );
    const { topics } = await nameFromVocabulary(
      own(2),
      identified([0, 0, 0, 1, 1, 1], [-1, -1], 0),
      odd,
      fields,
    );
    expect(topics.map(({ label, source }) => [label, source])).toEqual([
      ['Words 0', 'terms'],
      ['Words 1', 'terms'],
    ]);
  });

  it('gives a name once: two topics of one field are not called alike', async () => {
    const same = matrixOf(Array.from({ length: 10 }, (_, i) => unit({ a1: 1, x1: i < 5 ? 0.4 : 0.1 })));
    const assignment = Array.from({ length: 10 }, (_, i) => (i < 5 ? 0 : 1));
    const { topics } = await nameFromVocabulary(own(2), identified(assignment, [-1, -1], 0), same, fields);
    expect(new Set(topics.map(({ label }) => label)).size).toBe(2);
    expect(topics.filter(({ label }) => label === 'Cat behaviour').length).toBeLessThan(2);
  });

  it('names topics by the entries they are like, without empty words, and areas by what is broader', async () => {
    const words = ['cats', 'dogs', 'eruptions', 'glaciers'];
    const labels = own(4, 2);
    const { topics, areas, about } = await nameFromVocabulary(
      { ...labels, topics: labels.topics.map((topic, t) => ({ ...topic, terms: terms(words[t]!) })) },
      identified(inFours, [0, 0, 1, 1], 2),
      four,
      fields,
    );
    expect(topics.map(({ label }) => label)).toEqual([
      'Cat behaviour',
      'Dog training techniques',
      'Volcanic eruptions',
      'Glacier dynamics',
    ]);
    expect(topics.every(({ source }) => source === 'vocabulary')).toBe(true);
    expect(areas.map(({ label }) => label)).toEqual(['Animal science', 'Geology']);
    expect(about).toBeNull();
  });

  it('takes of the names that fit the one that says by itself what the topic is', async () => {
    const both = matrixOf([
      ...Array.from({ length: 5 }, (_, i) => unit({ a1: 1, a2: 0.97, A: -2, [`x${i}`]: 0.2 })),
      ...Array.from({ length: 5 }, (_, i) => unit({ b1: 1, [`x${i}`]: 0.2 })),
    ]);
    const found = identified([0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [-1, -1], 0);
    const labels = own(2);
    const worded = {
      ...labels,
      topics: labels.topics.map((topic, t) => ({
        ...topic,
        terms: t === 0 ? terms('cat', 'dog') : topic.terms,
      })),
    };
    const asked: string[] = [];
    const embed = (names: readonly string[]) => {
      asked.push(...names);
      return Promise.resolve(
        names.map((name) => (name.startsWith('Dog') ? unit({ a1: 1, a2: 1 }) : unit({ x9: 1 }))),
      );
    };
    const plain = await nameFromVocabulary(worded, found, both, fields);
    expect(plain.topics[0]!.label).toBe('Cat behaviour');
    const said = await nameFromVocabulary(worded, found, both, { ...fields, embed });
    expect(said.topics[0]!.label).toBe('Dog training techniques');
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('names a narrow library as a whole, and no topic of it by the same name', async () => {
    const narrow = matrixOf(Array.from({ length: 8 }, (_, i) => unit({ a1: 1, x2: i < 4 ? 0.3 : 0 })));
    const assignment = Array.from({ length: 8 }, (_, i) => (i < 4 ? 0 : 1));
    const { topics, about } = await nameFromVocabulary(
      own(2),
      identified(assignment, [-1, -1], 0),
      narrow,
      fields,
    );
    expect(about).toBe('Cat behaviour');
    expect(topics.map(({ source }) => source)).toEqual(['terms', 'terms']);
  });
});

describe('aboutWhole', () => {
  it('is nothing for no papers, and what is broader where entries are mixed', () => {
    expect(aboutWhole(matrixOf([]), fields)).toBeNull();
    const animals = matrixOf(Array.from({ length: 20 }, (_, i) => unit({ [i % 2 ? 'a1' : 'a2']: 1 })));
    expect(aboutWhole(animals, fields)).toBe(entry('A'));
  });
});

describe('nameableAreas', () => {
  it('joins topics under the broader entry that fits them', () => {
    const centers = matrixOf(['a1', 'b1', 'a2', 'b2'].map((id) => unit({ [id]: 1 })));
    const { areas, areaCount, entries } = nameableAreas(centers, [10, 30, 10, 30], 2, fields)!;
    expect(areaCount).toBe(2);
    expect(Array.from(areas)).toEqual([1, 0, 1, 0]);
    expect(Array.from(entries)).toEqual([entry('B'), entry('A')]);
  });

  it('is nothing in a vocabulary without broader entries', () => {
    const flat = parseVocabulary('id\tname\n1\tCats\n2\tDogs\n', 'flat');
    const vectors = matrixOf([unit({ a1: 1 }), unit({ a2: 1 })]);
    expect(nameableAreas(vectors, [1, 1], 2, { vocabulary: flat, vectors })).toBeNull();
  });
});

describe('readableName', () => {
  it.each([
    ['Finite group theory research', 'Finite group theory'],
    ['Advanced wireless communication techniques', 'Wireless communication'],
    ['Recommender systems and techniques', 'Recommender systems'],
    ['Malaria research and control', 'Malaria research and control'],
    ['Plant and animal studies', 'Plant and animal studies'],
    ['Genomics and phylogenetic studies', 'Genomics and phylogenetic studies'],
    ['mRNA processing', 'mRNA processing'],
    ['k-means clustering', 'k-means clustering'],
    ['Research', 'Research'],
  ])('%s → %s', (name, label) => {
    expect(readableName(name)).toBe(label);
  });
});
