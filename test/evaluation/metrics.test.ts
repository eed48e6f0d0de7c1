import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../src/evaluation/bootstrap.js';
import { mean, measure, measureAll, METRICS, type Measured } from '../../src/evaluation/metrics.js';
import { parseQrels, parseRun } from '../../src/evaluation/trec.js';
import { seededRandom } from '../../src/math/random.js';

const CASE = new URL('./trec-case/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, CASE), 'utf8');

describe('measures', () => {
  it('are 0 without an answer, without judgements and without relevant papers', () => {
    const nothing = { 'ndcg@10': 0, map: 0, mrr: 0, 'recall@10': 0, 'recall@100': 0 };
    expect(measure([], new Map([['a', 1]]))).toEqual(nothing);
    expect(measure(['a'], new Map())).toEqual(nothing);
    expect(measure(['a'], new Map([['a', 0]]))).toEqual(nothing);
    expect(mean(new Map(), 'map')).toBe(0);
  });

  it('count a judged question without an answer, and leave out an answered one without judgements', () => {
    const measured = measureAll(
      new Map([
        ['1', ['a']],
        ['3', ['a']],
      ]),
      new Map([
        ['1', new Map([['a', 1]])],
        ['2', new Map([['a', 1]])],
      ]),
    );
    expect([...measured.keys()]).toEqual(['1', '2']);
    expect(mean(measured, 'mrr')).toBe(0.5);
  });

  it('agree with pytrec_eval to four decimals', () => {
    const expected = JSON.parse(read('expected.json')) as Record<string, Measured>;
    const measured = measureAll(
      parseRun(read('case.run'), 'case.run'),
      parseQrels(read('case.qrels'), 'case.qrels'),
    );
    expect([...measured.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [question, figures] of Object.entries(expected)) {
      for (const metric of METRICS)
        expect(measured.get(question)![metric], `${question} ${metric}`).toBeCloseTo(figures[metric], 4);
    }
  });

  it('equal their definitions', () => {
    const ids = [...'abcdefghijklmno'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(ids),
        fc.dictionary(fc.constantFrom(...ids), fc.nat(2)),
        (ranking, grades) => {
          const relevant = Object.keys(grades).filter((id) => grades[id]! > 0);
          const { map, mrr, ...rest } = measure(ranking, new Map(Object.entries(grades)));
          const at = relevant
            .map((id) => ranking.indexOf(id) + 1)
            .filter((rank) => rank > 0)
            .sort((a, b) => a - b);
          expect(mrr).toBeCloseTo(at.length === 0 ? 0 : 1 / at[0]!, 9);
          expect(map).toBeCloseTo(
            relevant.length === 0
              ? 0
              : at.reduce((sum, rank, i) => sum + (i + 1) / rank, 0) / relevant.length,
            9,
          );
          expect(rest['recall@10']).toBeCloseTo(
            relevant.length === 0 ? 0 : at.filter((rank) => rank <= 10).length / relevant.length,
            9,
          );
          const gain = (list: readonly string[]): number =>
            list.slice(0, 10).reduce((sum, id, i) => sum + (grades[id] ?? 0) / Math.log2(i + 2), 0);
          const ideal = gain(Object.keys(grades).sort((a, b) => grades[b]! - grades[a]!));
          expect(rest['ndcg@10']).toBeCloseTo(ideal === 0 ? 0 : gain(ranking) / ideal, 9);
        },
      ),
    );
  });
});

describe('the bootstrap', () => {
  it('knows nothing of no values', () => {
    expect(bootstrap([], seededRandom(1))).toEqual({ mean: 0, low: 0, high: 0 });
  });

  it('gives the same interval for the same seed, around the mean', () => {
    const values = Array.from({ length: 100 }, (_, i) => (i % 10) / 10);
    const first = bootstrap(values, seededRandom(42));
    expect(bootstrap(values, seededRandom(42))).toEqual(first);
    expect(first.mean).toBeCloseTo(0.45, 9);
    // The standard error is 0.287 / 10: the interval is about 1.96 of it to each side.
    expect(first.high - first.mean).toBeGreaterThan(0.04);
    expect(first.high - first.mean).toBeLessThan(0.075);
    expect(first.mean - first.low).toBeGreaterThan(0.04);
  });

  it('is a point where all values are the same', () => {
    expect(bootstrap([0.5, 0.5], seededRandom(1))).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
  });
});
