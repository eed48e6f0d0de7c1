/** What words say of topics, against the sum written down plainly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordEvidence } from '../../src/cluster/partition/word-evidence.js';

const listsOf = (papers: readonly (readonly number[])[], count: number) => {
  const offsets = new Float64Array(papers.length + 1);
  papers.forEach((terms, i) => (offsets[i + 1] = offsets[i]! + terms.length));
  return { count, terms: Int32Array.from(papers.flat()), offsets };
};

describe('the evidence of words', () => {
  it('is none for papers without terms, or with terms that hardly any paper has', () => {
    const say = wordEvidence(listsOf([[], [0], [0], []], 1), Int32Array.of(0, 0, 1, 1), 2);
    const out = Float64Array.of(7, 7);
    for (let i = 0; i < 4; i++) {
      say(i, out);
      expect([...out]).toEqual([0, 0]);
    }
  });

  it('is the mean log-ratio of naive Bayes, the paper itself left out, times the root of its terms', () => {
    const papers = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 6 }), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(papers, fc.integer({ min: 2, max: 4 }), fc.nat(1000), (rows, count, shift) => {
        const labels = Int32Array.from(rows, (_, i) => (i * 7 + shift) % count);
        const having = (term: number) => rows.filter((row) => row.includes(term)).length;
        const known = rows.map((row) => row.filter((term) => having(term) >= 3));
        const all = known.flat().length;
        const say = wordEvidence(listsOf(rows, 8), labels, count);
        const out = new Float64Array(count);
        known.forEach((row, i) => {
          say(i, out);
          for (let t = 0; t < count; t++) {
            const others = known.filter((_, j) => j !== i && labels[j] === t);
            const total = others.flat().length;
            const sum = row.reduce((before, term) => {
              const share = having(term) / all;
              const have = others.filter((other) => other.includes(term)).length;
              return before + Math.log((have + 20 * share) / ((total + 20) * share));
            }, 0);
            expect(out[t]!).toBeCloseTo(row.length === 0 ? 0 : sum / Math.sqrt(row.length), 3);
          }
        });
      }),
      { numRuns: 60 },
    );
  });
});
