/** Papers by year, and the spans of years that are shown one after another. */
import type { Data } from '../data/types.js';
import { mostYears } from './colouring.js';

type Range = readonly [from: number, to: number];

/** Papers of each year of the range; `lit`: only those with a 1. */
export function countYears({ year }: Data, [first, last]: Range, lit: Uint8Array | null): number[] {
  const counts = new Array<number>(last - first + 1).fill(0);
  year.forEach((one, i) => {
    if (one !== 0 && (lit === null || lit[i] === 1)) counts[one - first]!++;
  });
  return counts;
}

/** Year by year: a chosen window moves on, and begins anew where it is at the end; else papers come as they came. */
export function playedYears({ year }: Data, [first, last]: Range, chosen: Range | null): Range[] {
  const [from] = mostYears(year);
  const wide = chosen === null ? 0 : chosen[1] - chosen[0];
  const begin = chosen === null || chosen[1] >= last ? from + wide : chosen[1] + 1;
  return Array.from({ length: Math.max(0, last - begin + 1) }, (_, i) =>
    chosen === null ? [first, begin + i] : [begin + i - wide, begin + i],
  );
}
