import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edits, nameOf, samePerson } from '../../src/duplicates/names.js';

const same = (a: string, b: string): boolean =>
  samePerson(nameOf(a), nameOf(b)) && samePerson(nameOf(b), nameOf(a));

describe('people', () => {
  it('makes something of names that are none', () => {
    for (const odd of ['', ' ', '.', ',', '李', 'et al.', '*', 'J.']) expect(() => nameOf(odd)).not.toThrow();
  });

  it.each([
    ['Ana María Pérez', 'Pérez, Ana María'],
    ['Ana María Pérez', 'Perez AM'],
    ['Ana María Pérez', 'A. M. Pérez'],
    ['Ana María Pérez', 'Pérez, A.'],
    ['Ana Pérez', 'PEREZ, ANA'],
    ['Wei Zhang', 'Zhang Wei'],
    ['Vincent van Gogh', 'van Gogh, V.'],
    ['John Smith Jr.', 'Smith, John'],
    ['HH VOGEL', 'H. H. VOGEL, Jr'],
    ['Vogel, H. H., Jr.', 'Vogel HH'],
    ['Pedersen', 'HD Pedersen'],
    ['Bredal, W. P.', 'WP Brodal'],
    ['Søren Øst', 'Soren Ost'],
  ])('takes %s and %s for one', (a, b) => expect(same(a, b)).toBe(true));

  it.each([
    ['Ana Pérez', 'Juan Pérez'],
    ['J. Smith', 'K. Smith'],
    ['Wei Zhang', 'Wei Wang'],
    ['Lee', 'Li'],
    ['Smith, A. B.', 'Jones, A. B.'],
  ])('takes %s and %s for two', (a, b) => expect(same(a, b)).toBe(false));
});

describe('edits', () => {
  /** Optimal string alignment, the whole table. */
  function naive(a: string, b: string): number {
    const t = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
    );
    for (let i = 1; i <= a.length; i++)
      for (let j = 1; j <= b.length; j++) {
        t[i]![j] = Math.min(
          t[i - 1]![j]! + 1,
          t[i]![j - 1]! + 1,
          t[i - 1]![j - 1]! + Number(a[i - 1] !== b[j - 1]),
        );
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          t[i]![j] = Math.min(t[i]![j]!, t[i - 2]![j - 2]! + 1);
      }
    return t[a.length]![b.length]!;
  }

  it('agrees with the whole table up to the limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 6 }), (a, b, limit) => {
        expect(edits(a, b, limit)).toBe(Math.min(naive(a, b), limit + 1));
      }),
      { numRuns: 2000 },
    );
  });
});
