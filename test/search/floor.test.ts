/** Where news end: the floor, and that every new paper is held against it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relevanceFloor } from '../../src/search/floor.js';
import { rank } from '../../src/search/rank.js';
import { similarTo } from '../../src/search/similar.js';
import { asked, memorySources, sentencesOf, vectorOf, WORDS } from './memory-sources.js';

describe('relevanceFloor', () => {
  it.each([
    [[], 0],
    [[0.8], 0.4],
    [[0.8, 0.4], 0.3],
    [[...Array<number>(10).fill(1), ...Array<number>(50).fill(0.1)], 0.5],
  ])('of %j is %d', (scores, floor) => {
    expect(relevanceFloor(scores)).toBeCloseTo(floor, 12);
  });
});

const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 6 })
  .map((words) => words.join(' '));
const corpus = fc.array(text, { minLength: 280, maxLength: 300 });

describe('papers that are always scored', () => {
  it('all are, however few hits are wanted of a question', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, text, async (titles, question) => {
        const sources = memorySources(titles.map((title, i) => ({ id: `p${i}`, title })));
        const always = Int32Array.from({ length: 30 }, (_, i) => titles.length - 30 + i + 1);
        const { hits } = await rank(asked(question), sources, { limit: 5, always });
        const keys = new Set(hits.map(({ key }) => key));
        expect(hits.slice(0, 5)).toEqual(
          (await rank(asked(question), sources, { limit: 300, always })).hits.slice(0, 5),
        );
        expect([...always].filter((key) => !keys.has(key))).toEqual([]);
        // In front of a filter they stay out.
        const allowed = await rank(asked(question), sources, {
          limit: 200,
          always,
          allowed: Int32Array.of(1, 2),
        });
        expect(allowed.hits.every(({ key }) => key < 3)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('all are, of papers like one, in front of the best', async () => {
    const titles = Array.from({ length: 400 }, (_, i) =>
      i < 370 ? 'sparse image of a cell' : 'verb noun lattice',
    );
    const sources = memorySources(titles.map((title, i) => ({ id: `p${i}`, title: `${title} ${i}` })));
    const always = Int32Array.from({ length: 30 }, (_, i) => 371 + i);
    const exemplar = {
      text: 'sparse image',
      vector: vectorOf('sparse image'),
      sentences: sentencesOf('sparse image'),
    };
    const { hits } = await similarTo([exemplar], [], sources, { limit: 20, always });
    expect(hits.filter(({ key }) => key > 370)).toHaveLength(30);
    const without = await similarTo([exemplar], [], sources, { limit: 20 });
    expect(without.hits.filter(({ key }) => key > 370)).toHaveLength(0);
  });
});
