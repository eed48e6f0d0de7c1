import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseQuestion } from '../../src/lexical/question.js';

describe('odd questions are plain text', () => {
  test.each([
    '',
    '"a OR (',
    'NEAR *',
    'col:x',
    '- -- -',
    '""',
    '"',
    'a - b',
    'state-of-the-art',
    '-5 degrees',
    "it's",
  ])('%j', (question) => {
    expect(parseQuestion(question)).toMatchObject({ phrases: [], excluded: [] });
  });

  test('none fails', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '-', ' ', 'a', '“', '”', '(', '„') }),
        (question) => {
          expect(() => parseQuestion(question)).not.toThrow();
        },
      ),
    );
  });
});

describe('parseQuestion', () => {
  test.each([
    [
      'find "sparse autoencoders" -vision',
      'find sparse autoencoders',
      [['sparse', 'autoencoders']],
      [['vision']],
    ],
    ['“The Bitter Lesson”', 'The Bitter Lesson', [['the', 'bitter', 'lesson']], []],
    [
      'maps -"self organising" -X-Ray',
      'maps',
      [],
      [
        ['self', 'organising'],
        ['x', 'ray'],
      ],
    ],
    ['("a b" c', '(a b c', [['a', 'b']], []],
  ])('%s', (question, text, phrases, excluded) => {
    const parsed = parseQuestion(question);
    expect({ ...parsed, text: parsed.text.replace(/\s+/g, ' ') }).toEqual({ text, phrases, excluded });
  });
});
