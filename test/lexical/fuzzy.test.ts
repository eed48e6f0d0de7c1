import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { nearTerms } from '../../src/lexical/fuzzy.js';
import { Vocabulary } from '../../src/lexical/vocabulary.js';
import { stem } from '../../src/text/tokenize.js';
import { naiveDistance } from './naive.js';

const known = [
  'attent',
  'classif',
  'gpt4',
  'languag',
  'recurr',
  'sparser',
  'transform',
  'transfer',
  'перевод',
  '深層',
].sort();
const vocabulary = Vocabulary.from(known);
const near = (word: string): string[] =>
  nearTerms(vocabulary, word, 9, () => 1).map((found) => `${found.term} ${found.distance}`);

describe('words that are left alone', () => {
  test.each(['', 'x', 'gpt', 'gpt3', 'gpt5', '3.14159', '深学', 'zzzzzzzzzz'])('%j', (word) =>
    expect(near(word)).toEqual([]),
  );
  test('a known word is not its own neighbour', () => expect(near('attention')).toEqual([]));
  test('what is too long for a word is not compared letter by letter', () => {
    const term = 'zab'.repeat(20).slice(0, 50);
    const longest = Vocabulary.from([stem(term)]);
    const changed = `${term.slice(0, 20)}q${term.slice(21)}`;
    expect(nearTerms(longest, changed, 9, () => 1)).toHaveLength(1);
    expect(nearTerms(longest, `${term}q`, 9, () => 1)).toEqual([]);
    // This alone took minutes.
    expect(near('a'.repeat(40_000))).toEqual([]);
  });
  test('no terms at all', () => expect(nearTerms(Vocabulary.from([]), 'attention', 3, () => 1)).toEqual([]));
});

describe('one typo is seen through', () => {
  test.each([
    ['transfomer', 'transform 1'],
    ['classificaiton', 'classif 1'],
    ['langauge', 'languag 1'],
    ['attentino', 'attent 1'],
    ['recurent', 'recurr 1'],
    ['ransformer', 'transform 1'],
    ['перевдо', 'перевод 1'],
  ])('%s → %s', (word, expected) => expect(near(word)[0]).toBe(expected));

  test('the nearer comes first, then the more frequent, then by letters', () => {
    const terms = Vocabulary.from(['cart', 'cast', 'cost']);
    const frequencies = [1, 5, 1];
    expect(nearTerms(terms, 'caxt', 9, (id) => frequencies[id]!).map((found) => found.term)).toEqual([
      'cast',
      'cart',
    ]);
  });
});

test('finds every term within the distance, as comparing with each one does', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'd', 'o'), minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { maxLength: 80 }),
      word.filter((w) => w.length >= 4 && stem(w) === w),
      (list, typed) => {
        const sorted = list.sort();
        const most = typed.length >= 8 ? 2 : 1;
        const expected = sorted.filter((term) => term !== typed && naiveDistance(term, typed) <= most);
        const found = nearTerms(Vocabulary.from(sorted), typed, 1000, () => 1).map((entry) => entry.term);
        expect(found).toEqual(expect.arrayContaining(expected));
        // The rest are stems of words one edit away.
        for (const term of found)
          expect(expected.includes(term) || term.length <= typed.length + 1).toBe(true);
      },
    ),
  );
});

test('the vocabulary finds what it holds and nothing else', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), fc.string(), (list, other) => {
      const sorted = list.sort();
      const held = Vocabulary.from(sorted);
      sorted.forEach((term, id) => expect([held.find(term), held.term(id)]).toEqual([id, term]));
      expect(held.find(other)).toBe(sorted.indexOf(other));
    }),
  );
});
