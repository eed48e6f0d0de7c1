import { describe, expect, it } from 'vitest';
import { wholeNumber } from '../../src/cli/options.js';

describe('wholeNumber', () => {
  it.each(['0', '-1', '1.5', '', 'ten', '1e3', '99999999999999999999'])('refuses %j', (value) => {
    expect(() => wholeNumber(1)(value)).toThrow('Expected a whole number of at least 1.');
  });
  it('takes the least and more', () => {
    expect([wholeNumber(1)('1'), wholeNumber(0)('0'), wholeNumber(1)(' 42 ')]).toEqual([1, 0, 42]);
  });
});
