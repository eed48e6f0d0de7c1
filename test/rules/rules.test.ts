import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { ruleText, topicRules, type Rule } from '../../src/rules/rules.js';
import type { TermIndex } from '../../src/terms/term-index.js';

/** An index of papers given as lists of term numbers; a number that is there again is a term that the paper repeats. */
function indexOf(papers: readonly (readonly number[])[], count: number): TermIndex {
  const lists = papers.map((paper) => [...new Set(paper)]);
  const offsets = Float64Array.from([0, ...lists.map((_, i) => lists.slice(0, i + 1).flat().length)]);
  const again = Uint8Array.from(
    lists.flatMap((list, i) => list.map((term) => Number(timesOf(papers[i]!, term) > 1))),
  );
  return {
    count,
    termWords: new Int32Array(3 * count),
    terms: Int32Array.from(lists.flat()),
    offsets,
    again,
    texts: papers.length,
    heads: new Float32Array(count),
    find: () => -1,
  };
}

const timesOf = (paper: readonly number[], term: number): number =>
  paper.filter((one) => one === term).length;

/** Whether a paper fits, by the definition alone. */
function fits({ least, two, one, less }: Rule, paper: readonly number[]): boolean {
  const points = (terms: readonly number[], each: number): number =>
    terms.reduce((sum, term) => sum + each * Math.min(2, timesOf(paper, term)), 0);
  return points(two, 2) + points(one, 1) + points(less, -1) >= least;
}

describe('rules', () => {
  it('are none for a topic without papers, too few to hold some back, or with all papers there are', () => {
    expect(topicRules(indexOf([[0], [0], [1]], 2), Int32Array.of(0, 0, -1), 2)).toEqual([null, null]);
    const papers = Array.from({ length: 60 }, (_, i) => [i % 2]);
    expect(topicRules(indexOf(papers, 2), new Int32Array(60), 1)).toEqual([null]);
  });

  it('are none where no term tells the topic', () => {
    const random = seededRandom(5);
    const papers = Array.from({ length: 300 }, () => [0, 1, 2, 3].filter(() => random.float() < 0.5));
    const groups = Int32Array.from(papers, () => (random.float() < 0.3 ? 0 : -1));
    expect(topicRules(indexOf(papers, 4), groups, 1)).toEqual([null]);
  });

  it('find a topic that two terms together make, less a third', () => {
    const random = seededRandom(3);
    const papers = Array.from({ length: 600 }, () =>
      Array.from({ length: 12 }, (_, term) => term).filter((term) => random.float() < (term < 3 ? 0.5 : 0.1)),
    );
    const groups = Int32Array.from(papers, (terms) =>
      terms.includes(0) && terms.includes(1) && !terms.includes(2) ? 0 : -1,
    );
    const [rule] = topicRules(indexOf(papers, 12), groups, 1);
    expect([...rule!.two, ...rule!.one].sort()).toEqual([0, 1]);
    expect({ less: rule!.less, precision: rule!.precision, recall: rule!.recall }).toEqual({
      less: [2],
      precision: 1,
      recall: 1,
    });
  });

  it('find a topic whose papers have a term more than once', () => {
    const random = seededRandom(4);
    const papers = Array.from({ length: 600 }, () =>
      Array.from({ length: Math.floor(4 * random.float()) }, () => 0).concat(random.float() < 0.3 ? [1] : []),
    );
    const groups = Int32Array.from(papers, (terms) => (timesOf(terms, 0) > 1 ? 0 : -1));
    const [rule] = topicRules(indexOf(papers, 2), groups, 1);
    expect([rule!.precision, rule!.recall]).toEqual([1, 1]);
  });

  it('have the precision and recall that the held-back papers give, for any papers', () => {
    const paper = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 5 });
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(paper, fc.integer({ min: -1, max: 1 }), fc.integer({ max: 9 })), {
          minLength: 60,
          maxLength: 120,
        }),
        (papers) => {
          // Term 0 is what most papers of topic 0 have: there is something to find.
          const terms = papers.map(([list, group, chance]) =>
            (group === 0) === chance > 0 ? [...list, 0] : list,
          );
          const groups = Int32Array.from(papers, ([, group]) => group);
          topicRules(indexOf(terms, 8), groups, 2).forEach((rule, topic) => {
            if (rule === null) return;
            found++;
            const held = [...terms.keys()].filter((row) => row % 3 === 2);
            const members = held.filter((row) => groups[row] === topic);
            const fitting = held.filter((row) => fits(rule, terms[row]!));
            const both = fitting.filter((row) => groups[row] === topic).length;
            expect(rule.precision).toBeCloseTo(both / fitting.length, 10);
            expect(rule.recall).toBeCloseTo(both / members.length, 10);
          });
        },
      ),
    );
    expect(found).toBeGreaterThan(10);
  });

  it('hang on no paper that is held back', () => {
    const random = seededRandom(6);
    const papers = Array.from({ length: 600 }, () =>
      Array.from({ length: 20 }, (_, term) => term).filter((term) => random.float() < (term < 3 ? 0.5 : 0.1)),
    );
    const groups = Int32Array.from(papers, (terms) => (terms.includes(0) && terms.includes(1) ? 0 : -1));
    const other = papers.map((terms, row) => (row % 3 === 2 ? terms.map((term) => 19 - term) : terms));
    const [[rule], [same]] = [
      topicRules(indexOf(papers, 20), groups, 1),
      topicRules(indexOf(other, 20), groups, 1),
    ];
    expect({ ...same, precision: 0, recall: 0 }).toEqual({ ...rule, precision: 0, recall: 0 });
    expect(same!.precision).toBeLessThan(rule!.precision);
  });

  it('read as a sentence', () => {
    const name = (term: number): string => ['plasma', 'dust', 'ion', 'tokamak'][term]!;
    const measured = { precision: 1, recall: 1 };
    expect(ruleText({ least: 2, two: [0], one: [1, 2], less: [3], ...measured }, name)).toBe(
      'at least 2 points: 2 for "plasma"; 1 each for "dust", "ion"; −1 for "tokamak"',
    );
    expect(ruleText({ least: 1, two: [], one: [0, 1], less: [], ...measured }, name)).toBe(
      'at least 1 point: 1 each for "plasma", "dust"',
    );
  });
});
