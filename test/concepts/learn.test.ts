import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeVectors } from '../../src/concepts/code.js';
import { conceptCount, learnDictionary } from '../../src/concepts/learn.js';
import type { PaperTerms } from '../../src/concepts/distinctive-terms.js';
import { dot, row } from '../../src/math/matrix.js';
import type { Matrix } from '../../src/types.js';
import { bestCosines, planted } from './planted.js';

const copies = (rows: number): Matrix => ({
  data: new Float32Array(rows * 4).fill(0.5),
  rows,
  dimensions: 4,
});

function termsOf(papers: readonly (readonly number[])[], count: number): PaperTerms {
  let end = 0;
  return {
    count,
    terms: Int32Array.from(papers.flat()),
    offsets: Int32Array.from([0, ...papers.map((terms) => (end += terms.length))]),
  };
}

describe('refusals', () => {
  it('names the number of papers when there are too few', () => {
    expect(() => learnDictionary(copies(2), { seed: 1 })).toThrow(
      'Concepts are learned from what papers share: expected at least 15 embedded papers, got 2.',
    );
  });

  it('says that papers are all alike', () => {
    expect(() => learnDictionary(copies(100), { seed: 1 })).toThrow(
      /^All 100 papers are alike \(mean squared distance from their mean 0\.0e\+0\): there is nothing to tell concepts by\.$/,
    );
  });
});

describe('the number of concepts', () => {
  it('follows the number of papers', () => {
    expect([15, 54, 1460, 10_000, 58_919, 10_000_000].map(conceptCount)).toEqual([
      3, 11, 196, 512, 1024, 1024,
    ]);
  });
});

describe('learning', () => {
  it('finds planted directions again', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0.1, 0.3), (seed, noise) => {
        const { vectors, atoms } = planted({ rows: 3000, atoms: 40, each: 3, dimensions: 32, noise, seed });
        const found = learnDictionary(vectors, { seed: 42, count: 40, most: 3 });
        expect(
          bestCosines(atoms, found.atoms).filter((cosine) => cosine >= 0.95).length,
        ).toBeGreaterThanOrEqual(38);
      }),
      { numRuns: 5 },
    );
  });

  it('finds planted directions again from terms that go with them, beside terms that go with nothing', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const { vectors, atoms, uses } = planted({
          rows: 3000,
          atoms: 40,
          each: 3,
          dimensions: 32,
          noise: 0.3,
          seed,
        });
        const terms = termsOf(
          uses.map((chosen, i) => [...chosen.filter((k) => (i + k) % 2 === 0), 40 + (i % 30)]),
          70,
        );
        const found = learnDictionary(vectors, { seed: 42, count: 40, most: 3, terms });
        expect(
          bestCosines(atoms, found.atoms).filter((cosine) => cosine >= 0.95).length,
        ).toBeGreaterThanOrEqual(38);
      }),
      { numRuns: 5 },
    );
  });

  it('stays near the directions that stand, and finds one that was not there before', () => {
    const { vectors, atoms, uses } = planted({
      rows: 2000,
      atoms: 40,
      each: 3,
      dimensions: 32,
      noise: 0.2,
      seed: 5,
    });
    const standing = { data: atoms.data.slice(0, 39 * 32), rows: 39, dimensions: 32 };
    const found = learnDictionary(vectors, {
      seed: 42,
      count: 40,
      most: 3,
      terms: termsOf(uses, 40),
      start: standing,
    });
    for (let k = 0; k < 40; k++)
      expect(dot(found.atoms.data, k * 32, atoms.data, k * 32, 32)).toBeGreaterThan(0.95);
  });

  it('gives the same bytes again, and other ones for another seed', () => {
    const { vectors } = planted({ rows: 200, atoms: 10, each: 2, dimensions: 8, noise: 0.1, seed: 3 });
    const one = learnDictionary(vectors, { seed: 1 });
    expect(learnDictionary(vectors, { seed: 1 })).toEqual(one);
    expect(learnDictionary(vectors, { seed: 2 }).atoms.data).not.toEqual(one.atoms.data);
  });

  it('explains most of what sums of few directions are, with unit-length atoms, for any small library', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 15, max: 120 }), (seed, rows) => {
        const { vectors } = planted({ rows, atoms: 6, each: 2, dimensions: 12, noise: 0.05, seed });
        const dictionary = learnDictionary(vectors, { seed: 42, count: 12, most: 4 });
        for (let k = 0; k < 12; k++) expect(Math.hypot(...row(dictionary.atoms, k))).toBeCloseTo(1, 5);
        const codes = codeVectors(vectors, dictionary);
        let left = 0;
        let whole = 0;
        for (let i = 0; i < rows; i++) {
          const rest = row(vectors, i).map((value, j) => value - dictionary.mean[j]!);
          whole += rest.reduce((sum, value) => sum + value * value, 0);
          for (let at = codes.offsets[i]!; at < codes.offsets[i + 1]!; at++) {
            const atom = row(dictionary.atoms, codes.concepts[at]!);
            rest.forEach((_, j) => (rest[j]! -= codes.weights[at]! * atom[j]!));
          }
          left += rest.reduce((sum, value) => sum + value * value, 0);
        }
        expect(left).toBeLessThan(0.5 * whole);
      }),
      { numRuns: 20 },
    );
  });
});
