import { describe, expect, it } from 'vitest';
import { monthIn } from '../../src/export/dates.js';

describe('the month in a date', () => {
  it.each(['', '2020', '2020//', '1984/1986', 'Winter', '2020 Winter', '13', '0', '2021-03', 'forthcoming'])(
    'of %j is none',
    (text) => {
      expect(monthIn(text, 2020)).toBeNull();
    },
  );

  it.each([
    ['2020-03', 3, null],
    ['5 March 2020', 3, 5],
    ['12th of Sept.', 9, 12],
    ['2020/03/05/', 3, 5],
    ['2020/3//', 3, null],
    ['2020 Sep 3', 9, 3],
    ['2020 Jul-Aug', 7, null],
    ['March', 3, null],
    ['mar~4', 3, 4],
    ['Sept. 9', 9, 9],
    ['12', 12, null],
    ['3 31', 3, 31],
    ['2020-03-99', 3, null],
  ])('of %j is %s, on day %s', (text, month, day) => {
    expect(monthIn(text, 2020)).toEqual({ month, day });
  });
});
