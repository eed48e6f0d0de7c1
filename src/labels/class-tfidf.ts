/** c-TF-IDF: how much a term says about a group of papers. */
import { groupRows } from '../math/index.js';
import type { TermIndex } from '../terms/index.js';

/** The terms of one group. The arrays are used again for the next group. */
export interface ClassTerms {
  readonly group: number;
  readonly size: number;
  /** Per term: papers of the group that have it. */
  readonly counts: Int32Array;
  /** Per term: its c-TF-IDF in the group. */
  readonly weights: Float64Array;
  /** Per term: papers of the whole corpus that have it. */
  readonly everywhere: Int32Array;
  /** Terms that occur in the group. */
  readonly present: Int32Array;
}

/**
 * Calls `visit` for each group in turn. The weight of term t in group c is `n(t, c) / n(c) × log(1 + A / f(t))` as in
 * BERTopic (Grootendorst 2022), where n(t, c) counts papers of c that have t (not occurrences, so that one paper that
 * repeats a word does not name the topic), n(c) is the sum of n(t, c) over all terms, f(t) that over all papers, and
 * A the mean of n(c). Papers of no group count in f alone. Memory: 12 bytes a term.
 */
export function eachClass(
  index: TermIndex,
  groups: Int32Array,
  count: number,
  visit: (terms: ClassTerms) => void,
): void {
  eachGroup(index, groupRows(groups, count), visit);
}

/** The same for groups that may overlap: the papers of group `g` are `rows[offsets[g] .. offsets[g + 1]]`. */
export function eachGroup(
  index: TermIndex,
  { offsets, rows }: { readonly offsets: Int32Array; readonly rows: Int32Array },
  visit: (terms: ClassTerms) => void,
): void {
  const count = offsets.length - 1;
  const frequency = new Int32Array(index.count);
  for (const term of index.terms) frequency[term]!++;
  let all = 0;
  for (const i of rows) all += index.offsets[i + 1]! - index.offsets[i]!;
  const mean = count > 0 ? all / count : 0;
  const idf = Float64Array.from(frequency, (papers) => Math.log(1 + mean / papers));
  const counts = new Int32Array(index.count);
  const weights = new Float64Array(index.count);
  const seen = new Int32Array(index.count);
  for (let group = 0; group < count; group++) {
    const members = rows.subarray(offsets[group], offsets[group + 1]);
    let total = 0;
    let found = 0;
    for (const i of members) {
      for (let at = index.offsets[i]!; at < index.offsets[i + 1]!; at++) {
        const term = index.terms[at]!;
        if (counts[term]!++ === 0) seen[found++] = term;
        total++;
      }
    }
    const present = seen.subarray(0, found);
    for (const term of present) weights[term] = (counts[term]! / total) * idf[term]!;
    visit({ group, size: members.length, counts, weights, everywhere: frequency, present });
    for (const term of present) {
      counts[term] = 0;
      weights[term] = 0;
    }
  }
}
