import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedSentence, type Asked } from '../../src/search/index.js';
import { terms } from '../../src/text/index.js';
import type { SentenceVectors } from '../../src/types.js';

/** Vectors of two numbers: the cosine with (1, 0) is the first. */
function sentencesOf(cosines: readonly number[]): SentenceVectors {
  return {
    scales: new Float32Array(cosines.length).fill(1 / 127),
    values: Int8Array.from(cosines.flatMap((cosine) => [Math.round(cosine * 127), 0])),
    spans: new Uint32Array(2 * cosines.length),
  };
}

function askedFor(words: Readonly<Record<string, number>>, spread = 0.1): Asked {
  return {
    vector: Float32Array.of(1, 0),
    rareness: new Map(Object.entries(words)),
    unrelated: { mean: 0, spread },
  };
}

describe('quotedSentence', () => {
  it('finds none in a paper without sentences', () => {
    expect(quotedSentence(askedFor({ cat: 1 }), sentencesOf([]), () => '')).toEqual({
      index: -1,
      similarity: -1,
    });
  });

  it('goes by meaning alone where no sentence has a word of the question', () => {
    const { index, similarity } = quotedSentence(askedFor({}), sentencesOf([0.2, 0.6, 0.4]), () => 'dog');
    expect(index).toBe(1);
    expect(similarity).toBeCloseTo(0.6, 2);
  });

  it('takes the sentence that has the words before a neighbour that is a little nearer', () => {
    const texts = ['It purrs a lot.', 'The cat purrs.'];
    expect(
      quotedSentence(askedFor({ cat: 2, purr: 1 }), sentencesOf([0.6, 0.5]), (s) => texts[s]!).index,
    ).toBe(1);
    expect(
      quotedSentence(askedFor({ cat: 2, purr: 1 }), sentencesOf([0.9, 0.5]), (s) => texts[s]!).index,
    ).toBe(0);
  });

  it('is, of the four nearest, the best by cosine + 4 deviations × share of rareness', () => {
    const text = fc
      .array(fc.constantFrom('cat', 'dog', 'purr'), { maxLength: 3 })
      .map((words) => words.join(' '));
    const sentence = fc.record({ cosine: fc.integer({ min: -127, max: 127 }), text });
    const rareness = { cat: 3, dog: 1, purr: 2 };
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.01, max: 0.3, noNaN: true }),
        (all, spread) => {
          const value = all.map(({ cosine, text: own }) => {
            const said = new Set(terms(own));
            const held = Object.entries(rareness).reduce(
              (sum, [term, worth]) => sum + (said.has(term) ? worth : 0),
              0,
            );
            return cosine / 127 + (4 * spread * held) / 6;
          });
          const { index } = quotedSentence(
            askedFor(rareness, spread),
            sentencesOf(all.map(({ cosine }) => cosine / 127)),
            (s) => all[s]!.text,
          );
          const nearest = [...all.keys()]
            .sort((a, b) => all[b]!.cosine - all[a]!.cosine || a - b)
            .slice(0, 4);
          expect(nearest).toContain(index);
          expect(value[index]).toBeCloseTo(Math.max(...nearest.map((s) => value[s]!)), 5);
        },
      ),
    );
  });
});
