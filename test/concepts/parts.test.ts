/** The smaller parts, each against what it should be by definition. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc } from '../../src/concepts/auc.js';
import { codeVectors } from '../../src/concepts/code.js';
import { activationsOf, rowsOf } from '../../src/concepts/activations.js';
import { matchAtoms } from '../../src/concepts/match.js';
import { packConcepts, unpackConcepts } from '../../src/concepts/pack.js';
import { sharesOf } from '../../src/concepts/shares.js';
import { steered } from '../../src/concepts/steer.js';
import { DistinctiveTerms } from '../../src/concepts/distinctive-terms.js';
import { broaderConcepts } from '../../src/concepts/tree.js';
import type { Codes, Concepts } from '../../src/concepts/types.js';
import { row } from '../../src/math/matrix.js';
import { seededRandom } from '../../src/math/random.js';
import { normal, randomUnits } from './planted.js';

/** Rows as lists of [concept, weight]; every paper is of length 1. */
function codesOf(rows: readonly (readonly (readonly [number, number])[])[]): Codes {
  const offsets = Int32Array.from([0, ...rows.map((_, i) => rows.slice(0, i + 1).flat().length)]);
  return {
    rows: rows.length,
    lengths: new Float32Array(rows.length).fill(1),
    offsets,
    concepts: Int32Array.from(rows.flat(), ([concept]) => concept),
    weights: Float32Array.from(rows.flat(), ([, weight]) => weight),
  };
}

describe('auc', () => {
  it('is null when one side is empty', () => {
    expect([auc([], [1]), auc([1], [])]).toEqual([null, null]);
  });

  it('is the share of pairs in the right order, ties counted half', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (inside, outside) => {
        let wins = 0;
        for (const a of inside) for (const b of outside) wins += a > b ? 1 : a === b ? 0.5 : 0;
        expect(auc(inside, outside)).toBeCloseTo(wins / (inside.length * outside.length), 10);
      }),
    );
  });
});

describe('shares of a likeness', () => {
  it('add up to the cosine, whatever the vectors', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 2, max: 24 }),
        (seed, count, dimensions) => {
          const random = seededRandom(seed);
          const mean = Float32Array.from({ length: dimensions }, () => 0.1 * normal(random));
          const dictionary = { mean, atoms: randomUnits(count, dimensions, random), most: 4 };
          const vectors = randomUnits(2, dimensions, random);
          const codes = codeVectors(vectors, dictionary);
          const { similarity, common, shared, related, rest } = sharesOf(
            { vector: row(vectors, 0), row: 0 },
            { vector: row(vectors, 1), row: 1 },
            dictionary,
            codes,
          );
          let cosine = 0;
          for (let j = 0; j < dimensions; j++) cosine += vectors.data[j]! * vectors.data[dimensions + j]!;
          expect(similarity).toBeCloseTo(cosine, 5);
          expect(common + shared.reduce((sum, { share }) => sum + share, 0) + related + rest).toBeCloseTo(
            cosine,
            5,
          );
          // The rest by its own definition: the product of the centred vectors less that of the sums.
          const part = (i: number): Float64Array => {
            const sum = new Float64Array(dimensions);
            for (let at = codes.offsets[i]!; at < codes.offsets[i + 1]!; at++) {
              row(dictionary.atoms, codes.concepts[at]!).forEach(
                (value, j) => (sum[j]! += codes.weights[at]! * value),
              );
            }
            return sum;
          };
          const [a, b] = [part(0), part(1)];
          let expected = 0;
          for (let j = 0; j < dimensions; j++) {
            expected +=
              (vectors.data[j]! - mean[j]!) * (vectors.data[dimensions + j]! - mean[j]!) - a[j]! * b[j]!;
          }
          expect(rest).toBeCloseTo(expected, 5);
        },
      ),
    );
  });
});

describe('where concepts fire', () => {
  it('lists the rows of each, strongest first, weak ones left out', () => {
    const activations = activationsOf(
      codesOf([
        [
          [0, 0.5],
          [1, 0.19],
        ],
        [[1, 0.9]],
        [
          [0, 0.7],
          [1, 0.2],
        ],
      ]),
      2,
    );
    expect([...rowsOf(activations, 0)]).toEqual([2, 0]);
    expect([...rowsOf(activations, 1)]).toEqual([1, 2]);
    expect([...activations.strengths].map((value) => value.toFixed(2))).toEqual([
      '0.70',
      '0.50',
      '0.90',
      '0.20',
    ]);
  });
});

describe('broader concepts', () => {
  it('are in more papers, first in the papers of the narrower one', () => {
    // Concept 0 is in all papers but the last ones; 1 only beside it; 2 alone.
    const rows = Array.from({ length: 20 }, (_, i) =>
      i < 4
        ? ([
            [0, 0.9],
            [1, 0.4],
          ] as const)
        : i < 8
          ? ([[0, 0.8]] as const)
          : ([[2, 0.9]] as const),
    );
    expect([...broaderConcepts(codesOf(rows), 3)]).toEqual([-1, 0, -1]);
  });

  it('make no circle', () => {
    const codes = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(codes, (rows) => {
        const broader = broaderConcepts(
          codesOf(rows.map((list) => list.map((concept, i) => [concept, 1 - 0.1 * i] as const))),
          10,
        );
        for (let k = 0; k < 10; k++) {
          let steps = 0;
          for (let at = k; at >= 0; at = broader[at]!) expect(steps++).toBeLessThan(11);
        }
      }),
    );
  });
});

describe('concepts learned anew', () => {
  it('continue the nearest old ones, each one at most, and only when they are near', () => {
    const before = { data: Float32Array.of(1, 0, 0, 1), rows: 2, dimensions: 2 };
    const atoms = { data: Float32Array.of(0.8, 0.6, 1, 0, -1, 0), rows: 3, dimensions: 2 };
    expect([...matchAtoms(atoms, before)]).toEqual([-1, 0, -1]);
    expect([...matchAtoms(before, before)]).toEqual([0, 1]);
  });
});

describe('telling terms', () => {
  const papers = {
    count: 3,
    terms: Int32Array.of(0, 1, 0, 1, 0, 2, 0, 0, 0, 0),
    offsets: Int32Array.of(0, 2, 4, 6, 7, 8, 9, 10),
  };

  it("are those more frequent in the concept than elsewhere, the label's own first", () => {
    const telling = new DistinctiveTerms(papers, () => true);
    const found = telling.of(Int32Array.of(0, 1, 2), Float32Array.of(0.5, 0.5, 0.5), [2], 5);
    expect(found.map(({ term }) => term)).toEqual([2, 1]);
    expect(found.every(({ weight }) => weight > 0)).toBe(true);
    expect([...telling.scores(found, Int32Array.of(0, 2, 3))].map((score) => score > 0)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('do not look at papers held back', () => {
    const telling = new DistinctiveTerms(papers, (paper) => paper !== 2);
    expect(telling.of(Int32Array.of(0, 1), Float32Array.of(1, 1), [], 5).map(({ term }) => term)).toEqual([
      1,
    ]);
  });
});

describe('steering', () => {
  it('moves a vector towards and away, at unit length', () => {
    const dictionary = {
      mean: new Float32Array(3),
      atoms: { data: Float32Array.of(0, 1, 0, 0, 0, 1), rows: 2, dimensions: 3 },
      most: 2,
    };
    const moved = steered(Float32Array.of(1, 0, 0), dictionary, [0], [1]);
    expect(Math.hypot(...moved)).toBeCloseTo(1, 6);
    expect(moved[1]).toBeGreaterThan(0.2);
    expect(moved[2]).toBeLessThan(-0.2);
  });
});

describe('the stored form', () => {
  const concepts: Concepts = {
    dictionary: {
      mean: Float32Array.of(1, 2),
      atoms: { data: Float32Array.of(0.1, 0.2, 0.3, 0.4), rows: 2, dimensions: 2 },
      most: 3,
    },
    list: ['Grüße', 'b'].map((label, i) => ({
      id: `c${i + 1}`,
      label,
      terms: [{ term: label, weight: 1 }],
      exemplars: ['p'],
      sentence: null,
      scores: { terms: 0.9, exemplars: null },
      clear: true,
      broader: null,
    })),
    model: 'm',
    seed: 42,
    learnedFrom: 54,
    nextId: 3,
    fingerprint: 'f',
  };

  it('gives back what was packed, from any place in memory', () => {
    const bytes = packConcepts(concepts);
    for (const shift of [0, 1, 2, 3]) {
      const moved = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(shift);
      expect(unpackConcepts(moved)).toEqual(concepts);
    }
  });

  it('of another format is refused', () => {
    const bytes = Buffer.from(packConcepts(concepts));
    bytes.write('"version":9', bytes.indexOf('"version":1'));
    expect(() => unpackConcepts(bytes)).toThrow('The concepts of this library are of format 9, expected 1.');
  });
});
