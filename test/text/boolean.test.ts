import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { booleanText, readBoolean, soughtText } from '../../src/text/index.js';

/** As it was read; the problem in square brackets; null: plain words. */
function read(question: string): string | null {
  const found = readBoolean(question);
  if (found === null) return null;
  return 'problem' in found ? `[${found.problem}]` : booleanText(found.expression);
}

describe('what is no Boolean question', () => {
  it.each([
    '',
    'copper and silver or not',
    'What is attention?',
    'EFFECTS OF HEAT AND COLD ON METALS',
    'RHEUMATISM AND ARTHRITIS: REVIEW OF LITERATURE',
    'Title: a study of copper',
    'https://doi.org/10.1000/x and arxiv:2301.00001',
    'C*-algebras',
    'NOT',
    '"copper AND" silver',
    'ratio 3:4',
  ])('%j', (question) => {
    expect(read(question)).toBeNull();
  });

  it.each([
    ['copper AND', null],
    ['Detection is NOT all you need', '["is" is a word of prose; phrases need quotation marks]'],
    ['copper AND OR silver', '[OR stands where a word should]'],
    ['AND copper OR tin', '[nothing stands before AND]'],
    ['(copper OR silver', '[a bracket is not closed]'],
    ['copper OR silver)', '[a bracket is closed that was not opened]'],
    ['copper AND ()', 'copper'],
    ['py:soon AND copper', '["soon" is no year: expected 2019, 2017-2020 or >2017]'],
    [`${'('.repeat(60)}tin AND zinc${')'.repeat(60)}`, '[it has more than 50 brackets in brackets]'],
    [`x${' AND x'.repeat(300)}`, '[it has more than 400 words and signs]'],
  ])('%j', (question, expected) => {
    expect(read(question)).toBe(expected);
  });
});

describe('a Boolean question', () => {
  it.each([
    ['(copper OR silver) AND linen* NOT serum', '(copper OR silver) AND linen* NOT serum'],
    ['copper OR silver AND gold', '(copper OR silver) AND gold'],
    ['copper AND silver OR gold', '(copper AND silver) OR gold'],
    ['heat AND deep learning', 'heat AND deep AND learning'],
    ['"deep learning" AND NOT x-ray', '"deep learning" NOT "x-ray"'],
    ['ti:(copper OR "deep learning") ab:tin', '(ti:copper OR ti:"deep learning") AND ab:tin'],
    ['author:Wang', 'au:Wang'],
    ['au:"Wang J" py:2019', 'au:"Wang J" AND py:2019'],
    ['py:2017-2020 AND tin', 'py:2017-2020 AND tin'],
    ['py:>2017 AND tin', 'py:2018- AND tin'],
    ['py:<=2017 AND tin', 'py:-2017 AND tin'],
    ['ti: copper', 'ti:copper'],
    ['behaviour* change', 'behaviour* AND change'],
    ['tin AND -lead', 'tin NOT lead'],
    ['tin NOT (lead OR zinc)', 'tin NOT (lead OR zinc)'],
  ])('%j is read as %j', (question, expected) => {
    expect(read(question)).toBe(expected);
  });

  it('says when AND and OR stand side by side', () => {
    expect(readBoolean('copper OR silver AND gold')).toMatchObject({ isMixed: true });
    expect(readBoolean('(copper OR silver) AND gold')).toMatchObject({ isMixed: false });
  });

  it('is ranked by what is sought, not by what is excluded', () => {
    const sought = (question: string): string => {
      const found = readBoolean(question);
      return found === null || 'problem' in found
        ? ''
        : soughtText(found.expression, (prefix) => `${prefix}+`);
    };
    expect(sought('(copper OR "deep learning") AND linen* NOT (serum OR tin)')).toBe(
      'copper deep learning linen+',
    );
    expect(sought('au:Wang AND py:2019')).toBe('Wang 2019');
    expect(sought('au:Wang AND copper')).toBe('copper');
    expect(sought('NOT copper')).toBe('');
  });

  it('is read again as it was written down', () => {
    const word = fc.constantFrom('copper', 'tin*', '"deep learning"', 'ti:zinc', 'au:Wang', 'py:2019');
    const { question } = fc.letrec<{ question: string }>((tie) => ({
      question: fc.oneof(
        { maxDepth: 3 },
        word,
        fc
          .tuple(tie('question'), fc.constantFrom('AND', 'OR', 'NOT', ''), tie('question'))
          .map(([a, op, b]) => `(${a}) ${op} (${b})`),
      ),
    }));
    fc.assert(
      fc.property(question, (text) => {
        const once = read(`(${text}) AND end`);
        expect(read(once!)).toBe(once);
      }),
    );
  });

  it('is read in time, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('AND', 'OR', 'NOT', '(', ')', '"', 'ti:', 'a*', 'tin', '-x', ' '), {
          maxLength: 60,
        }),
        (parts) => {
          expect(() => readBoolean(parts.join(' '))).not.toThrow();
        },
      ),
    );
  });
});
