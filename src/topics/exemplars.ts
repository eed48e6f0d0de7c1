/** Papers that stand for a topic. */
import { dot, groupRows, similarityTo } from '../math/index.js';
import type { Matrix } from '../types.js';

/** How much being central counts against being unlike the exemplars already chosen (maximal marginal relevance). */
const CENTRALITY = 0.6;
/** Only papers among the most central are eligible: an exemplar on the rim would mislead. */
const CENTRAL_SHARE = 0.5;
const FEWEST_CENTRAL = 10;

/**
 * Row numbers of up to `wanted` papers for each group: first the medoid (the paper with the highest mean cosine to
 * all papers of its group, which is the one nearest to the group's centre), then central papers unlike those chosen
 * (Carbonell and Goldstein 1998). Ties go to the lower row.
 */
export function exemplars(vectors: Matrix, groups: Int32Array, centres: Matrix, wanted = 3): number[][] {
  const { offsets, rows } = groupRows(groups, centres.rows);
  return Array.from({ length: centres.rows }, (_, group) => {
    const central = Array.from(rows.subarray(offsets[group], offsets[group + 1]), (i) => ({
      i,
      similarity: similarityTo(vectors, i, centres, group),
    })).sort((a, b) => b.similarity - a.similarity || a.i - b.i);
    const pool = central.slice(0, Math.max(FEWEST_CENTRAL, Math.ceil(central.length * CENTRAL_SHARE)));
    return diverse(vectors, pool, wanted);
  });
}

function diverse(
  vectors: Matrix,
  pool: readonly { i: number; similarity: number }[],
  wanted: number,
): number[] {
  const { data, dimensions } = vectors;
  const chosen: number[] = [];
  const nearestChosen = new Float64Array(pool.length).fill(-Infinity);
  const taken = new Uint8Array(pool.length);
  while (chosen.length < Math.min(wanted, pool.length)) {
    let best = -1;
    let bestScore = -Infinity;
    pool.forEach(({ similarity }, p) => {
      const score =
        chosen.length === 0 ? similarity : CENTRALITY * similarity - (1 - CENTRALITY) * nearestChosen[p]!;
      if (!taken[p] && score > bestScore) {
        best = p;
        bestScore = score;
      }
    });
    const { i } = pool[best]!;
    taken[best] = 1;
    chosen.push(i);
    pool.forEach((other, p) => {
      const likeness = dot(data, i * dimensions, data, other.i * dimensions, dimensions);
      nearestChosen[p] = Math.max(nearestChosen[p]!, likeness);
    });
  }
  return chosen;
}
