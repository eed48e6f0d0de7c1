/** Broader and narrower concepts. */
import type { Codes } from './types.js';

/** Narrower: of the papers that have a concept, at least this share have the broader one as well … */
const OVERLAP = 0.12;
/** … so many times as many as chance would have … */
const LIFT = 2;
/** … and in at least this share of those the broader one is the stronger, hence was found first. */
const FIRST = 0.5;

/**
 * Per concept its broader one, or -1. A broader concept is in more papers, in an unusual share of the papers that have
 * the narrower one, and mostly stronger there; of several the one that most of them share. No circles, since what is
 * broader is always in more papers (ties: of lower number).
 */
export function broaderConcepts(codes: Codes, count: number): Int32Array {
  const papers = new Int32Array(count);
  const together = new Map<number, { both: number; first: number }>();
  for (let row = 0; row < codes.rows; row++) {
    const [from, to] = [codes.offsets[row]!, codes.offsets[row + 1]!];
    for (let a = from; a < to; a++) {
      const strong = codes.concepts[a]!;
      papers[strong]!++;
      for (let b = a + 1; b < to; b++) {
        const weak = codes.concepts[b]!;
        bump(together, strong * count + weak, 1);
        bump(together, weak * count + strong, 0);
      }
    }
  }
  const broader = new Int32Array(count).fill(-1);
  const shares = new Float64Array(count);
  // Ascending, so that the result does not hang on the order of the papers.
  for (const pair of [...together.keys()].sort((a, b) => a - b)) {
    const parent = Math.floor(pair / count);
    const child = pair % count;
    const { both, first } = together.get(pair)!;
    const share = both / papers[child]!;
    const wider = papers[parent]! > papers[child]! || (papers[parent] === papers[child] && parent < child);
    if (
      !wider ||
      share < OVERLAP ||
      first < FIRST * both ||
      both * codes.rows < LIFT * papers[parent]! * papers[child]!
    )
      continue;
    if (share > shares[child]!) {
      shares[child] = share;
      broader[child] = parent;
    }
  }
  return broader;
}

function bump(counts: Map<number, { both: number; first: number }>, pair: number, first: number): void {
  const found = counts.get(pair);
  if (found === undefined) counts.set(pair, { both: 1, first });
  else {
    found.both++;
    found.first += first;
  }
}
