import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PaperPool, poolText, type Shape } from '../../src/embed/pooling.js';
import { normalize } from '../../src/math/index.js';

function shape(width: number, pooling: Shape['pooling']): Shape {
  return { hidden: width, dimensions: width, pooling, head: normalize };
}
const MEAN = shape(2, 'mean');

function unit(values: number[]): number[] {
  const length = Math.hypot(...values);
  return values.map((value) => (length > 0 ? value / length : 0));
}

/** Mean of the rows `from .. to`, the plain way. */
function naiveMean(rows: number[][], from: number, to: number): number[] {
  const part = rows.slice(from, to);
  return unit(part[0]!.map((_, j) => part.reduce((sum, row) => sum + row[j]!, 0)));
}

interface Read {
  readonly rows: number[][];
  readonly pieces: number[];
}

/** What comes of windows whose tokens' vectors are `rows`. */
function pooled(windows: Read[], sentences: number, model: Shape) {
  const tokens = {
    windows: windows.map(({ rows, pieces }) => ({ ids: rows.map(() => 7), pieces })),
    textSpans: Array.from({ length: 2 * sentences }, (_, i) => i),
    truncated: false,
  };
  const pool = new PaperPool(tokens, model);
  windows.forEach(({ rows }, w) => pool.add(tokens.windows[w]!, Float32Array.from(rows.flat())));
  return pool.vectors();
}

describe('PaperPool', () => {
  it('keeps a zero vector zero instead of dividing by nothing', () => {
    const zeros = [0, 0];
    const found = pooled([{ rows: [zeros, zeros], pieces: [0, 0, 1] }], 1, MEAN);
    expect([...found.document]).toEqual([0, 0]);
    expect([...found.sentences.values]).toEqual([0, 0]);
    expect([...found.sentences.scales]).toEqual([0]);
  });

  it('has no sentences where there are none', () => {
    expect(pooled([{ rows: [[3, 4]], pieces: [] }], 0, MEAN).sentences.scales).toHaveLength(0);
  });

  it('takes the first token of each window for models that pool so', () => {
    const first = shape(2, 'first');
    const one = {
      rows: [
        [3, 4],
        [0, 2],
        [9, 9],
      ],
      pieces: [0, 1, 2],
    };
    const found = pooled([one], 1, first);
    expect([...found.document]).toEqual([...Float32Array.of(0.6, 0.8)]);
    expect([...found.sentences.values]).toEqual([0, 127]);
    const two = pooled(
      [
        one,
        {
          rows: [
            [40, -30],
            [1, 0],
          ],
          pieces: [1, 1, 2],
        },
      ],
      2,
      first,
    );
    expect(unit([0.6 + 0.8, 0.8 - 0.6])).toEqual(
      [...two.document].map((value) => expect.closeTo(value, 6) as number),
    );
  });

  it('equals plain means over all windows, the sentences to a 127th of their largest number', () => {
    const row = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 5, maxLength: 5 });
    const window = fc.array(row, { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 4 }), fc.nat(), (windows, at) => {
        // Sentence 0 ends in the middle of the first window, sentence 1 goes through all the rest.
        const middle = at % windows[0]!.length;
        const reads = windows.map((rows, w) => ({
          rows,
          pieces: w === 0 ? [0, 0, middle, 1, middle, rows.length] : [1, 0, rows.length],
        }));
        const all = windows.flat();
        const { document, sentences } = pooled(reads, 2, shape(5, 'mean'));
        naiveMean(all, 0, all.length).forEach((value, j) => expect(document[j]).toBeCloseTo(value, 4));
        for (const [s, [from, to]] of [
          [0, middle],
          [middle, all.length],
        ].entries()) {
          const wanted = from === to ? [0, 0, 0, 0, 0] : naiveMean(all, from!, to!);
          const step = sentences.scales[s]!;
          wanted.forEach((value, j) =>
            expect(Math.abs(sentences.values[s * 5 + j]! * step - value)).toBeLessThanOrEqual(
              step * 0.51 + 1e-4,
            ),
          );
        }
        expect([...sentences.spans]).toEqual([0, 1, 2, 3]);
      }),
    );
  });
});

describe('poolText', () => {
  it('gives the mean itself to what follows pooling, not the sum', () => {
    const seen: number[][] = [];
    const head: Shape['head'] = (pooled) => {
      seen.push([...pooled]);
      return pooled.slice(0, 1);
    };
    const model: Shape = { hidden: 2, dimensions: 1, pooling: 'mean', head };
    const text = poolText(Float32Array.of(1, 0, 3, 4), { ids: [1, 2], truncated: false }, model);
    expect([...text.document]).toEqual([2]);
    const paper = pooled(
      [
        {
          rows: [
            [1, 0],
            [3, 4],
          ],
          pieces: [0, 0, 1],
        },
      ],
      1,
      model,
    );
    expect([...paper.document]).toEqual([2]);
    expect(seen).toEqual([
      [2, 2],
      [1, 0],
      [2, 2],
    ]);
  });

  it('has a document vector and no sentences', () => {
    const found = poolText(Float32Array.of(1, 0, 1, 0), { ids: [1, 2], truncated: false }, MEAN);
    expect([...found.document]).toEqual([1, 0]);
    expect(found.sentences.spans).toHaveLength(0);
  });
});
