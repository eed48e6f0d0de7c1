/** Years as a person writes them: `2019`, `2019..2024`, `2019..`, `..2024`. */

export interface YearRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** The range, or what is wrong with it, a sentence. */
export function parseYearRange(value: string): YearRange | string {
  const match = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(value.trim());
  const [, from, dots, to] = match ?? [];
  if (!match || (from === undefined && to === undefined) || (dots === undefined && to !== undefined)) {
    return 'Expected a year or a range, such as 2021, 2019..2024, 2019.. or ..2024.';
  }
  const range = { from: from ? Number(from) : null, to: to ? Number(to) : dots ? null : Number(from) };
  if (range.from !== null && range.to !== null && range.from > range.to) {
    return `The first year must not be after the last: did you mean ${to}..${from}?`;
  }
  return range;
}
