/** From a mistyped word to the terms it may have been meant to be. */
import { stem } from '../text/index.js';
import type { Vocabulary } from './vocabulary.js';

export interface NearTerm {
  readonly term: string;
  /** Letters inserted, left out, changed or swapped with the next: 1 or 2. */
  readonly distance: number;
  /** Papers with the term. */
  readonly frequency: number;
}

/** Shorter words have too many neighbours to mean anything. */
const SHORTEST = 4;
/** Longer ones are no words but something pasted; the time grows with the square of the length. */
const LONGEST = 50;
/** Two edits are looked for in words of this length on. */
const SHORTEST_FOR_TWO = 8;
const LETTERS_ONLY = /^\p{L}+$/u;

/**
 * At most `limit` known terms at a small distance, nearest first, then the most frequent, then by letters; empty for
 * words with digits (`gpt3` is not a mistyped `gpt4`), short ones and very long ones. Two ways, since the vocabulary holds stems and a typo in an ending
 * keeps the stemmer from seeing it: all words one edit away, stemmed and looked up; and all stems near the word's own.
 * Costs about a millisecond.
 */
export function nearTerms(
  vocabulary: Vocabulary,
  word: string,
  limit: number,
  frequencyOf: (id: number) => number,
): NearTerm[] {
  if (word.length < SHORTEST || word.length > LONGEST || !LETTERS_ONLY.test(word)) return [];
  const distances = new Map<number, number>();
  const own = stem(word);
  for (const edited of edits(word)) {
    const id = vocabulary.find(stem(edited));
    if (id >= 0) distances.set(id, 1);
  }
  if (own.length >= SHORTEST) {
    for (const [id, distance] of walk(vocabulary, own, word.length >= SHORTEST_FOR_TWO ? 2 : 1)) {
      distances.set(id, Math.min(distance, distances.get(id) ?? distance));
    }
  }
  distances.delete(vocabulary.find(own));
  return [...distances]
    .map(([id, distance]) => ({ id, distance, frequency: frequencyOf(id) }))
    .sort((a, b) => a.distance - b.distance || b.frequency - a.frequency || a.id - b.id)
    .slice(0, limit)
    .map(({ id, distance, frequency }) => ({ term: vocabulary.term(id), distance, frequency }));
}

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

/** All words one edit away, changes and insertions by a-z. */
export function* edits(word: string): Generator<string> {
  for (let i = 0; i <= word.length; i++) {
    const head = word.slice(0, i);
    const tail = word.slice(i);
    if (tail.length > 0) yield head + tail.slice(1);
    if (tail.length > 1) yield head + tail[1]! + tail[0]! + tail.slice(2);
    for (const letter of ALPHABET) {
      if (tail.length > 0) yield head + letter + tail.slice(1);
      yield head + letter + tail;
    }
  }
}

/**
 * Terms within `most` edits of `word` (optimal string alignment). The sorted vocabulary is read as a trie: the table
 * of distances is kept row by row for the letters shared with the term before, and when no entry of a row is within
 * `most`, all terms with those first letters are skipped by bisection.
 */
function walk(vocabulary: Vocabulary, word: string, most: number): Map<number, number> {
  const { units, offsets } = vocabulary;
  const width = word.length + 1;
  const deepest = word.length + most;
  const letters = Uint16Array.from(word, (letter) => letter.charCodeAt(0));
  /** Row d, of `width` numbers: distances of the term's first d letters to the word's first 0 .. length. */
  const table = new Uint8Array((deepest + 1) * width);
  for (let i = 0; i < width; i++) table[i] = i;
  const found = new Map<number, number>();
  let previous = 0;
  let rows = 0;
  for (let id = 0; id < vocabulary.size;) {
    const start = offsets[id]!;
    const length = offsets[id + 1]! - start;
    let depth = 0;
    while (depth < rows && depth < length && units[start + depth] === units[previous + depth]) depth++;
    let near = true;
    while (near && depth < length) {
      near = depth < deepest && fillRow(table, width, depth, units, start, letters, most) <= most;
      depth++;
    }
    previous = start;
    rows = near ? depth : depth - 1;
    if (near && Math.abs(length - word.length) <= most) {
      const distance = table[length * width + word.length]!;
      if (distance <= most) found.set(id, distance);
    }
    id = near ? id + 1 : afterPrefix(vocabulary, id, depth);
  }
  return found;
}

/** More than any distance that is asked for. */
const FAR = 99;

/**
 * Fills row `depth + 1` for the letter at `start + depth` and returns its least entry. Only the entries within `most`
 * of the diagonal are reckoned, as all others are greater than `most`; the two beside them are set for the next row.
 */
// eslint-disable-next-line max-params -- called in the innermost loop: nothing is made
function fillRow(
  table: Uint8Array,
  width: number,
  depth: number,
  units: Uint16Array,
  start: number,
  letters: Uint16Array,
  most: number,
): number {
  const letter = units[start + depth]!;
  const above = depth * width;
  const here = above + width;
  const first = Math.max(1, depth + 1 - most);
  const last = Math.min(width - 1, depth + 1 + most);
  let left = (table[here + first - 1] = first === 1 ? depth + 1 : FAR);
  let least = left;
  for (let i = first; i <= last; i++) {
    let distance = table[above + i - 1]! + (letters[i - 1] === letter ? 0 : 1);
    if (left + 1 < distance) distance = left + 1;
    if (table[above + i]! + 1 < distance) distance = table[above + i]! + 1;
    if (depth > 0 && i > 1 && letters[i - 2] === letter && letters[i - 1] === units[start + depth - 1]) {
      distance = Math.min(distance, table[above - width + i - 2]! + 1);
    }
    table[here + i] = left = distance;
    if (distance < least) least = distance;
  }
  if (last + 1 < width) table[here + last + 1] = FAR;
  return least;
}

/** The first term after `id` that does not begin with the same `length` letters: doubling steps, then bisection. */
function afterPrefix(vocabulary: Vocabulary, id: number, length: number): number {
  let low = id;
  let step = 1;
  while (low + step < vocabulary.size && sharePrefix(vocabulary, id, low + step, length)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(vocabulary.size, low + step);
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (sharePrefix(vocabulary, id, middle, length)) low = middle;
    else high = middle;
  }
  return high;
}

function sharePrefix({ units, offsets }: Vocabulary, a: number, b: number, length: number): boolean {
  const start = offsets[a]!;
  const other = offsets[b]!;
  if (offsets[b + 1]! - other < length) return false;
  for (let i = 0; i < length; i++) if (units[start + i] !== units[other + i]) return false;
  return true;
}
