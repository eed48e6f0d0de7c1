/** Which papers have each concept, and the colour that gives them. */
import { STRENGTHS } from '../../types.js';
import { readVarints } from './varint.js';

/** Papers of concept `k` are at `offsets[k] .. offsets[k + 1]`, ascending; strengths in `STRENGTHS`ths of the paper's length. */
export interface Activations {
  readonly offsets: Uint32Array;
  readonly papers: Uint32Array;
  readonly strengths: Uint8Array;
}

/** `counts`: how many papers have each concept. */
export function readActivations(
  bytes: Uint8Array,
  strengths: Uint8Array,
  counts: readonly number[],
): Activations {
  const offsets = new Uint32Array(counts.length + 1);
  const papers = new Uint32Array(strengths.length);
  const next = readVarints(bytes);
  counts.forEach((count, k) => {
    offsets[k + 1] = offsets[k]! + count;
    for (let at = offsets[k]!, paper = -1; at < offsets[k + 1]!; at++) papers[at] = paper += next();
  });
  return { offsets, papers, strengths };
}

/** Weakest and strongest that a shade is kept for: a paper has a concept from a fifth of a paper's length on, seldom above 0.7. */
const WEAK = 0.2 * STRENGTHS;
const STRONG = 0.7 * STRENGTHS;

/** Per paper: 0 where the paper does not have the concept, else 1 (weak) .. `shades` (strong). */
export function activationClasses(
  { offsets, papers, strengths }: Activations,
  concept: number,
  count: number,
  shades: number,
): Uint16Array {
  const classes = new Uint16Array(count);
  for (let at = offsets[concept]!; at < offsets[concept + 1]!; at++) {
    const share = Math.min(1, Math.max(0, (strengths[at]! - WEAK) / (STRONG - WEAK)));
    classes[papers[at]!] = 1 + Math.round(share * (shades - 1));
  }
  return classes;
}

/** How many of the papers that have it are of which year; those of year 0, which stands for none, left out. */
export function activationYears(
  { offsets, papers }: Activations,
  concept: number,
  year: Uint16Array,
): Record<number, number> {
  const years: Record<number, number> = {};
  for (let at = offsets[concept]!; at < offsets[concept + 1]!; at++) {
    const one = year[papers[at]!]!;
    if (one !== 0) years[one] = (years[one] ?? 0) + 1;
  }
  return years;
}
