/** Papers by year in a few small bars. */
import { bars, element } from '../dom.js';

/** Bars at most: more years are taken together. */
const BARS = 24;

export function sparkline(
  years: Readonly<Record<string, number>>,
  [from, to]: readonly [number, number],
  width = 44,
  height = 14,
): SVGSVGElement {
  const wide = Math.ceil((to - from + 1) / BARS);
  const values = new Array<number>(Math.ceil((to - from + 1) / wide)).fill(0);
  for (let year = from; year <= to; year++) values[Math.floor((year - from) / wide)]! += years[year] ?? 0;
  const picture = bars(values, width, height);
  picture.classList.add('spark');
  return picture;
}

/** With its first and last year. */
export function wideSparkline(
  years: Readonly<Record<string, number>>,
  range: readonly [number, number],
): HTMLElement {
  return element(
    'p',
    { class: 'quiet spark-line' },
    String(range[0]),
    sparkline(years, range, 200, 26),
    String(range[1]),
  );
}
