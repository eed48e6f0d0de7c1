import { describe, expect, it } from 'vitest';
import { functionWordOf } from '../../src/terms/boilerplate.js';
import { fold } from '../../src/text/fold.js';

const isFunctionWord = (word: string): boolean => functionWordOf(fold(word), word) !== 0;

describe('words with a meaning', () => {
  it.each([
    'zonnepanelen',
    'diabetes',
    'nätverk',
    'sieci',
    'neuronowe',
    'deprem',
    'сети',
    'mountain',
    'graph',
    '地震',
  ])('%s is no function word of any language', (word) => {
    expect(isFunctionWord(word)).toBe(false);
  });
});

describe('function words', () => {
  it.each([
    ['Dutch', 'het met naar hebben wij niet van een blijkt'],
    ['Swedish', 'och att det som inte med mellan resultaten'],
    ['Danish', 'og ikke med mellem resultaterne'],
    ['Norwegian', 'og ikke med mellom resultatene'],
    ['Finnish', 'ja on tutkimus tulokset'],
    ['Polish', 'oraz nie się jest wyniki badania'],
    ['Czech', 'nebo jako výsledky mezi'],
    ['Russian', 'и не что результаты исследования'],
    ['Ukrainian', 'та не що результати'],
    ['Turkish', 've bir için bu çalışmada sonuçlar'],
    ['Japanese', 'この する した れる'],
  ])('of %s are known', (_language, words) => {
    expect(words.split(' ').filter((word) => !isFunctionWord(word))).toEqual([]);
  });

  it('keep their languages apart, so that English texts are English', () => {
    expect(functionWordOf('the', 'the') & 1).toBe(1);
    expect(functionWordOf('het', 'het') & 1).toBe(0);
  });
});
