/** Names for topics out of a vocabulary: an entry's name is taken where it fits clearly and sets the topic apart. */
import { dot } from '../math/index.js';
import { stem, tokenize } from '../text/index.js';
import type { Matrix } from '../types.js';
import type { Vocabulary } from '../vocabulary/index.js';
import { readableName } from './readable-name.js';

/** A vocabulary and its vectors: row `i` is entry `i`, unit length. */
export interface NamedFields {
  readonly vocabulary: Vocabulary;
  readonly vectors: Matrix;
}

/** What is named: the unit mean vector of each group and the terms that tell it from the others. */
export interface Nameless {
  readonly centers: Matrix;
  readonly terms: readonly (readonly string[])[];
}

/** An entry as a name for one group; likeness is told in standard deviations over all entries, which no model sets. */
export interface NameFit {
  readonly entry: number;
  readonly name: string;
  /** What names are ranked by. */
  readonly score: number;
  /** How far behind the entry that is most like the group. */
  readonly behind: number;
  /** How far ahead of its likeness with the next group; negative when it is more like another. */
  readonly ahead: number;
  /** Whether a word of it is among the group's terms. */
  readonly ownWords: boolean;
  /** How far above the mean over all entries. */
  readonly height: number;
}

/** How much likeness with the other groups counts against a name. */
const OTHERS = 0.5;
/** What it is worth, in standard deviations, that the papers use the words of the name: all of them, or none. */
const OWN_WORDS = 1.3;
/** A word too many, and a name of one word, cost so much. */
const LONG_WORD = 0.25;
const ONE_WORD = 0.35;
const MOST_WORDS = 6;
/** Names looked at for each group, by likeness alone. */
const CANDIDATES = 60;

/** A name fits clearly: hardly behind the nearest entry, ahead of what it is to the next topic, far above the mean. */
const MOST_BEHIND = 0.75;
const LEAST_AHEAD = 0.35;
const LEAST_HEIGHT = 3.5;

/** For each group the entries that could name it, best first. Cost: groups × entries products. */
export function fitNames({ centers, terms }: Nameless, { vocabulary, vectors }: NamedFields): NameFit[][] {
  const { groups, entries, likeness } = likenessOf(centers, vectors);
  const sums = new Float64Array(entries);
  for (let g = 0; g < groups; g++) for (let e = 0; e < entries; e++) sums[e]! += likeness[g * entries + e]!;
  const next = nextHighest(likeness, groups, entries);
  return Array.from({ length: groups }, (_, g) => {
    const own = likeness.subarray(g * entries, (g + 1) * entries);
    const { mean, spread, most } = spreadOf(own);
    const words = stemsOf(terms[g]!.join(' , '));
    const standing = Array.from({ length: entries }, (__, entry) => entry)
      .filter((entry) => own[entry]! > mean + LEAST_HEIGHT * spread)
      .sort((a, b) => own[b]! - own[a]! || a - b)
      .slice(0, CANDIDATES);
    const fits = standing.map((entry): NameFit => {
      const others = groups > 1 ? (sums[entry]! - own[entry]!) / (groups - 1) : mean;
      const name = readableName(vocabulary.entries[entry]!.name);
      const shared = sharedWords(name, words);
      return {
        entry,
        name,
        ownWords: shared > 0,
        score: (own[entry]! - OTHERS * others) / spread + OWN_WORDS * shared - shapeOf(name),
        behind: (most - own[entry]!) / spread,
        ahead: (own[entry]! - next(entry, g)) / spread,
        height: (own[entry]! - mean) / spread,
      };
    });
    return fits.sort((a, b) => b.score - a.score || a.entry - b.entry);
  });
}

/** A name none of whose words the papers' terms have must be the more alike: so surely, and of all entries nearly the most. */
const WORDLESS = { behind: 0.25, ahead: 2, height: 5.5 };

/** Whether the name may stand on the map in place of the papers' own terms. */
export function fitsClearly({ behind, ahead, height, ownWords }: NameFit): boolean {
  const least = ownWords ? { behind: MOST_BEHIND, ahead: LEAST_AHEAD, height: LEAST_HEIGHT } : WORDLESS;
  return behind <= least.behind && ahead >= least.ahead && height >= least.height;
}

/** The likeness of each group (rows) with each entry (columns). */
export function likenessOf(
  centers: Matrix,
  vectors: Matrix,
): { groups: number; entries: number; likeness: Float64Array } {
  const [groups, entries, dimensions] = [centers.rows, vectors.rows, vectors.dimensions];
  const likeness = new Float64Array(groups * entries);
  for (let g = 0; g < groups; g++) {
    for (let e = 0; e < entries; e++)
      likeness[g * entries + e] = dot(centers.data, g * dimensions, vectors.data, e * dimensions, dimensions);
  }
  return { groups, entries, likeness };
}

export function spreadOf(values: Float64Array): { mean: number; spread: number; most: number } {
  let [sum, most] = [0, -Infinity];
  for (const value of values) {
    sum += value;
    most = Math.max(most, value);
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, spread: Math.sqrt(squares / values.length) || 1, most };
}

/** Share of the words of a name that are among the terms, in this form or another (`scheduling`, `schedules`). */
function sharedWords(name: string, words: ReadonlySet<string>): number {
  const own = [...stemsOf(name)];
  const shared = own.filter(
    (word) => words.has(word) || (word.length > 4 && [...words].some((other) => other.startsWith(word))),
  );
  return shared.length / Math.max(1, own.length);
}

/** What the length of a name costs. */
function shapeOf(name: string): number {
  const length = name.split(' ').length;
  return LONG_WORD * Math.max(0, length - MOST_WORDS) + (length === 1 ? ONE_WORD : 0);
}

/** Stems of the words that say something. */
export function stemsOf(text: string): Set<string> {
  return new Set(
    tokenize(text)
      .filter(
        ({ word }) =>
          word.length > 2 &&
          !/^(?:and|for|the|its|with|from|studies|research|treatments?|effects?|methods?|techniques?|analysis|systems?|applications?|management|therapy|health)$/.test(
            word,
          ),
      )
      .map(({ word }) => stem(word)),
  );
}

/** The highest likeness of an entry with another group than `group`; -1 when there is none. */
function nextHighest(
  likeness: Float64Array,
  groups: number,
  entries: number,
): (entry: number, group: number) => number {
  const first = new Int32Array(entries).fill(-1);
  const highest = new Float64Array(entries).fill(-1);
  const second = new Float64Array(entries).fill(-1);
  for (let g = 0; g < groups; g++) {
    for (let e = 0; e < entries; e++) {
      const value = likeness[g * entries + e]!;
      if (value > highest[e]!) {
        second[e] = highest[e]!;
        highest[e] = value;
        first[e] = g;
      } else if (value > second[e]!) second[e] = value;
    }
  }
  return (entry, group) => (first[entry] === group ? second[entry]! : highest[entry]!);
}
