/** How topics come and go over the years. */
import { clamp, round } from '../math/index.js';

export interface OverTime {
  /** Papers by year. */
  readonly years: Readonly<Record<string, number>>;
  /** Share of all papers in the recent years over the share before; null: too few dated papers. */
  readonly growth: number | null;
  /** Rows of the earliest papers, oldest first. */
  readonly firstPapers: readonly number[];
  readonly emerging: boolean;
  readonly reason: string | null;
}

/** The recent years: the last three of the corpus. Shares, not counts, so that a year that has only begun does no harm. */
const RECENT_YEARS = 3;
const FIRST_PAPERS = 3;
/** Emerging: at least so many recent papers, … */
const FEWEST_RECENT = 5;
/** … its share of the field at least so many times what it was, … */
const LEAST_GROWTH = 1.5;
/** … and that beyond chance: standard errors of the difference of the two shares. */
const LEAST_Z = 3;

/**
 * `groups[i]` is the topic of paper `i` (-1: none), `years[i]` its year or null. Growth compares the topic's share of
 * all dated papers in the last three years with its share before (half a paper added to each side so that none is 0).
 */
export function overTime(years: readonly (number | null)[], groups: Int32Array, count: number): OverTime[] {
  const rowsOf = Array.from({ length: count }, (): number[] => []);
  groups.forEach((group, i) => {
    if (group >= 0) rowsOf[group]!.push(i);
  });
  return timesOf(years, rowsOf);
}

/** The same for groups that may overlap: `groups[g]` are the papers of group `g`. */
export function timesOf(
  years: readonly (number | null)[],
  groups: readonly (readonly number[])[],
): OverTime[] {
  const dated = years.filter((year) => year !== null);
  const newest = dated.reduce((latest, year) => Math.max(latest, year), -Infinity);
  const recentFrom = newest - RECENT_YEARS + 1;
  const recentAll = dated.filter((year) => year >= recentFrom).length;
  return groups.map((group) => {
    const rows = group.filter((i) => years[i] !== null).sort((a, b) => years[a]! - years[b]! || a - b);
    const byYear: Record<string, number> = {};
    for (const i of rows) if (years[i]! >= 0) byYear[years[i]!] = (byYear[years[i]!] ?? 0) + 1;
    const recent = rows.filter((i) => years[i]! >= recentFrom).length;
    const change = compare(recent, recentAll, rows.length - recent, dated.length - recentAll);
    const emerging =
      change !== null && recent >= FEWEST_RECENT && change.growth >= LEAST_GROWTH && change.z >= LEAST_Z;
    return {
      years: byYear,
      growth: change && round(change.growth, 2),
      firstPapers: rows.slice(0, FIRST_PAPERS),
      emerging,
      reason: emerging
        ? `${recent} of its ${rows.length} dated papers are from ${recentFrom} to ${newest}: its share of all papers is ${change.growth.toFixed(1)} times what it was before.`
        : null,
    };
  });
}

/** Growth of a share and how many standard errors it is from none; null when one of the two times has too few papers. */
function compare(
  recent: number,
  recentAll: number,
  before: number,
  beforeAll: number,
): { growth: number; z: number } | null {
  if (recentAll < FEWEST_RECENT || beforeAll < FEWEST_RECENT || recent + before === 0) return null;
  const now = (recent + 0.5) / (recentAll + 1);
  const then = (before + 0.5) / (beforeAll + 1);
  const pooled = clamp((recent + before) / (recentAll + beforeAll), 0, 1);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / recentAll + 1 / beforeAll));
  return { growth: now / then, z: error > 0 ? (now - then) / error : 0 };
}
