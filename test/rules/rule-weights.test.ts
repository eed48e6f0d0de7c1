import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postingsOf, RuleTable } from '../../src/rules/rule-table.js';
import { TermChooser } from '../../src/rules/rule-terms.js';
import { fitWeights } from '../../src/rules/rule-weights.js';
import type { TermIndex } from '../../src/terms/term-index.js';

const TERMS = 5;

/** Papers as how often (0 to 2) each has each term. */
function indexOf(papers: readonly (readonly number[])[]): TermIndex {
  const lists = papers.map((times) => [...times.keys()].filter((term) => times[term]! > 0));
  const again = Uint8Array.from(
    lists.flatMap((list, i) => list.map((term) => Number(papers[i]![term]! > 1))),
  );
  const offsets = Float64Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).flat().length)]);
  return {
    count: TERMS,
    termWords: new Int32Array(3 * TERMS),
    terms: Int32Array.from(lists.flat()),
    offsets,
    again,
    texts: papers.length,
    heads: new Float32Array(TERMS),
    find: () => -1,
  };
}

const corpora = fc
  .array(
    fc.tuple(
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: TERMS, maxLength: TERMS }),
      fc.integer({ min: -1, max: 0 }),
    ),
    { minLength: 20, maxLength: 60 },
  )
  .map((papers) => ({
    papers: papers.map(([times]) => times),
    groups: Int32Array.from(papers, ([, group]) => group),
  }))
  .filter(({ groups }) =>
    [0, -1].every((wanted) => groups.some((group, row) => group === wanted && row % 3 !== 2)),
  );

/** Papers looked at: how often they have the terms, and whether they are the topic's. */
const looked = (
  papers: readonly (readonly number[])[],
  groups: Int32Array,
): { times: readonly number[]; y: number }[] =>
  papers.map((times, row) => ({ times, y: Number(groups[row] === 0) })).filter((_, row) => row % 3 !== 2);

describe('weights of a rule', () => {
  it('are where no small change makes the papers looked at more probable', () => {
    fc.assert(
      fc.property(corpora, ({ papers, groups }) => {
        const table = new RuleTable(postingsOf(indexOf(papers)), groups, 0);
        const terms = [3, 1];
        terms.forEach((term) => table.add(term));
        let weights = { ofTerms: new Float64Array(2), bias: 0 };
        // Each call stops when a step gains little: the third starts where the second ended.
        for (let call = 0; call < 3; call++) weights = fitWeights(table, weights) as typeof weights;
        const loss = (bias: number, ofTerms: readonly number[]): number =>
          ofTerms.reduce((sum, weight) => sum + weight ** 2 / 2, 0) +
          looked(papers, groups).reduce((sum, { times, y }) => {
            const p =
              1 / (1 + Math.exp(-bias - terms.reduce((s, term, i) => s + times[term]! * ofTerms[i]!, 0)));
            return sum - Math.log(y === 1 ? p : 1 - p);
          }, 0);
        const [bias, a, b] = [weights.bias, weights.ofTerms[0]!, weights.ofTerms[1]!];
        const best = loss(bias, [a, b]);
        for (const step of [0.2, -0.2]) {
          expect(loss(bias + step, [a, b])).toBeGreaterThan(best - 1e-3);
          expect(loss(bias, [a + step, b])).toBeGreaterThan(best - 1e-3);
          expect(loss(bias, [a, b + step])).toBeGreaterThan(best - 1e-3);
        }
      }),
    );
  });

  it('go to the terms with the greatest score statistic, one after the other', () => {
    fc.assert(
      fc.property(corpora, ({ papers, groups }) => {
        const index = indexOf(papers);
        const postings = postingsOf(index);
        const { terms } = new TermChooser(index, postings, groups).choose(0)!.table;
        const rows = looked(papers, groups);
        const members = rows.filter(({ y }) => y === 1).length;
        const table = new RuleTable(postings, groups, 0);
        let weights = {
          ofTerms: new Float64Array(0) as Float64Array,
          bias: Math.log(members / (rows.length - members)),
        };
        terms.forEach((term, n) => {
          const statistic = (other: number): number => {
            if (terms.slice(0, n).includes(other) || rows.filter(({ times }) => times[other]! > 0).length < 2)
              return 0;
            let [slope, curvature] = [0, 3];
            for (const { times, y } of rows) {
              const p =
                1 /
                (1 +
                  Math.exp(
                    -weights.bias -
                      terms.slice(0, n).reduce((sum, one, i) => sum + times[one]! * weights.ofTerms[i]!, 0),
                  ));
              slope += times[other]! * (y - p);
              curvature += times[other]! ** 2 * p * (1 - p);
            }
            return slope ** 2 / curvature;
          };
          const greatest = Math.max(...Array.from({ length: TERMS }, (_, other) => statistic(other)));
          expect(statistic(term)).toBeCloseTo(greatest, 8);
          table.add(term);
          weights = fitWeights(table, weights);
        });
      }),
    );
  });
});
