import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberWords } from '../../src/embed/words.js';

/** One id a character of a word, but `[MASK]` is one token, as BERT's is. */
const plain = (text: string): number[] =>
  [...text.replaceAll('[MASK]', '\u0001').replaceAll(/\s/gu, '')].map((letter) => letter.codePointAt(0)!);

describe('rememberWords', () => {
  it('finds nothing in nothing', () => {
    expect(rememberWords(plain)('')).toEqual([]);
    expect(rememberWords(plain)('   ')).toEqual([]);
  });

  it('gives what the tokenizer gives for the whole text', () => {
    const remembered = rememberWords(plain);
    const word = fc.oneof(
      fc.constantFrom('a', 'bb', ' ', 'c\nd', '\t', 'é', '猫', 'a', '[MASK]', '(x-[MASK],', 'état-a', 'a-b.'),
      fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '(', 'é', '猫', '\n', '[', '$') }),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const text = words.join(' ');
        expect(remembered(text)).toEqual(plain(text));
      }),
    );
  });

  it('asks for a word once', () => {
    const asked: string[] = [];
    const remembered = rememberWords((text) => {
      asked.push(text);
      return plain(text);
    });
    remembered('cat dog cat');
    remembered('dog bird');
    expect(asked).toEqual(['cat', 'dog', 'bird']);
  });

  it('knows a word whatever mark stands beside it', () => {
    const asked: string[] = [];
    const remembered = rememberWords((text) => {
      asked.push(text);
      return plain(text);
    });
    remembered('cat, (dog) cat-dog.');
    expect(asked).toEqual(['cat', ',', '(', 'dog', ')', '-', '.']);
  });

  it('cuts plain words into the longest known pieces, and asks the tokenizer for the others', () => {
    const asked: string[] = [];
    const remembered = rememberWords(
      (text) => {
        asked.push(text);
        return plain(text.toLowerCase());
      },
      new Map([
        ['cat', 1],
        ['##s', 2],
        ['c', 3],
        ['##a', 4],
        ['##at', 5],
      ]),
    );
    asked.length = 0;
    expect(remembered('Cats cat (cas cät dog')).toEqual([1, 2, 1, 40, 3, 4, 2, 99, 228, 116, 100, 111, 103]);
    expect(asked).toEqual(['(', 'cät', 'dog']);
  });

  it('forgets rather than growing without end', () => {
    let asked = 0;
    const remembered = rememberWords((text) => {
      asked++;
      return [text.length];
    });
    for (let i = 0; i < 30_001; i++) remembered(`word${i}`);
    remembered('word0');
    expect(asked).toBe(30_002);
    expect(remembered('word0 word30000')).toEqual([5, 9]);
  });
});
