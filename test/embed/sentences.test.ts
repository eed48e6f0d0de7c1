import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/embed/sentences.js';

/** The sentences themselves. */
function sentences(text: string): string[] {
  const spans = splitSentences(text);
  return Array.from({ length: spans.length / 2 }, (_, s) => text.slice(spans[2 * s], spans[2 * s + 1]));
}

describe('splitSentences', () => {
  it.each(['', '   ', '\n\t '])('finds none in %j', (text) => {
    expect(splitSentences(text)).toEqual([]);
  });

  it('takes a text without an end mark as one sentence', () => {
    expect(sentences('no end mark here')).toEqual(['no end mark here']);
  });

  it('splits at full stops, question and exclamation marks', () => {
    expect(sentences('We ask why. Is it so? It is! We show it.')).toEqual([
      'We ask why.',
      'Is it so?',
      'It is!',
      'We show it.',
    ]);
  });

  it.each([
    'Following Smith et al. We use trees.',
    'Some models, e.g. BERT and GPT, are large.',
    'The gain (cf. Table 2 in Sec. 3) is small.',
    'See Fig. 3 and Eqs. 4 to 6 for details.',
    'We met Dr. J. R. Smith in St. Gallen.',
    'Accuracy rose to 98.5% vs. Baseline at 90.1%.',
    'The samples are i.i.d. Gaussian variables.',
    'It holds w.r.t. All other measures.',
    'Released by the U.S. Government in May.',
  ])('keeps together: %s', (text) => {
    expect(sentences(text)).toEqual([text]);
  });

  it('keeps numbers of a list with what they number', () => {
    expect(sentences('Three steps follow. 1. Take data. 2. Train it.')).toEqual([
      'Three steps follow.',
      '1. Take data.',
      '2. Train it.',
    ]);
  });

  it('goes on before a small letter or a closing bracket', () => {
    expect(sentences('The approx. value is fine. (So it is.) Yes.')).toEqual([
      'The approx. value is fine.',
      '(So it is.)',
      'Yes.',
    ]);
    expect(sentences('Yahoo! search is old.')).toEqual(['Yahoo! search is old.']);
  });

  it('splits scripts without capitals and blanks', () => {
    expect(sentences('我们提出一个模型。它很快。')).toEqual(['我们提出一个模型。', '它很快。']);
    expect(sentences('هذا بحث. هذه نتيجة.')).toEqual(['هذا بحث.', 'هذه نتيجة.']);
  });

  it('covers all that is not white space, once and in order, for any text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('. ', '! A', 'et al. ', '\n', ' ('),
    );
    const text = fc.array(part).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const spans = splitSentences(given);
        let at = 0;
        for (let s = 0; s < spans.length; s += 2) {
          expect(given.slice(at, spans[s]).trim()).toBe('');
          expect(spans[s + 1]).toBeGreaterThan(spans[s]!);
          expect(given.slice(spans[s], spans[s + 1])).toBe(given.slice(spans[s], spans[s + 1]).trim());
          at = spans[s + 1]!;
        }
        expect(given.slice(at).trim()).toBe('');
      }),
    );
  });
});
