/** Areas that can be named: topics joined under the broader entries of a vocabulary that fit them together. */
import type { Matrix } from '../types.js';
import { likenessOf, spreadOf, type NamedFields } from './vocabulary-names.js';

export interface NamedAreas {
  readonly areaCount: number;
  /** Per topic: its area, or -1 where none of them fits. */
  readonly areas: Int32Array;
  /** Per area: the entry that it is named after. */
  readonly entries: Int32Array;
}

/** How much the mean likeness with all topics counts against an entry: one that is like all of them joins nothing. */
const OTHERS = 0.5;
/** What a topic that has an entry to itself counts: an area is of two topics or more. */
const ALONE = 0.5;
/** A topic further behind the entry that fits it best (standard deviations over the entries) is in no area. */
const MOST_BEHIND = 1.6;
/** Rounds in which each chosen entry may be replaced by a better one. */
const ROUNDS = 4;

/**
 * The `wanted` entries, out of those that have others below them, that are most like the topics: each topic goes to the
 * chosen entry that it is most like, weighted by the root of its papers; entries are chosen one after another, then
 * replaced while that helps (as in k-medoids). Areas are numbered by papers, the largest first. Cost: entries × wanted² × topics, below 50 ms for a hundred topics.
 */
export function nameableAreas(
  centers: Matrix,
  sizes: ArrayLike<number>,
  wanted: number,
  { vocabulary, vectors }: NamedFields,
): NamedAreas | null {
  const broader = broaderEntries(vocabulary);
  const count = centers.rows;
  if (broader.length < wanted || wanted < 2) return null;
  const { gains, behind } = gainsOf(centers, sizes, vectors, broader);
  const best = (chosen: readonly number[], topic: number): number =>
    chosen.reduce((a, b) => (gains[b]![topic]! > gains[a]![topic]! ? b : a), chosen[0]!);
  const worth = (chosen: readonly number[]): number => {
    const homes = Array.from({ length: count }, (_, topic) => best(chosen, topic));
    const members = new Map<number, number>();
    for (const home of homes) members.set(home, (members.get(home) ?? 0) + 1);
    return homes.reduce(
      (sum, home, t) => sum + Math.sqrt(sizes[t]!) * gains[home]![t]! * (members.get(home)! < 2 ? ALONE : 1),
      0,
    );
  };
  const chosen = choose(broader.length, wanted, worth);
  const homes = Int32Array.from({ length: count }, (_, topic) => {
    const home = best(chosen, topic);
    return behind[home]![topic]! > MOST_BEHIND ? -1 : home;
  });
  return numbered(homes, sizes, broader);
}

/** Greedy choice, then replacement of single ones while the worth grows. */
function choose(candidates: number, wanted: number, worth: (chosen: readonly number[]) => number): number[] {
  const chosen: number[] = [];
  const improve = (place: number, least: number): boolean => {
    let most = least;
    let found = -1;
    for (let c = 0; c < candidates; c++) {
      if (chosen.includes(c)) continue;
      const trial = [...chosen.slice(0, place), c, ...chosen.slice(place + 1)];
      const value = worth(trial);
      if (value > most + 1e-9) [most, found] = [value, c];
    }
    if (found >= 0) chosen[place] = found;
    return found >= 0;
  };
  for (let place = 0; place < wanted; place++) improve(place, -Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    const changed = chosen.map((_, place) => improve(place, worth(chosen)));
    if (!changed.includes(true)) break;
  }
  return chosen;
}

/** Per broader entry and topic: likeness less what the entry is like all topics, and how far behind the best entry. */
function gainsOf(
  centers: Matrix,
  sizes: ArrayLike<number>,
  vectors: Matrix,
  broader: readonly number[],
): { gains: Float64Array[]; behind: Float64Array[] } {
  const { groups, entries, likeness } = likenessOf(centers, vectors);
  const papers = Array.from(sizes).reduce((sum, size) => sum + size, 0) || 1;
  const gains = broader.map((entry) => {
    const own = Float64Array.from({ length: groups }, (_, t) => likeness[t * entries + entry]!);
    const mean = own.reduce((sum, value, t) => sum + value * sizes[t]!, 0) / papers;
    return own.map((value) => value - OTHERS * mean);
  });
  const behind = broader.map(() => new Float64Array(groups));
  for (let t = 0; t < groups; t++) {
    const own = Float64Array.from(broader, (entry) => likeness[t * entries + entry]!);
    const { most, spread } = spreadOf(own);
    own.forEach((value, b) => (behind[b]![t] = (most - value) / spread));
  }
  return { gains, behind };
}

/** Areas of two topics or more, the largest first. */
function numbered(homes: Int32Array, sizes: ArrayLike<number>, broader: readonly number[]): NamedAreas {
  const members = new Map<number, { topics: number; papers: number }>();
  homes.forEach((home, t) => {
    if (home < 0) return;
    const { topics, papers } = members.get(home) ?? { topics: 0, papers: 0 };
    members.set(home, { topics: topics + 1, papers: papers + sizes[t]! });
  });
  const real = [...members]
    .filter(([, { topics }]) => topics > 1)
    .sort(([a, x], [b, y]) => y.papers - x.papers || a - b)
    .map(([home]) => home);
  const number = new Map(real.map((home, a) => [home, a]));
  return {
    areaCount: real.length,
    areas: homes.map((home) => number.get(home) ?? -1),
    entries: Int32Array.from(real, (home) => broader[home]!),
  };
}

/** Entries that have others below them. */
function broaderEntries({ entries }: NamedFields['vocabulary']): number[] {
  return [...new Set(entries.map((entry) => entry.broader))].filter((entry) => entry >= 0);
}

export interface AreasToName {
  /** Of the topics: topics × dimensions. */
  readonly centers: Matrix;
  /** Papers of each topic. */
  readonly sizes: ArrayLike<number>;
  /** Per topic its area, or -1. */
  readonly areas: Int32Array;
  readonly areaCount: number;
}

/**
 * The entry that each area is named after: the one that its topics are most like together, each entry once; -1 for an
 * area that none fits. `taken` are entries that name something else.
 */
export function nameAreas(
  { centers, sizes, areas, areaCount }: AreasToName,
  { vocabulary, vectors }: NamedFields,
  taken: ReadonlySet<number>,
): Int32Array {
  const broader = broaderEntries(vocabulary).filter((entry) => !taken.has(entry));
  const named = new Int32Array(areaCount).fill(-1);
  if (broader.length === 0 || areaCount === 0) return named;
  const { gains, behind } = gainsOf(centers, sizes, vectors, broader);
  const offers = Array.from({ length: areaCount }, (_, area) => {
    const topics = Array.from(areas.keys()).filter((t) => areas[t] === area);
    const weight = topics.reduce((sum, t) => sum + Math.sqrt(sizes[t]!), 0);
    return broader.flatMap((entry, b) => {
      if (topics.some((t) => behind[b]![t]! > MOST_BEHIND)) return [];
      const value = topics.reduce((sum, t) => sum + Math.sqrt(sizes[t]!) * gains[b]![t]!, 0) / weight;
      return [{ area, entry, value }];
    });
  }).flat();
  const used = new Set<number>();
  for (const { area, entry } of offers.sort(
    (x, y) => y.value - x.value || x.area - y.area || x.entry - y.entry,
  )) {
    if (named[area]! >= 0 || used.has(entry)) continue;
    named[area] = entry;
    used.add(entry);
  }
  return named;
}
