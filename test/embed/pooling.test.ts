import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolPaper, poolText } from '../../src/embed/pooling.js';

const MEAN = { dimensions: 2, pooling: 'mean' } as const;

function unit(values: number[]): number[] {
  const length = Math.hypot(...values);
  return values.map((value) => (length > 0 ? value / length : 0));
}

/** Mean of the rows `from .. to`, the plain way. */
function naiveMean(rows: number[][], from: number, to: number): number[] {
  const part = rows.slice(from, to);
  return unit(part[0]!.map((_, j) => part.reduce((sum, row) => sum + row[j]!, 0)));
}

describe('poolPaper', () => {
  it('keeps a zero vector zero instead of dividing by nothing', () => {
    const tokens = { ids: [1, 2], tokenSpans: [0, 1], textSpans: [0, 3], truncated: false };
    const found = poolPaper(new Float32Array(4), tokens, MEAN);
    expect([...found.document]).toEqual([0, 0]);
    expect([...found.sentences.values]).toEqual([0, 0]);
    expect([...found.sentences.scales]).toEqual([0]);
  });

  it('has no sentences where there are none', () => {
    const found = poolPaper(
      Float32Array.of(3, 4),
      { ids: [1], tokenSpans: [], textSpans: [], truncated: true },
      MEAN,
    );
    expect(found.sentences.scales).toHaveLength(0);
    expect(found.truncated).toBe(true);
  });

  it('takes the first token for models that pool so', () => {
    const tokens = { ids: [1, 5, 2], tokenSpans: [1, 2], textSpans: [0, 3], truncated: false };
    const found = poolPaper(Float32Array.of(3, 4, 0, 2, 9, 9), tokens, { dimensions: 2, pooling: 'first' });
    expect([...found.document]).toEqual([...Float32Array.of(0.6, 0.8)]);
    expect([...found.sentences.values]).toEqual([0, 127]);
  });

  it('equals plain means, the sentences to a 127th of their largest number', () => {
    const row = fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 3, maxLength: 12 }), fc.nat(), (rows, at) => {
        const middle = 1 + (at % (rows.length - 1));
        const tokens = {
          ids: rows.map(() => 7),
          tokenSpans: [0, middle, middle, rows.length],
          textSpans: [0, 1, 2, 3],
          truncated: false,
        };
        const hidden = Float32Array.from(rows.flat());
        const { document, sentences } = poolPaper(hidden, tokens, { dimensions: 5, pooling: 'mean' });
        naiveMean(rows, 0, rows.length).forEach((value, j) => expect(document[j]).toBeCloseTo(value, 4));
        for (const [s, [from, to]] of [
          [0, middle],
          [middle, rows.length],
        ].entries()) {
          const wanted = naiveMean(rows, from!, to!);
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
  it('has a document vector and no sentences', () => {
    const found = poolText(Float32Array.of(1, 0, 1, 0), { ids: [1, 2], truncated: false }, MEAN);
    expect([...found.document]).toEqual([1, 0]);
    expect(found.sentences.spans).toHaveLength(0);
  });
});
