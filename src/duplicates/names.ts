/** People's names as bibliographies write them: `Ana María Pérez`, `Pérez, A. M.`, `Perez AM`. */
import { fold } from '../text/index.js';

export interface Name {
  /** All words of more than initials, folded; the family name first when the writing tells. */
  readonly words: readonly string[];
  readonly family: string;
  /** Initials of the given names, in order; empty when none are known. */
  readonly initials: string;
}

export function nameOf(written: string): Name {
  const [before, after] = split(written);
  const familyWords = wordsIn(before);
  const givenWords = wordsIn(after);
  const family = familyWords.at(-1) ?? givenWords.at(-1) ?? '';
  const given = familyWords.length > 0 ? givenWords : [];
  const initials = given.map((word) => (isInitials(word) ? word.toLowerCase() : word[0])).join('');
  const words = [...familyWords, ...givenWords].filter((word) => word.length > 2 || word === family);
  return {
    words: words.map((word) => word.toLowerCase()),
    family: family.toLowerCase(),
    initials: fold(initials),
  };
}

const CAPITALS = /^[\p{Lu}.-]{1,4}$/u;

/** Family name and given names. */
function split(name: string): [string, string] {
  // `Vogel, H. H., Jr.` and `H. H. Vogel, Jr`: what stands after the last comma is no given name.
  const written = name.trim().replace(/(?:,\s*|\s+)(?:jr|sr|iii?|iv)\.?$/i, '');
  const comma = written.indexOf(',');
  if (comma > 0) return [written.slice(0, comma), written.slice(comma + 1)];
  const words = written.split(/\s+/);
  // `Perez AM`: one to three capitals at the end are initials.
  const last = words.at(-1) ?? '';
  const others = words.slice(0, -1).join(' ');
  return words.length > 1 && CAPITALS.test(last) && !CAPITALS.test(words[0]!)
    ? [others, last]
    : [last, others];
}

/** Folded but for the case, which tells initials from short names. */
function wordsIn(part: string): string[] {
  const plain = part.normalize('NFD').replace(/\p{M}/gu, '').replace(/['’`]/g, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => (isInitials(word) ? word : fold(word)));
}

function isInitials(word: string): boolean {
  return word.length <= 3 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/** True when the two may be one person: families alike or names in another order, initials not against it. */
export function samePerson(a: Name, b: Name): boolean {
  if (alike(a.family, b.family)) return initialsAgree(a.initials, b.initials);
  // `Wei Zhang` and `Zhang Wei`: both have each other's family name among their words.
  return a.words.length > 1 && b.words.length > 1 && a.words.includes(b.family) && b.words.includes(a.family);
}

function initialsAgree(a: string, b: string): boolean {
  if (a === '' || b === '') return true;
  return a[0] === b[0] || (a.length > 1 && b.length > 1 && a.includes(b[0]!) && b.includes(a[0]!));
}

function alike(a: string, b: string): boolean {
  return (
    a === b || (Math.min(a.length, b.length) >= 4 && within(a, b, a.length >= 8 && b.length >= 8 ? 2 : 1))
  );
}

/** Whether at most `limit` insertions, deletions, changes or swaps of neighbours turn `a` into `b`. */
export function within(a: string, b: string, limit: number): boolean {
  return Math.abs(a.length - b.length) <= limit && edits(a, b, limit) <= limit;
}

/**
 * Insertions, deletions, changes and swaps of neighbouring letters that turn `a` into `b` (optimal string alignment),
 * within a band of `limit` around the diagonal; `limit + 1` when there are more. Cost: length × limit.
 */
export function edits(a: string, b: string, limit: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  const width = b.length + 1;
  let before = new Int32Array(width);
  let row = Int32Array.from({ length: width }, (_, j) => j);
  let next = new Int32Array(width);
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    next.fill(limit + 1);
    next[0] = i;
    let least = from === 1 ? i : limit + 1;
    for (let j = from; j <= to; j++) {
      const change = row[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      let best = Math.min(change, row[j]! + 1, next[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      next[j] = best;
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
    [before, row, next] = [row, next, before];
  }
  return Math.min(row[b.length]!, limit + 1);
}
