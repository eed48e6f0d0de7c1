/** Screening as a pure stage: features, the classifier, the order of papers and the replay of a review. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { screeningFeatures, tfIdf } from '../../src/screening/features.js';
import { nextPapers } from '../../src/screening/next.js';
import { readUntil, replay, workSaved, type Replay } from '../../src/screening/replay.js';
import { scoreOf, trainSvm, type Example, type Weights } from '../../src/screening/svm.js';
import type { Features } from '../../src/screening/types.js';
import { terms } from '../../src/text/tokenize.js';

const NO_VECTORS = { data: new Float32Array(0), rows: 0, dimensions: 0 };
const texts = fc.array(
  fc.record({
    title: fc.array(fc.constantFrom('cat', 'dogs', 'trial', 'the', 'GPT-4'), { maxLength: 4 }).map(joined),
    abstract: fc.array(fc.constantFrom('cat', 'random', 'trial', 'cell'), { maxLength: 8 }).map(joined),
  }),
  { minLength: 1, maxLength: 8 },
);

function joined(words: readonly string[]): string {
  return words.join(' ');
}

/** A row of TF-IDF by words and pairs as strings. */
function naiveRows(papers: readonly { title: string; abstract: string }[]): Map<string, number>[] {
  const lists = papers.map(({ title, abstract }) =>
    [title, abstract].flatMap((text) => {
      const own = terms(text);
      return [...own, ...own.slice(1).map((term, i) => `${own[i]!} ${term}`)];
    }),
  );
  return lists.map((list) => {
    const weights = new Map<string, number>();
    for (const term of new Set(list)) {
      const having = lists.filter((other) => other.includes(term)).length;
      if (having < 2 || having === lists.length) continue;
      const count = list.filter((other) => other === term).length;
      weights.set(term, (1 + Math.log(count)) * Math.log(lists.length / having));
    }
    const length = Math.hypot(...weights.values());
    return new Map([...weights].map(([term, weight]) => [term, weight / length]));
  });
}

describe('features', () => {
  it('without papers, words or vectors are empty', () => {
    expect(screeningFeatures([], NO_VECTORS).words).toMatchObject({ rows: 0, columns: 0 });
    const { words } = screeningFeatures([{ title: '', abstract: '' }], NO_VECTORS);
    expect([...words.offsets]).toEqual([0, 0]);
  });

  it('have the likenesses of papers that a table of strings gives', () => {
    fc.assert(
      fc.property(texts, (papers) => {
        const { offsets, indices, values } = tfIdf(papers, 1);
        const own = papers.map(
          (_, i) =>
            new Map(
              Array.from(indices.subarray(offsets[i], offsets[i + 1]), (column, at) => [
                column,
                values[offsets[i]! + at]!,
              ]),
            ),
        );
        const naive = naiveRows(papers);
        const product = <K>(a: Map<K, number>, b: Map<K, number>): number =>
          [...a].reduce((sum, [key, value]) => sum + value * (b.get(key) ?? 0), 0);
        for (const i of papers.keys())
          for (const j of papers.keys())
            expect(product(own[i]!, own[j]!)).toBeCloseTo(product(naive[i]!, naive[j]!), 5);
      }),
    );
  });

  it('share a likeness between words and vectors', () => {
    const data = Float32Array.of(1, 0, 0, 1, 1, 0);
    const features = screeningFeatures(
      ['cat', 'cat', 'dog'].map((title) => ({ title, abstract: '' })),
      { data, rows: 3, dimensions: 2 },
    );
    const square = (row: number): number =>
      [...features.words.values.subarray(features.words.offsets[row], features.words.offsets[row + 1])]
        .concat([...features.vectors.subarray(2 * row, 2 * row + 2)])
        .reduce((sum, value) => sum + value * value, 0);
    expect(square(0)).toBeCloseTo(1, 6);
    // "dog" is in one paper alone, which says nothing of another.
    expect(square(2)).toBeCloseTo(0.3, 6);
  });
});

/** Points in space, without words. */
function points(data: readonly (readonly number[])[]): Features {
  const words = tfIdf(
    data.map(() => ({ title: '', abstract: '' })),
    1,
  );
  return { words, vectors: Float32Array.from(data.flat()), dimensions: data[0]!.length };
}

describe('the support vector machine', () => {
  /** What is minimised: half the square of the weights and, of each example, its cost times the square of its error. */
  const objective = (features: Features, examples: readonly Example[], weights: Weights): number => {
    const included = examples.filter(({ isIncluded }) => isIncluded).length;
    const loss = examples.reduce((sum, { row, isIncluded }) => {
      const own = isIncluded ? included : examples.length - included;
      const error = Math.max(0, 1 - (isIncluded ? 1 : -1) * scoreOf(features, weights, row));
      return sum + ((0.1 * examples.length) / (2 * own)) * error ** 2;
    }, 0);
    return (weights.vectors.reduce((sum, w) => sum + w * w, 0) + weights.bias ** 2) / 2 + loss;
  };

  it('finds weights that no small change makes better', () => {
    const point = fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(point, fc.boolean()), { minLength: 2, maxLength: 12 }), (list) => {
        const features = points(list.map(([[x, y]]) => [x / 8, y / 8]));
        const examples = list.map(([, isIncluded], row) => ({ row, isIncluded }));
        const weights = trainSvm(features, examples, 1);
        const least = objective(features, examples, weights);
        for (const [x, y, bias] of [
          [0.05, 0, 0],
          [-0.05, 0, 0],
          [0, 0.05, 0],
          [0, -0.05, 0],
          [0, 0, 0.05],
          [0, 0, -0.05],
        ] as const) {
          const moved = {
            ...weights,
            vectors: Float32Array.of(weights.vectors[0]! + x, weights.vectors[1]! + y),
            bias: weights.bias + bias,
          };
          expect(objective(features, examples, moved)).toBeGreaterThan(least - 1e-4);
        }
      }),
    );
  });
});

describe('the next papers', () => {
  const line = points(Array.from({ length: 30 }, (_, i) => [Math.cos(i / 12), Math.sin(i / 12)]));
  const decided = [
    { row: 0, isIncluded: true },
    { row: 29, isIncluded: false },
  ];

  it('are none when all are decided on or passed over', () => {
    const all = Array.from({ length: 30 }, (_, row) => row);
    expect(nextPapers(line, decided, all, { count: 10, seed: 1 })).toEqual([]);
    expect(nextPapers(line, decided, all.slice(0, 28), { count: 10, seed: 1 })).toHaveLength(1);
  });

  it('are the likeliest first, with one doubtful among ten', () => {
    const next = nextPapers(line, decided, [3], { count: 10, seed: 1 });
    expect(next.slice(0, 9).map(({ row }) => row)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10]);
    expect(next.map(({ isDoubtful }) => isDoubtful)).toEqual([...Array<boolean>(9).fill(false), true]);
    const border = next[9]!;
    expect(border.row).toBeGreaterThan(10);
    expect(nextPapers(line, decided, [3], { count: 9, seed: 1 }).some((one) => one.isDoubtful)).toBe(false);
    expect(nextPapers(line, decided, [3], { count: 10, seed: 1 })).toEqual(next);
  });

  it('are those most like the included, or least like the excluded, when there is but one kind', () => {
    const rows = (examples: readonly Example[]): number[] =>
      nextPapers(line, examples, [], { count: 3, seed: 1 }).map(({ row }) => row);
    expect(rows([{ row: 0, isIncluded: true }])).toEqual([1, 2, 3]);
    expect(rows([{ row: 0, isIncluded: false }])).toEqual([29, 28, 27]);
  });
});

describe('the replay', () => {
  const features = points(Array.from({ length: 40 }, (_, i) => [Math.cos(i / 20), Math.sin(i / 20)]));

  it.each([
    ['nothing', []],
    ['one included', [1, 0, 0]],
    ['no excluded', [1, 1, -1]],
  ])('refuses %s', (_, given) => {
    const small = points(given.length === 0 ? [[1, 0]] : given.map((x) => [x, 1]));
    expect(replay(small, Int8Array.from(given), 1)).toBeNull();
  });

  it('reads each paper once, not the undecided, and ends with the last included one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(1, 0, 0, -1), { minLength: 40, maxLength: 40 }),
        fc.nat(),
        (given, seed) => {
          const isIncluded = Int8Array.from(given);
          const done = replay(features, isIncluded, seed);
          const included = given.filter((one) => one === 1).length;
          if (done === null) {
            expect(included < 2 || !given.includes(0)).toBe(true);
            return;
          }
          const read = [...done.start, ...done.order];
          expect(new Set(read).size).toBe(read.length);
          expect(read.every((row) => isIncluded[row]! >= 0)).toBe(true);
          expect([isIncluded[done.start[0]], isIncluded[done.start[1]]]).toEqual([1, 0]);
          let found = 0;
          expect([...done.found]).toEqual(
            Array.from(done.order, (row) => (found += isIncluded[row] === 1 ? 1 : 0)),
          );
          expect([found, isIncluded[done.order.at(-1)!]]).toEqual([included - 1, 1]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('counts work saved as Cohen did', () => {
    const found = Int32Array.from({ length: 40 }, (_, i) => Math.min(20, i + 1));
    const one: Replay = { start: [0, 1], order: new Int32Array(40), found, toRead: 100, toFind: 20 };
    expect(readUntil(one, 0.95)).toBe(19);
    expect(readUntil(one, 1)).toBe(20);
    expect(workSaved(one, 0.95)).toBeCloseTo(1 - 0.19 - 0.05, 10);
  });
});
