import { describe, expect, it } from 'vitest';
import { between, wholeNumber, yearRange } from '../../src/cli/options.js';

describe('wholeNumber', () => {
  it.each(['0', '-1', '1.5', '', 'ten', '1e3', '99999999999999999999'])('refuses %j', (value) => {
    expect(() => wholeNumber(1)(value)).toThrow('Expected a whole number of at least 1.');
  });
  it('takes the least and more', () => {
    expect([wholeNumber(1)('1'), wholeNumber(0)('0'), wholeNumber(1)(' 42 ')]).toEqual([1, 0, 42]);
  });
});

describe('between', () => {
  it.each(['-0.1', '1.1', 'half', '', 'NaN'])('refuses %j', (value) => {
    expect(() => between(0, 1)(value)).toThrow('Expected a number from 0 to 1.');
  });
  it('takes both bounds', () => {
    expect([between(0, 1)('0'), between(0, 1)('0.25'), between(0, 1)('1')]).toEqual([0, 0.25, 1]);
  });
});

describe('yearRange', () => {
  it.each(['', '..', '20', '2019-2024', '20192024', 'last year'])('refuses %j', (value) => {
    expect(() => yearRange(value)).toThrow(
      'Expected a year or a range, such as 2021, 2019..2024, 2019.. or ..2024.',
    );
  });
  it('refuses a range turned round and says what was meant', () => {
    expect(() => yearRange('2024..2019')).toThrow('did you mean 2019..2024?');
  });
  it.each([
    ['2021', { from: 2021, to: 2021 }],
    ['2019..2024', { from: 2019, to: 2024 }],
    ['2019..', { from: 2019, to: null }],
    ['..2024', { from: null, to: 2024 }],
  ])('reads %s', (value, range) => {
    expect(yearRange(value)).toEqual(range);
  });
});
