import { describe, expect, it } from 'vitest';
import { spanOf, sparkline } from '../../src/cli/render/sparkline.js';

describe('a bar of years', () => {
  it('spans nothing for no years, and the last twelve of many', () => {
    expect(spanOf([])).toBeNull();
    expect(spanOf([2019])).toEqual({ first: 2019, last: 2019 });
    expect(spanOf([2024, 1990])).toEqual({ first: 2013, last: 2024 });
  });

  it('has a letter a year, as high as its share of the best, blank only for none', () => {
    expect(sparkline({ 2020: 8, 2022: 4, 2023: 1, 1999: 100 }, { first: 2020, last: 2023 })).toBe('█ ▄▁');
    expect(sparkline({}, { first: 2020, last: 2021 })).toBe('  ');
  });
});
