import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { LEXICAL_DEFAULTS } from '../../src/lexical/bm25.js';
import type { LexicalPaper } from '../../src/lexical/build.js';
import { LexicalIndex } from '../../src/lexical/lexical-index.js';
import { formOf, stem, termAsked } from '../../src/text/index.js';
import { naiveSearch } from './naive.js';

const folder = mkdtempSync(join(tmpdir(), 'fieldmap-lexical-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'lexical.idx');

const papers: LexicalPaper[] = [
  { key: 7, title: 'Sparse autoencoders', abstract: 'We train autoencoders on activations of GPT-4.' },
  { key: 2, title: 'Dense retrieval', abstract: 'Sparse and dense vectors for retrieval.' },
  { key: 5, title: 'Untitled', abstract: '' },
];
const index = LexicalIndex.build(papers);
const found = (question: string, k = 10): number[] => [...index.search(question, k).keys];

/** Few words, so that random texts share some; keys that are neither dense nor ordered. */
const text = fc
  .array(
    fc.constantFrom('graph', 'graphs', 'node', 'tree', 'the', 'X-Ray', 'ray', 'π', '深層学習', 'GPT-4'),
    { maxLength: 12 },
  )
  .map((words) => words.join(' '));
const corpus = fc.uniqueArray(
  fc.record({ key: fc.integer({ min: 1, max: 60 }), title: text, abstract: text }),
  { selector: (paper) => paper.key, minLength: 1, maxLength: 25 },
);
const options = fc.record({
  k1: fc.double({ min: 0.1, max: 3, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
  titleWeight: fc.integer({ min: 1, max: 4 }),
});

describe('misuse', () => {
  test('the same key twice is a bug that is named', () => {
    expect(() => LexicalIndex.build([papers[0]!, papers[0]!])).toThrow(
      'Paper key 7 was given twice to the lexical index.',
    );
  });

  test('no papers, no words, only stop words, unknown words: no matches and no error', () => {
    const empty = LexicalIndex.build([]);
    expect([
      empty.size,
      empty.search('sparse', 10).keys.length,
      [...empty.score('sparse', [1])],
      empty.near('sparse'),
    ]).toEqual([0, 0, [0], []]);
    for (const question of ['', 'the of what', 'zzzz', '"a OR (', 'NEAR *', 'col:', '\0'])
      expect(found(question)).toEqual([]);
    expect(found('sparse', 0)).toEqual([]);
  });

  test('allowed keys that are not in the index are passed over', () => {
    expect([...index.search('sparse', 10, { allowed: Int32Array.of(1, 2, 3, 99) }).keys]).toEqual([2]);
    expect([...index.search('sparse', 10, { allowed: new Int32Array(0) }).keys]).toEqual([]);
  });
});

describe('search', () => {
  test('puts the paper with the words in its title first', () => expect(found('sparse')).toEqual([7, 2]));

  test('finds acronyms joined and apart', () => {
    expect([found('GPT4'), found('gpt-4'), found('GPT')]).toEqual([[7], [7], [7]]);
  });

  test('equals naive BM25', () => {
    fc.assert(
      fc.property(corpus, text, options, (list, question, chosen) => {
        const matches = LexicalIndex.build(list, chosen).search(question, 100);
        const naive = new Map(naiveSearch(list, question, chosen));
        expect([...matches.keys].sort()).toEqual([...naive.keys()].sort());
        matches.keys.forEach((key, i) => {
          expect(Math.abs(matches.scores[i]! - naive.get(key)!)).toBeLessThanOrEqual(1e-6 * naive.get(key)!);
        });
        for (let i = 1; i < matches.scores.length; i++)
          expect(matches.scores[i - 1]).toBeGreaterThanOrEqual(matches.scores[i]!);
      }),
    );
  });

  test('breaks ties by key, whatever the order of papers and words', () => {
    fc.assert(
      fc.property(corpus, text, (list, question) => {
        const forwards = LexicalIndex.build(list).search(question, 100);
        const backwards = LexicalIndex.build([...list].reverse()).search(
          question.split(' ').reverse().join(' '),
          100,
        );
        expect(backwards).toEqual(forwards);
        const twins = LexicalIndex.build(
          [3, 1, 2].map((key) => ({ key, title: question, abstract: '' })),
        ).search(question, 100);
        expect([[], [1, 2, 3]]).toContainEqual([...twins.keys]);
      }),
    );
  });

  test('takes the k best of the allowed ones, not the allowed ones of the k best', () => {
    fc.assert(
      fc.property(
        corpus,
        text,
        fc.uniqueArray(fc.integer({ min: 1, max: 60 })),
        fc.integer({ min: 1, max: 5 }),
        (list, question, keys, k) => {
          const built = LexicalIndex.build(list);
          const allowed = Int32Array.from(keys).sort();
          const all = [...built.search(question, 100).keys].filter((key) => keys.includes(key));
          expect([...built.search(question, k, { allowed }).keys]).toEqual(all.slice(0, k));
        },
      ),
    );
  });

  test('scores given papers as it ranks them', () => {
    const { keys, scores } = index.search('sparse dense', 10);
    expect(index.score('sparse dense', keys)).toEqual(scores);
    expect([...index.score('sparse', [5, 99])]).toEqual([0, 0]);
  });

  test('a word asked for as it stands counts whole where the paper has it, 0.7 where only others of its stem', () => {
    const family = fc.constantFrom('resistance', 'resistances', 'resistive', 'resistant', 'resist', 'graph');
    const familyText = fc.array(family, { maxLength: 8 }).map((words) => words.join(' '));
    const list = fc.array(fc.record({ title: familyText, abstract: familyText }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(list, family, (texts, word) => {
        const built = LexicalIndex.build(texts.map((one, i) => ({ key: i + 1, ...one })));
        const keys = texts.map((_text, i) => i + 1);
        const plain = built.score(new Map([[stem(word), 1]]), keys);
        const asked = built.score(new Map([[termAsked(stem(word), word), 1]]), keys);
        texts.forEach(({ title, abstract }, i) => {
          const words = `${title} ${abstract}`
            .split(' ')
            .filter((one) => one !== '' && stem(one) === stem(word));
          const has = words.some((one) => formOf(one) === formOf(word));
          expect(asked[i]).toBeCloseTo((has ? 1 : 0.7) * plain[i]!, 5);
        });
        const { keys: found, scores } = built.search(new Map([[termAsked(stem(word), word), 1]]), 10);
        expect(scores).toEqual(built.score(new Map([[termAsked(stem(word), word), 1]]), found));
      }),
    );
  });

  test('finds the papers with a word, or with words that begin so, in a field', () => {
    const word = fc.constantFrom('random', 'randomized', 'randomly', 'linen', 'linens', 'liver');
    const fieldText = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    const list = fc.array(fc.record({ title: fieldText, abstract: fieldText }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(
        list,
        fc.constantFrom('random', 'randomi', 'lin', 'li', 'zzz'),
        fc.constantFrom('title', 'abstract', null),
        (texts, prefix, field) => {
          const built = LexicalIndex.build(texts.map((one, i) => ({ key: 3 * i + 1, ...one })));
          const keysWhere = (has: (word: string) => boolean): number[] =>
            texts.flatMap((one, i) => {
              const text = field === null ? `${one.title} ${one.abstract}` : one[field];
              return text.split(' ').some((own) => own !== '' && has(own)) ? [3 * i + 1] : [];
            });
          expect([...built.keysWith(stem('linen'), field)]).toEqual(
            keysWhere((own) => stem(own) === 'linen'),
          );
          const { sure, doubtful } = built.keysBeginning(prefix, field);
          const having = keysWhere((own) => own.startsWith(prefix));
          for (const key of sure) expect(having).toContain(key);
          for (const key of having) expect([...sure, ...doubtful]).toContain(key);
        },
      ),
    );
  });

  test('inflected forms are the word itself, derived words are others', () => {
    const forms = (words: string): number => new Set(words.split(' ').map(formOf)).size;
    expect(forms('network networks networked networking')).toBe(1);
    expect(forms('train trains trained training')).toBe(1);
    expect(forms('study studies')).toBe(1);
    expect(forms('resistance resistive')).toBe(2);
    expect(forms('operation operative')).toBe(2);
  });

  test('a weight of two counts like the word typed twice', () => {
    expect(
      index.search(
        new Map([
          ['spars', 2],
          ['dens', 1],
        ]),
        10,
      ),
    ).toEqual(index.search('sparse dense sparse', 10));
  });
});

describe('statistics', () => {
  test('tell frequency and rareness, 0 papers for the unknown', () => {
    expect(['spars', 'dens', 'zebra'].map((term) => index.documentFrequency(term))).toEqual([2, 1, 0]);
    expect(index.inverseFrequency('spars')).toBe(Math.log(1 + 1.5 / 2.5));
    expect(index.inverseFrequency('zebra')).toBe(Math.log(1 + 3.5 / 0.5));
    const terms = [
      '4',
      'activ',
      'autoencod',
      'dens',
      'gpt',
      'gpt4',
      'retriev',
      'spars',
      'train',
      'untitl',
      'vector',
    ];
    expect(terms.filter((term) => index.documentFrequency(term) === 0)).toEqual([]);
    expect(index.vocabularySize).toBe(terms.length);
  });

  test('name the papers with all of some terms', () => {
    expect([...index.keysWithAll(['spars', 'dens'])]).toEqual([2]);
    expect([...index.keysWithAll(['spars', 'zebra'])]).toEqual([]);
    expect([...index.keysWithAll([])]).toEqual([2, 5, 7]);
  });
});

describe('the file', () => {
  const stamp = { papers: 3, texts: 'abc' };

  test('another revision, other options or damage are refused with the reason', () => {
    index.save(path, stamp);
    expect(LexicalIndex.load(path, { ...stamp, texts: 'abd' })).toBe('its texts is abc, expected abd');
    expect(LexicalIndex.load(path, stamp, { k1: 2 })).toBe(`its k1 is ${LEXICAL_DEFAULTS.k1}, expected 2`);
    const bytes = readFileSync(path);
    bytes[bytes.length - 9]! ^= 1;
    writeFileSync(path, bytes);
    expect(LexicalIndex.load(path, stamp)).toBe('it is damaged (checksum)');
    expect(LexicalIndex.load(join(folder, 'none'), stamp)).toBe('there is no such file');
  });

  test('loaded, answers as before; built again, has the same bytes', () => {
    fc.assert(
      fc.property(corpus, text, (list, question) => {
        const built = LexicalIndex.build(list);
        built.save(path, stamp);
        const bytes = readFileSync(path);
        const loaded = LexicalIndex.load(path, stamp) as LexicalIndex;
        expect(loaded.search(question, 10)).toEqual(built.search(question, 10));
        LexicalIndex.build([...list].reverse()).save(path, stamp);
        expect(readFileSync(path).equals(bytes)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
