import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOfPaper, findMatches, LARGEST_BLOCK } from '../../src/duplicates/match.js';
import type { Paper } from '../../src/types.js';
import { ONE_ABSTRACT, OTHER_ABSTRACT, paper, verdict } from './helpers.js';

const keyed = (papers: readonly Partial<Paper>[], first = 1) =>
  papers.map((fields, i) => ({ key: first + i, paper: paper({ id: `p${first + i}`, ...fields }) }));
const pairs = (list: readonly { into: number; from: number }[]): number[][] =>
  list.map(({ into, from }) => [into, from]);

describe('blocks', () => {
  it('gives whole numbers that a double holds, none but identifiers without a title', () => {
    for (const block of blocksOfPaper(paper())) expect(Number.isSafeInteger(block) && block >= 0).toBe(true);
    expect(blocksOfPaper(paper({ title: '', doi: '10.1/a' }))).toHaveLength(1);
    expect(blocksOfPaper(paper({ title: ': ?' }))).toEqual([]);
    expect(blocksOfPaper(paper({ title: ': the and of', authors: [] })).length).toBeGreaterThan(0);
  });
});

describe('matching', () => {
  it('finds nothing in nothing', () => {
    expect(findMatches([], [])).toEqual({ joins: [], nearMisses: [] });
    expect(findMatches([], keyed([{}, {}]))).toEqual({ joins: [], nearMisses: [] });
  });

  it('joins within the batch and with the library, the older key first', () => {
    const { joins } = findMatches(keyed([{ year: null }, {}], 11), keyed([{}], 5));
    expect(pairs(joins)).toEqual([
      [5, 11],
      [5, 12],
    ]);
  });

  it('joins over a third, but never two that exclude each other', () => {
    const title = 'Random transition networks for sequence labelling of notes';
    const three = keyed([
      { title: `${title}: I. Theory`, abstract: ONE_ABSTRACT },
      { title: `${title}: II. Practice`, abstract: OTHER_ABSTRACT },
      { title, abstract: ONE_ABSTRACT },
    ]);
    const { joins, nearMisses } = findMatches(three, []);
    expect(joins).toEqual([]);
    expect(pairs(nearMisses).length).toBeGreaterThan(0);
    const bridged = keyed([{ doi: '10.1/a', venue: 'X' }, { doi: '10.2/b', venue: 'Z' }, {}]);
    expect(pairs(findMatches(bridged, []).joins)).toEqual([[1, 3]]);
  });

  it('compares nobody in a block that is too full', () => {
    const many = keyed(
      Array.from({ length: LARGEST_BLOCK + 40 }, () => ({ title: 'Editorial', authors: ['Ana Pérez'] })),
    );
    expect(findMatches(many, []).joins.length).toBeLessThanOrEqual(LARGEST_BLOCK);
  });

  it('finds what comparing all with all finds, on papers that share a block', () => {
    const fields = fc.record({
      title: fc.constantFrom(
        'Deep transition networks for labelling',
        'Deep transition networks for labelling.',
        'Deep transiton networks for labelling',
        'Deep transition networks for labelling II',
        'Editorial',
      ),
      authors: fc.constantFrom(['Ana Pérez'], ['Perez A', 'W Zhang'], []),
      year: fc.constantFrom(null, 2018, 2019, 2024),
      doi: fc.constantFrom(null, '10.1/a', '10.1/b', '10.48550/arxiv.1901.00001'),
    });
    fc.assert(
      fc.property(fc.array(fields, { maxLength: 6 }), (list) => {
        const { joins, nearMisses } = findMatches(keyed(list), []);
        const found = new Set([...joins, ...nearMisses].map(({ into, from }) => `${into} ${from}`));
        for (const [i, a] of list.entries())
          for (const [j, b] of list.entries()) {
            if (j <= i) continue;
            const { kind } = verdict(a, b);
            if (found.has(`${i + 1} ${j + 1}`)) expect(kind).not.toBe('different');
            // Nothing excludes anything here: what is the same is joined, perhaps over others.
            if (kind === 'same' && list.length === 2) expect(pairs(joins)).toEqual([[1, 2]]);
          }
      }),
      { numRuns: 300 },
    );
  });
});
