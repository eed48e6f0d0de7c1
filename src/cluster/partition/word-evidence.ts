/** What the words of a paper say of its topic: naive Bayes over the terms that papers have. */
import type { TermLists } from '../types.js';

/** Occurrences that each topic is taken to have had beforehand, spread as over all papers: rare terms are no proof. */
const PRIOR = 20;
/** A term in fewer papers says nothing of a topic. */
const FEWEST_PAPERS = 3;

/** For paper `i`, into `out`: per topic how much likelier its terms are there than anywhere, as a logarithm. */
export type WordEvidence = (i: number, out: Float64Array) => void;

/**
 * Evidence for topics `labels` (0 .. count - 1), each paper itself left out of its own topic's counts. The sum over a
 * paper's terms is divided by the root of their number, since terms of one paper come together. Memory: 4 bytes for each
 * term and topic.
 */
export function wordEvidence(lists: TermLists, labels: Int32Array, count: number): WordEvidence {
  const { terms, offsets } = lists;
  const { counts, totals, shares, known } = countTerms(lists, labels, count);
  const ratio = (have: number, total: number, share: number): number =>
    Math.log((have + PRIOR * share) / ((total + PRIOR) * share));
  const ratios = new Float32Array(counts.length);
  for (let term = 0; term < lists.count; term++) {
    if (known[term] === 0) continue;
    for (let t = 0; t < count; t++) {
      const at = term * count + t;
      ratios[at] = ratio(counts[at]!, totals[t]!, shares[term]!);
    }
  }
  return (i, out) => {
    out.fill(0);
    const own = labels[i]!;
    let mine = 0;
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) mine += known[terms[at]!]!;
    if (mine === 0) return;
    let without = 0;
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      const term = terms[at]!;
      if (known[term] === 0) continue;
      const row = term * count;
      for (let t = 0; t < count; t++) out[t]! += ratios[row + t]!;
      without += ratio(counts[row + own]! - 1, totals[own]! - mine, shares[term]!);
    }
    out[own] = without;
    const root = Math.sqrt(mine);
    for (let t = 0; t < count; t++) out[t]! /= root;
  };
}

/** Papers by term and topic; occurrences by topic; each term's share of all occurrences; 1 for terms that count. */
function countTerms({ terms, offsets, count: vocabulary }: TermLists, labels: Int32Array, count: number) {
  const papers = new Int32Array(vocabulary);
  for (const term of terms) papers[term]!++;
  const known = Uint8Array.from(papers, (found) => (found >= FEWEST_PAPERS ? 1 : 0));
  const counts = new Float32Array(vocabulary * count);
  const totals = new Float64Array(count);
  labels.forEach((topic, i) => {
    for (let at = offsets[i]!; at < offsets[i + 1]!; at++) {
      if (known[terms[at]!] === 0) continue;
      counts[terms[at]! * count + topic]!++;
      totals[topic]!++;
    }
  });
  const all = totals.reduce((sum, total) => sum + total, 0) || 1;
  return { counts, totals, known, shares: Float64Array.from(papers, (found) => found / all) };
}
