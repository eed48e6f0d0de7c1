/** Words as people write them. */
import { GLUE } from './read-words.js';

/** By what joins a word to the one before. */
const GLUES = [' ', '-', ''];

/** The words of tokens `at ..` (see Words), joined as they stand: by blanks, hyphens or nothing. */
export function spell(spellings: readonly string[], tokens: Int32Array, at: number, length: number): string {
  let written = spellings[tokens[at]! >> 2]!;
  for (let p = at + 1; p < at + length; p++) {
    written += GLUES[tokens[p]! & GLUE]! + spellings[tokens[p]! >> 2]!;
  }
  return written;
}

export function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** The key with the highest count, ties to the first by UTF-16 units; empty for no keys. */
export function mostFrequent(counts: ReadonlyMap<string, number>): string {
  let best = '';
  let most = 0;
  for (const [key, count] of counts) {
    if (count > most || (count === most && key < best)) {
      best = key;
      most = count;
    }
  }
  return best;
}

/** A spelling in lower case wins from this share of the most frequent one's count on: titles are set in capitals. */
const LOWER_CASE = 0.25;

/** How people write it in a sentence: the most frequent spelling, a lower-case one preferred where it is common too. */
export function usualSpelling(counts: ReadonlyMap<string, number>): string {
  const usual = mostFrequent(counts);
  const lower = usual.toLowerCase();
  const plain = mostFrequent(
    new Map([...counts].filter(([key]) => key.toLowerCase() === lower && isLower(key))),
  );
  return plain !== '' && counts.get(plain)! >= LOWER_CASE * counts.get(usual)! ? plain : usual;
}

const isLower = (written: string): boolean => written === written.toLowerCase();
