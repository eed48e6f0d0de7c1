import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/text/fold.js';

describe('fold', () => {
  test.each([
    ['Naïve CAFÉ', 'naive cafe'],
    ['Søgaard Wałęsa Straße Æsir', 'sogaard walesa strasse aesir'],
    ['ﬁne x² 𝐀', 'fine x2 a'],
    ['ΣΊΣΥΦΟΣ Йод', 'σισυφοσ иод'],
    ['가나다', '가나다'],
    ['がパ', 'がパ'],
    ['हिन्दी', 'हिन्दी'],
    ['İstanbul', 'istanbul'],
  ])('%s is %s', (text, folded) => expect(fold(text)).toBe(folded));

  test('is its own fold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});
