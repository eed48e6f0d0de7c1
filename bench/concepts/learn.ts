/**
 * Learning: what is left unexplained, dead concepts, time, memory. `npx tsx bench/concepts/learn.ts [CORPUS]`.
 * Wanted: arxiv-20 (10,000 papers, 512 concepts, at most 8 a paper) ≤ 0.38 of the variance, ≤ 1 % dead, ≤ 45 s;
 * acl-anthology (58,919 papers) ≤ 120 s and ≤ 800 MB. Time is processor time, on one thread, reading
 * the papers' words included.
 */
import { codeVectors } from '../../src/concepts/code.js';
import { learnDictionary } from '../../src/concepts/learn.js';
import { isThere } from '../search/corpora.js';
import { termsOf, timed, varianceLeft, vectorsOf } from './material.js';

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const { vectors, papers } = await vectorsOf(name);
  const { result: dictionary, seconds: learning } = timed(() =>
    learnDictionary(vectors, { seed: 42, terms: termsOf(papers) }),
  );
  const { result: codes, seconds: coding } = timed(() => codeVectors(vectors, dictionary));
  const uses = new Int32Array(dictionary.atoms.rows);
  for (const concept of codes.concepts) uses[concept]!++;
  console.table({
    [name]: {
      papers: vectors.rows,
      concepts: dictionary.atoms.rows,
      'a paper': (codes.concepts.length / vectors.rows).toFixed(2),
      'at most': dictionary.most,
      'variance left': varianceLeft(vectors, dictionary, codes).toFixed(4),
      dead: uses.filter((n) => n === 0).length,
      'learned in s': learning.toFixed(1),
      'coded in s': coding.toFixed(1),
      'peak MB': (process.resourceUsage().maxRSS / 1024).toFixed(0),
    },
  });
}
