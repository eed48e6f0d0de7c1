import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInShard, slotOf, slotsOf, SLOTS } from '../../src/store/papers/slots.js';

describe('shards', () => {
  it('have every id in exactly one, whatever their number', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 500 }), (id, of) => {
        const holding = Array.from({ length: of }, (_, i) => i + 1).filter((index) =>
          isInShard(id, { index, of }),
        );
        expect(holding).toHaveLength(1);
      }),
    );
  });

  it('cover all slots one after another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (of) => {
        let next = 0;
        for (let index = 1; index <= of; index++) {
          const { from, to } = slotsOf({ index, of });
          expect(from).toBe(next);
          next = to;
        }
        expect(next).toBe(SLOTS);
      }),
    );
  });

  it('are about equally large', () => {
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++)
      for (let index = 1; index <= 4; index++)
        if (isInShard(`10.1000/${i}`, { index, of: 4 })) counts[index - 1]!++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('stay where they are: the slot of an id is stored', () => {
    expect(slotOf('a')).toBe(0xca97);
  });
});
