import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centroids } from '../../src/math/centroids.js';
import { matchTopics } from '../../src/topics/match-topics.js';
import { matrix } from '../map-output/helpers.js';

/** Ids for `now` over an old map `before`; papers are named p0, p1, … and have nothing in common. */
function match(before: readonly number[], oldIds: readonly string[], now: readonly number[], next = 100) {
  const vectors = matrix(now.map((_, i) => now.map((__, d) => (d === i ? 1 : 0))));
  const count = Math.max(-1, ...now) + 1;
  const [old, fresh] = [Int32Array.from(before), Int32Array.from(now)];
  return matchTopics(
    { ids: oldIds, assignment: old, centres: centroids(vectors, old, oldIds.length) },
    { assignment: fresh, centres: centroids(vectors, fresh, count) },
    now.map((_, i) => `p${i}`),
    { prefix: 't', next },
  );
}

describe('matchTopics', () => {
  it('gives fresh ids where there is no old map, the largest topic first', () => {
    expect(match([-1, -1, -1, -1, -1], [], [0, 1, 1, 1, 0], 1)).toEqual({ ids: ['t2', 't1'], next: 3 });
  });

  it('keeps ids through a renumbering', () => {
    expect(match([0, 0, 1, 1, 2, 2], ['t1', 't2', 't3'], [2, 2, 0, 0, 1, 1]).ids).toEqual(['t2', 't3', 't1']);
  });

  it('gives a split topic’s id to its larger part', () => {
    expect(match([0, 0, 0, 0, 0], ['t1'], [0, 0, 1, 1, 1]).ids).toEqual(['t100', 't1']);
  });

  it('gives a joined topic the id of its larger part', () => {
    expect(match([0, 0, 0, 1, 1], ['t1', 't2'], [0, 0, 0, 0, 0]).ids).toEqual(['t1']);
  });

  it('does not let papers added since change an identity', () => {
    expect(match([0, 0, 0, -1, -1, -1, -1, -1], ['t7'], [0, 0, 0, 0, 0, 0, 0, 0]).ids).toEqual(['t7']);
  });

  it('takes too small an overlap for a new topic', () => {
    expect(match([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], ['t1', 't2'], [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]).ids).toEqual([
      't2',
      't1',
    ]);
    expect(match([0, 0, 1, 1, 2, 2, 3, 3], ['t1', 't2', 't3', 't4'], [0, 0, 0, 0, 0, 0, 0, 0]).ids).toEqual([
      't100',
    ]);
  });

  it('takes a smaller overlap for the same topic where the centres are one', () => {
    const vectors = matrix(Array.from({ length: 8 }, () => [1, 0]));
    const one = new Int32Array(8);
    const old = {
      ids: ['t1'],
      assignment: Int32Array.from(one, (_, i) => Math.min(i, 1) - 1),
      centres: centroids(vectors, one, 1),
    };
    const split = Int32Array.from(one, (_, i) => (i === 1 ? 0 : 1));
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    expect(
      matchTopics(old, { assignment: split, centres: centroids(vectors, split, 2) }, names, {
        prefix: 't',
        next: 2,
      }).ids,
    ).toEqual(['t2', 't1']);
  });

  const assignments = fc.integer({ min: 1, max: 40 }).chain((papers) =>
    fc.record({
      before: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: papers, maxLength: papers }),
      now: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: papers, maxLength: papers }),
    }),
  );
  const oldIds = ['t1', 't2', 't3', 't9', 't10'];

  it('never gives one id twice, nor a fresh id that was used', () => {
    fc.assert(
      fc.property(assignments, ({ before, now }) => {
        const { ids, next } = match(before, oldIds, now, 11);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids)
          if (!oldIds.includes(id)) expect(Number(id.slice(1))).toBeGreaterThanOrEqual(11);
        for (const id of ids) expect(Number(id.slice(1))).toBeLessThan(next);
      }),
    );
  });

  it('does not depend on how the new topics are numbered', () => {
    fc.assert(
      fc.property(
        assignments,
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        ({ before, now }, order) => {
          // Topics without papers have no identity to keep: both sides number the same topics 0 .. n - 1.
          const used = [...new Set(now.filter((topic) => topic >= 0))].sort();
          const compact = now.map((topic) => used.indexOf(topic));
          const renumber = order.filter((topic) => topic < used.length);
          const moved = compact.map((topic) => (topic < 0 ? -1 : renumber.indexOf(topic)));
          const idOf = (assignment: readonly number[]) => {
            const { ids } = match(before, oldIds, assignment);
            return assignment.map((topic) => (topic < 0 ? null : ids[topic]));
          };
          expect(idOf(moved)).toEqual(idOf(compact));
        },
      ),
    );
  });
});
