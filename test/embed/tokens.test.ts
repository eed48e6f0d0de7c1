import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperTokens, textTokens, type Tokenize } from '../../src/embed/tokens.js';

/** One id a word or mark: its length plus ten; 1 and 2 around the whole. */
const tokenize: Tokenize = (text, special) => {
  const ids = (text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []).map((word) => word.length + 10);
  return special ? [1, ...ids, 2] : ids;
};

function paper(title: string, abstract: string, maxTokens = 64, prefix = '') {
  return paperTokens(title, abstract, prefix, tokenize, maxTokens);
}

describe('paperTokens', () => {
  it('makes of nothing the frame alone', () => {
    expect(paper('', '')).toEqual({ ids: [1, 2], tokenSpans: [], textSpans: [], truncated: false });
  });

  it('has no sentence for a title that gives no tokens', () => {
    expect(paper(' ', '')).toMatchObject({ ids: [1, 2], tokenSpans: [] });
  });

  it('frames title, full stop and abstract, and knows where each sentence is', () => {
    const found = paper('A bb', 'Ccc d. Eeee f.');
    expect(found.ids).toEqual([1, 11, 12, 11, 13, 11, 11, 14, 11, 11, 2]);
    expect(found.tokenSpans).toEqual([1, 4, 4, 7, 7, 10]);
    const text = 'A bb\nCcc d. Eeee f.';
    const sentences = [0, 2, 4].map((i) => text.slice(found.textSpans[i], found.textSpans[i + 1]));
    expect(sentences).toEqual(['A bb', 'Ccc d.', 'Eeee f.']);
    expect(found.truncated).toBe(false);
  });

  it('takes title or abstract alone where the other is missing', () => {
    expect(paper('A bb', '')).toMatchObject({ ids: [1, 11, 12, 2], textSpans: [0, 4] });
    expect(paper('', 'Ccc.')).toMatchObject({ ids: [1, 13, 11, 2], textSpans: [1, 5] });
  });

  it('puts the prefix before the title and into no sentence', () => {
    expect(paper('A', '', 64, 'pp: ')).toMatchObject({ ids: [1, 12, 11, 11, 2], tokenSpans: [3, 4] });
  });

  it('fits exactly without being called truncated', () => {
    expect(paper('A bb', 'Ccc.', 7)).toMatchObject({ ids: [1, 11, 12, 11, 13, 11, 2], truncated: false });
  });

  it('cuts at the limit, says so, and leaves out the sentences behind it', () => {
    const found = paper('A bb', 'Ccc dd ee. Ff. Gg.', 7);
    expect(found).toMatchObject({
      ids: [1, 11, 12, 11, 13, 12, 2],
      tokenSpans: [1, 4, 4, 6],
      truncated: true,
    });
    expect(found.textSpans).toEqual([0, 4, 5, 15]);
  });

  it('says truncated when the limit falls between two sentences', () => {
    expect(paper('A', 'Bb. Cc.', 6)).toMatchObject({ ids: [1, 11, 11, 12, 11, 2], truncated: true });
  });

  it('says truncated when the title alone is too long', () => {
    expect(paper('a '.repeat(50), 'Bb.', 8)).toMatchObject({ tokenSpans: [1, 7], truncated: true });
  });

  it('hands the tokenizer no more than a bounded part of a huge text', () => {
    let longest = 0;
    const watched: Tokenize = (text, special) => {
      longest = Math.max(longest, text.length);
      return tokenize(text, special);
    };
    const found = paperTokens('T', 'x'.repeat(10_000_000), '', watched, 64);
    expect(longest).toBeLessThan(64 * 40);
    expect(found.truncated).toBe(true);
  });

  it('does not cut through a surrogate pair', () => {
    let seen = '';
    const watched: Tokenize = (text, special) => {
      seen += text;
      return tokenize(text, special);
    };
    paperTokens('', `x${'\u{1F600}'.repeat(3000)}`, '', watched, 64);
    // A lone half would come back as U+FFFD.
    expect(Buffer.from(seen).toString()).toBe(seen);
  });

  it('gives the ids of the whole text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.lorem({ mode: 'sentences', maxCount: 6 }),
        fc.lorem(),
        fc.integer({ min: 8, max: 60 }),
        (abstract, title, maxTokens) => {
          const whole = tokenize(`${title}. ${abstract}`, false);
          const found = paper(title, abstract, maxTokens);
          expect(found.ids).toEqual([1, ...whole.slice(0, maxTokens - 2), 2]);
          expect(found.truncated).toBe(whole.length > maxTokens - 2);
        },
      ),
    );
  });
});

describe('textTokens', () => {
  it('frames an empty question', () => {
    expect(textTokens('', '', tokenize, 8)).toEqual({ ids: [1, 2], truncated: false });
  });

  it('puts the prefix before the text and cuts at the limit', () => {
    expect(textTokens('bb ccc', 'q: ', tokenize, 8)).toEqual({
      ids: [1, 11, 11, 12, 13, 2],
      truncated: false,
    });
    expect(textTokens('bb ccc', 'q: ', tokenize, 5)).toEqual({ ids: [1, 11, 11, 12, 2], truncated: true });
  });

  it('bounds a huge question', () => {
    expect(textTokens('word '.repeat(1_000_000), '', tokenize, 8)).toMatchObject({ truncated: true });
  });
});
