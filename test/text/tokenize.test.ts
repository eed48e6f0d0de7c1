import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { isStopWord, stem, terms, tokenize } from '../../src/text/tokenize.js';

const words = (text: string): string[] => tokenize(text).map((word) => word.word);

describe('text without words', () => {
  test.each(['', ' \n\t', '…—"“”\'()', '- -- ‐', '\0\u200b', '🙂🎉'])('%j gives none', (text) => {
    expect(tokenize(text)).toEqual([]);
    expect(terms(text)).toEqual([]);
  });

  test('a half of a surrogate pair is no word and no error', () => {
    expect(words('a\ud842b \udc00')).toEqual(['a', 'b']);
  });
});

describe('tokenize', () => {
  test.each([
    ['Attention is all you need!', ['attention', 'is', 'all', 'you', 'need']],
    ["BERT’s and O'Neill's don't", ['bert', 'and', 'oneill', 'dont']],
    ['GPT-3.5, section 3. Next', ['gpt', '3.5', 'gpt3.5', 'section', '3', 'next']],
    ['X‑Boundary', ['x', 'boundary', 'xboundary']],
    ['state-of-the-art', ['state', 'of', 'the', 'art', 'stateoftheart']],
    ['-left a--b right- a - b', ['left', 'a', 'b', 'right', 'a', 'b']],
    ['infor\u00admation', ['information']],
    ['word2vec C++', ['word2vec', 'c']],
    ['深層学習とBERT', ['深層', '層学', '学習', '習と', 'bert']],
    ['가나다 라마', ['가나다', '라마']],
    ['本', ['本']],
    ['𠮷野家', ['𠮷野', '野家']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected));

  test('says where each word stands and which is the whole of a hyphenated one', () => {
    expect(tokenize('a GPT-4!')).toEqual([
      { word: 'a', start: 0, end: 1, joined: false },
      { word: 'gpt', start: 2, end: 5, joined: false },
      { word: '4', start: 6, end: 7, joined: false },
      { word: 'gpt4', start: 2, end: 7, joined: true },
    ]);
  });

  test('offsets lie inside the text, starts ascend but for joined words, and no word is empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let last = 0;
        for (const { word, start, end, joined } of tokenize(text)) {
          expect([word !== '', end > start, end <= text.length, joined || start >= last]).toEqual([
            true,
            true,
            true,
            true,
          ]);
          if (!joined) last = start;
        }
      }),
    );
  });

  test('finds the same words in any letter case of ASCII text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(words(text.toUpperCase())).toEqual(words(text.toLowerCase()));
      }),
    );
  });
});

describe('terms', () => {
  test('drops stop words and stems the rest', () => {
    expect(terms('What are the effects of pruning on fine-tuned models?')).toEqual([
      'effect',
      'prune',
      'fine',
      'tune',
      'finetun',
      'model',
    ]);
  });

  test.each([
    ['GPT-4', 'GPT4'],
    ['GPT-4', 'GPT 4'],
    ['COVID-19', 'covid19'],
    ['pre-training', 'pretraining'],
  ])('%s and %s share a term', (one, other) => {
    expect(terms(one).filter((term) => terms(other).includes(term))).not.toEqual([]);
  });

  test('stems English only', () => {
    expect([stem('classification'), stem('gpt4s'), stem('наука'), stem('深層')]).toEqual([
      'classif',
      'gpt4s',
      'наука',
      '深層',
    ]);
    expect([isStopWord('the'), isStopWord('does'), isStopWord('graph')]).toEqual([true, true, false]);
  });
});
