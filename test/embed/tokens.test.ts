import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MOST_TOKENS,
  paperTokens,
  textTokens,
  type PaperTokens,
  type Tokenize,
} from '../../src/embed/tokens.js';

/** One id a word or mark: its length plus ten; 1 and 2 around the whole. */
const tokenize: Tokenize = (text, special) => {
  const ids = (text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []).map((word) => word.length + 10);
  return special ? [1, ...ids, 2] : ids;
};

function paper(title: string, abstract: string, maxTokens = 64, prefix = '') {
  return paperTokens({ title, abstract }, prefix, tokenize, maxTokens);
}

const ids = (found: PaperTokens): (readonly number[])[] => found.windows.map((window) => window.ids);
const pieces = (found: PaperTokens): (readonly number[])[] => found.windows.map((window) => window.pieces);

describe('paperTokens', () => {
  it('makes of nothing the frame alone', () => {
    expect(paper('', '')).toEqual({
      windows: [{ ids: [1, 2], pieces: [] }],
      textSpans: [],
      truncated: false,
    });
  });

  it('reads neither headings nor publishers’ lines, and ends sentences at them', () => {
    const found = paper('T', 'Aa. BACKGROUND: bb. METHODS: cc. © 2001 Wiley Ltd. All rights reserved.');
    expect(ids(found)).toEqual(ids(paper('T', 'Aa. bb. cc.')));
    expect(pieces(found)).toEqual(pieces(paper('T', 'Aa. Bb. Cc.')));
    expect(found.textSpans).toEqual([0, 1, 2, 5, 18, 21, 31, 34]);
    expect(paper('T', '© 2001 Wiley Ltd.')).toEqual(paper('T', ''));
  });

  it('has no sentence for a title that gives no tokens', () => {
    expect(paper(' ', '')).toMatchObject({ windows: [{ ids: [1, 2], pieces: [] }], textSpans: [] });
  });

  it('ends with windows of one token where the model has room for none', () => {
    expect(ids(paper('', 'Bb cc', 2))).toEqual([
      [1, 12, 2],
      [1, 12, 2],
    ]);
  });

  it('frames title, full stop and abstract, and knows where each sentence is', () => {
    const found = paper('A bb', 'Ccc d. Eeee f.');
    expect(ids(found)).toEqual([[1, 11, 12, 11, 13, 11, 11, 14, 11, 11, 2]]);
    expect(pieces(found)).toEqual([[0, 1, 4, 1, 4, 7, 2, 7, 10]]);
    const text = 'A bb\nCcc d. Eeee f.';
    const sentences = [0, 2, 4].map((i) => text.slice(found.textSpans[i], found.textSpans[i + 1]));
    expect(sentences).toEqual(['A bb', 'Ccc d.', 'Eeee f.']);
    expect(found.truncated).toBe(false);
  });

  it('takes title or abstract alone where the other is missing', () => {
    expect(paper('A bb', '')).toMatchObject({ windows: [{ ids: [1, 11, 12, 2] }], textSpans: [0, 4] });
    expect(paper('', 'Ccc.')).toMatchObject({ windows: [{ ids: [1, 13, 11, 2] }], textSpans: [1, 5] });
  });

  it('puts the prefix before every window and into no sentence', () => {
    expect(paper('A', '', 64, 'pp: ')).toMatchObject({
      windows: [{ ids: [1, 12, 11, 11, 2], pieces: [0, 3, 4] }],
    });
    expect(ids(paper('A', 'Bb cc.', 7, 'pp: '))).toEqual([
      [1, 12, 11, 11, 11, 2],
      [1, 12, 11, 12, 12, 11, 2],
    ]);
  });

  it('fits exactly into one window', () => {
    expect(ids(paper('A bb', 'Ccc.', 7))).toEqual([[1, 11, 12, 11, 13, 11, 2]]);
  });

  it('cuts between sentences, into windows of like length', () => {
    const found = paper('A bb', 'Ccc dd ee. Ff. Gg.', 9);
    expect(ids(found)).toEqual([
      [1, 11, 12, 11, 13, 12, 12, 11, 2],
      [1, 12, 11, 12, 11, 2],
    ]);
    expect(pieces(found)).toEqual([
      [0, 1, 4, 1, 4, 8],
      [2, 1, 3, 3, 3, 5],
    ]);
    expect(found.textSpans).toEqual([0, 4, 5, 15, 16, 19, 20, 23]);
    expect(found.truncated).toBe(false);
  });

  it('cuts a sentence only where it is longer than a window', () => {
    const found = paper('', 'Aa. Bb bb bb bb bb. Cc.', 6);
    expect(pieces(found)).toEqual([
      [0, 1, 3],
      [1, 1, 5],
      [1, 1, 3, 2, 3, 5],
    ]);
    expect(found.textSpans).toHaveLength(6);
  });

  it('reads 4,096 tokens, and says when there are more', () => {
    expect(paper('', 'a '.repeat(MOST_TOKENS)).truncated).toBe(false);
    const found = paper('', `${'a '.repeat(MOST_TOKENS - 1)}. Bb. Cc.`);
    expect(found.truncated).toBe(true);
    expect(
      ids(found)
        .flat()
        .filter((id) => id > 2),
    ).toHaveLength(MOST_TOKENS);
    expect(found.textSpans).toHaveLength(2);
  });

  it('hands the tokenizer no more than a bounded part of a huge text', () => {
    let longest = 0;
    const watched: Tokenize = (text, special) => {
      longest = Math.max(longest, text.length);
      return tokenize(text, special);
    };
    const found = paperTokens({ title: 'T', abstract: 'x'.repeat(10_000_000) }, '', watched, 64);
    expect(longest).toBeLessThan(MOST_TOKENS * 40);
    expect(found.truncated).toBe(true);
  });

  it('does not cut through a surrogate pair', () => {
    let seen = '';
    const watched: Tokenize = (text, special) => {
      seen += text;
      return tokenize(text, special);
    };
    paperTokens({ title: '', abstract: `x${'\u{1F600}'.repeat(90_000)}` }, '', watched, 64);
    // A lone half would come back as U+FFFD.
    expect(Buffer.from(seen).toString()).toBe(seen);
  });

  it('has every token of the text in exactly one window, in order, and every sentence in pieces that touch', () => {
    fc.assert(
      fc.property(
        fc.lorem({ mode: 'sentences', maxCount: 9 }),
        fc.lorem(),
        fc.integer({ min: 3, max: 60 }),
        (abstract, title, maxTokens) => {
          const found = paper(title, abstract, maxTokens);
          const bare = ids(found).map((window) => window.slice(1, -1));
          expect(bare.flat()).toEqual(tokenize(`${title}. ${abstract}`, false));
          expect(found.truncated).toBe(false);
          let sentence = 0;
          for (const window of found.windows) {
            expect(window.ids.length).toBeLessThanOrEqual(maxTokens);
            let at = 1;
            for (let p = 0; p < window.pieces.length; p += 3) {
              expect([sentence, sentence + 1]).toContain(window.pieces[p]);
              sentence = window.pieces[p]!;
              expect(window.pieces[p + 1]).toBe(at);
              at = window.pieces[p + 2]!;
            }
            expect(at).toBe(window.ids.length - 1);
          }
          expect(sentence).toBe(found.textSpans.length / 2 - 1);
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
