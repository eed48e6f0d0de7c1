import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedRand, vMeasure } from '../../bench/map/metrics.js';

const twoLabellings = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -1, max: 3 })), {
  minLength: 2,
  maxLength: 30,
});

describe('the measures the map is judged by', () => {
  it('adjusted Rand equals the count over all pairs', () => {
    fc.assert(
      fc.property(twoLabellings, (pairs) => {
        let [both, first, second, all] = [0, 0, 0, 0];
        pairs.forEach(([a, b], i) =>
          pairs.slice(0, i).forEach(([c, d]) => {
            all++;
            if (a === c) first++;
            if (b === d) second++;
            if (a === c && b === d) both++;
          }),
        );
        const chance = (first * second) / all;
        const most = (first + second) / 2;
        const expected = most === chance ? 1 : (both - chance) / (most - chance);
        expect(
          adjustedRand(
            pairs.map(([a]) => a),
            pairs.map(([, b]) => b),
          ),
        ).toBeCloseTo(expected, 9);
      }),
    );
  });

  it('v-measure equals homogeneity and completeness from conditional entropies', () => {
    const conditional = (x: number[], y: number[]): number =>
      x.reduce((sum, a, i) => {
        const same = y.filter((b) => b === y[i]).length;
        const joint = x.filter((b, j) => b === a && y[j] === y[i]).length;
        return sum - Math.log(joint / same) / x.length;
      }, 0);
    fc.assert(
      fc.property(twoLabellings, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
        const share = (x: number[], y: number[]): number => {
          const whole = conditional(
            x,
            x.map(() => 0),
          );
          return whole === 0 ? 1 : 1 - conditional(x, y) / whole;
        };
        const [h, c] = [share(a, b), share(b, a)];
        expect(vMeasure(a, b)).toBeCloseTo(h + c < 1e-12 ? 0 : (2 * h * c) / (h + c), 6);
      }),
    );
  });
});
