/** Papers by year as a bar of text. */

/** Nine heights. */
const BARS = ' ▁▂▃▄▅▆▇█';
/** Years shown at the most: the last ones. */
const SHOWN_YEARS = 12;

export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The last years of those given; null when there are none. */
export function spanOf(years: readonly number[]): Span | null {
  if (years.length === 0) return null;
  const last = Math.max(...years);
  return { first: Math.max(Math.min(...years), last - SHOWN_YEARS + 1), last };
}

/** A letter a year, as high as its share of the best year's papers; blank only for none. */
export function sparkline(byYear: Readonly<Record<string, number>>, { first, last }: Span): string {
  const counts = Array.from({ length: last - first + 1 }, (_, i) => byYear[String(first + i)] ?? 0);
  const most = Math.max(...counts, 1);
  return counts.map((papers) => BARS[Math.ceil((papers / most) * 8)]!).join('');
}
