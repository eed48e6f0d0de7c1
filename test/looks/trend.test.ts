import { describe, expect, it } from 'vitest';
import { trendOf } from '../../src/looks/trend.js';

describe('trendOf', () => {
  it.each([
    [null, null],
    [0, 'fading'],
    [0.5, 'fading'],
    [0.51, null],
    [1, null],
    [1.99, null],
    [2, 'rising'],
    [9, 'rising'],
  ] as const)('of a growth of %s is %s', (growth, trend) => expect(trendOf(growth)).toBe(trend));
});
