/** What somebody may have meant by a name that is not there. */
import { fold } from './fold.js';

/** The one that is, or has a word or a last part that is, a quarter of the letters away at most; null without one. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  const wanted = fold(name);
  let best: string | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 4)) + 1;
  for (const one of known) {
    const folded = fold(one);
    for (const part of new Set([folded, ...folded.split(/[\s/\\]+/)])) {
      if (Math.abs(part.length - wanted.length) >= least) continue;
      const found = distance(part, wanted);
      if (found < least) [best, least] = [one, found];
    }
  }
  return best;
}

/** Letters inserted, left out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
