import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistypedItem, samplePapers, sentenceItem, titleItem } from '../../src/evaluation/known-items.js';
import { seededRandom } from '../../src/math/random.js';

const PAPER = {
  id: 'a',
  title: 'Sparse features of language models',
  abstract: 'Short one. We look for sparse features in the models of language that people use. Done.',
};

describe('known items', () => {
  it('are not made of what is too short to tell', () => {
    expect(titleItem({ ...PAPER, title: 'Front matter' })).toBeNull();
    expect(mistypedItem({ ...PAPER, title: 'A map of it' }, seededRandom(1))).toBeNull();
    expect(sentenceItem({ ...PAPER, abstract: 'Short one. Done.' }, seededRandom(1))).toBeNull();
    expect(sentenceItem({ ...PAPER, abstract: '' }, seededRandom(1))).toBeNull();
  });

  it('are titles as they are, and sentences long enough', () => {
    expect(titleItem(PAPER)).toEqual({ id: 'a', text: PAPER.title });
    expect(sentenceItem(PAPER, seededRandom(1))!.text).toBe(
      'We look for sparse features in the models of language that people use.',
    );
  });

  it('have two words mistyped, the first letters kept', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const mistyped = mistypedItem(PAPER, seededRandom(seed))!.text.split(' ');
        const words = PAPER.title.split(' ');
        expect(mistyped.length).toBe(words.length);
        const changed = words.flatMap((word, i) => (word === mistyped[i] ? [] : [i]));
        expect(changed.length).toBe(2);
        for (const i of changed) {
          expect(mistyped[i]![0]).toBe(words[i]![0]);
          expect(Math.abs(mistyped[i]!.length - words[i]!.length)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are drawn without repeats, the same for the same seed, all when there are few', () => {
    const papers = Array.from({ length: 50 }, (_, i) => i);
    const drawn = samplePapers(papers, 20, seededRandom(3));
    expect(new Set(drawn).size).toBe(20);
    expect(samplePapers(papers, 20, seededRandom(3))).toEqual(drawn);
    expect(samplePapers(papers, 99, seededRandom(3)).sort((a, b) => a - b)).toEqual(papers);
  });
});
