import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/random.js';
import { ruleText, topicRules, type Rule } from '../../src/topic-map/rules.js';
import type { TermIndex } from '../../src/topic-map/term-index.js';

/** An index of papers given as lists of term numbers. */
function indexOf(papers: readonly (readonly number[])[], count: number): TermIndex {
  const offsets = Float64Array.from([0, ...papers.map((_, i) => papers.slice(0, i + 1).flat().length)]);
  return {
    count, termWords: new Int32Array(3 * count), terms: Int32Array.from(papers.flat()), offsets, texts: papers.length,
    heads: new Float32Array(count), find: () => -1,
  };
}

/** Whether a paper fits, by the definition alone. */
const fits = ({ any, and, not }: Rule, terms: readonly number[]): boolean => any.some((term) => terms.includes(term))
  && (and.length === 0 || and.some((term) => terms.includes(term))) && !not.some((term) => terms.includes(term));

describe('rules', () => {
  it('are none for a topic without papers, or too few to hold some back', () => {
    expect(topicRules(indexOf([[0], [0], [1]], 2), Int32Array.of(0, 0, -1), 2)).toEqual([null, null]);
  });

  it('find a topic that two terms together make, less a third', () => {
    const random = seededRandom(3);
    const papers = Array.from({ length: 600 }, () => Array.from({ length: 12 }, (_, term) => term).filter((term) => random.float() < (term < 3 ? 0.5 : 0.1)));
    const groups = Int32Array.from(papers, (terms) => (terms.includes(0) && terms.includes(1) && !terms.includes(2) ? 0 : -1));
    const [rule] = topicRules(indexOf(papers, 12), groups, 1);
    expect({ terms: [rule!.any, rule!.and].sort(), not: rule!.not, precision: rule!.precision, recall: rule!.recall })
      .toEqual({ terms: [[0], [1]], not: [2], precision: 1, recall: 1 });
  });

  it('have the precision and recall that the held-back papers give, for any papers', () => {
    const paper = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 5 });
    fc.assert(fc.property(fc.array(fc.tuple(paper, fc.integer({ min: -1, max: 1 })), { minLength: 30, maxLength: 80 }), (papers) => {
      const terms = papers.map(([list]) => list);
      const groups = Int32Array.from(papers, ([, group]) => group);
      topicRules(indexOf(terms, 8), groups, 2).forEach((rule, topic) => {
        if (rule === null) return;
        const held = [...terms.keys()].filter((row) => row % 3 === 2);
        const members = held.filter((row) => groups[row] === topic);
        const fitting = held.filter((row) => fits(rule, terms[row]!));
        const both = fitting.filter((row) => groups[row] === topic).length;
        expect(rule.precision).toBeCloseTo(both / fitting.length, 10);
        expect(rule.recall).toBeCloseTo(both / members.length, 10);
      });
    }));
  });

  it('read as a sentence', () => {
    const name = (term: number): string => ['plasma', 'dust', 'ion', 'tokamak'][term]!;
    const measured = { precision: 1, recall: 1 };
    expect(ruleText({ any: [0], and: [1, 2], not: [3], ...measured }, name)).toBe('"plasma" and ("dust" or "ion"), not "tokamak"');
    expect(ruleText({ any: [0, 1], and: [], not: [], ...measured }, name)).toBe('"plasma" or "dust"');
  });
});
