/** Directions that words give: where a dictionary begins, so that another half of the same field gives nearly the same one. */
import { dot, normalize, row } from '../math/index.js';
import type { Matrix } from '../types.js';
import { products } from './products.js';
import type { PaperTerms } from './distinctive-terms.js';

/** A term of fewer papers is not looked at. */
const FEWEST = 8;
/**
 * What a term's papers have in common must be so many times what chance would leave in their mean: other papers that have
 * it then give a mean of cosine 6 / 7 with this one. At 4 a tenth
 * fewer concepts are found again in another half of the papers.
 */
const SURE = 6;
/** Terms and papers that the choice looks at: at most 120 MB of products. */
const MOST_CANDIDATES = 3000;
const MOST_PAPERS = 10_000;
/** A paper counts for a direction that is at least this much of its length; half of it chose less, and less stable ones. */
const COUNTS = 0.25;
/** Directions nearer than this to a chosen one are that one again (cosine). */
const ALIKE = 0.9;

export interface AnchorInput {
  /** Centred. */
  readonly sample: Matrix;
  /** Row `i` of the sample has the terms of row `rows[i]` of `papers`. */
  readonly rows: ArrayLike<number>;
  readonly papers: PaperTerms;
  /** Directions of before, which come first. */
  readonly standing: Matrix | undefined;
}

/**
 * At most `count` unit-length directions to begin with: the standing ones, then means of the papers that have a term,
 * each the one that explains most of what the ones before leave; a paper is explained by `most` of them. Fewer where few
 * terms are sure. Cost: 10,000 papers × 3,000 terms × dimensions products, 5 s.
 */
export function anchorsOf(
  { sample, rows, papers, standing }: AnchorInput,
  count: number,
  most: number,
): Matrix {
  const { dimensions } = sample;
  const terms = termDirections(sample, rows, papers);
  const first = Math.min(count, standing?.rows ?? 0);
  const candidates = {
    data: new Float32Array((first + terms.rows) * dimensions),
    rows: first + terms.rows,
    dimensions,
  };
  if (standing !== undefined) candidates.data.set(standing.data.subarray(0, first * dimensions));
  candidates.data.set(terms.data, first * dimensions);
  const chosen = choose(thinned(sample), candidates, { given: first, count, most });
  const data = new Float32Array(chosen.length * dimensions);
  chosen.forEach((k, n) => data.set(row(candidates, k), n * dimensions));
  return { data, rows: chosen.length, dimensions };
}

/** Every second paper, or third …, until there are few enough. */
function thinned(sample: Matrix): Matrix {
  const step = Math.ceil(sample.rows / MOST_PAPERS);
  if (step === 1) return sample;
  const rows = Math.floor(sample.rows / step);
  const data = new Float32Array(rows * sample.dimensions);
  for (let i = 0; i < rows; i++) data.set(row(sample, i * step), i * sample.dimensions);
  return { data, rows, dimensions: sample.dimensions };
}

/** Unit-length means of the papers of each term that is sure, the surest first. */
function termDirections(
  sample: Matrix,
  rows: ArrayLike<number>,
  { count, terms, offsets }: PaperTerms,
): Matrix {
  const { dimensions } = sample;
  const papers = new Int32Array(count);
  const eachTerm = (visit: (term: number, i: number) => void): void => {
    for (let i = 0; i < sample.rows; i++) {
      for (let at = offsets[rows[i]!]!; at < offsets[rows[i]! + 1]!; at++) visit(terms[at]!, i);
    }
  };
  eachTerm((term) => papers[term]!++);
  const known = [...papers.keys()].filter((term) => papers[term]! >= FEWEST);
  const number = new Int32Array(count).fill(-1);
  known.forEach((term, n) => (number[term] = n));
  const sums = { data: new Float32Array(known.length * dimensions), rows: known.length, dimensions };
  eachTerm((term, i) => {
    if (number[term]! < 0) return;
    const at = number[term]! * dimensions;
    for (let j = 0; j < dimensions; j++) sums.data[at + j]! += sample.data[i * dimensions + j]!;
  });
  const spread = dot(sample.data, 0, sample.data, 0, sample.data.length) / sample.rows;
  const sure = known
    .map((term, n) => ({ n, sureness: sureness(row(sums, n), papers[term]!, spread) }))
    .filter(({ sureness }) => sureness >= SURE)
    .sort((a, b) => b.sureness - a.sureness || a.n - b.n)
    .slice(0, MOST_CANDIDATES);
  const data = new Float32Array(sure.length * dimensions);
  sure.forEach(({ n }, at) => data.set(normalize(row(sums, n)), at * dimensions));
  return { data, rows: sure.length, dimensions };
}

/**
 * Squared length of what the `papers` whose vectors add up to `sum` have in common, over that of the noise in their mean:
 * |mean|² = common + (spread - common) / papers.
 */
function sureness(sum: Float32Array, papers: number, spread: number): number {
  const squared = dot(sum, 0, sum, 0, sum.length) / papers ** 2;
  const common = (papers * squared - spread) / (papers - 1);
  return (papers * common) / Math.max(spread - common, 1e-12);
}

/** Numbers of candidates: the first `given`, then greedily until there are `count`. */
function choose(
  sample: Matrix,
  candidates: Matrix,
  { given, count, most }: { readonly given: number; readonly count: number; readonly most: number },
): number[] {
  const { rows, dimensions } = sample;
  const all = candidates.rows;
  const left = new Float32Array(rows * all);
  products(sample.data, 0, rows, candidates.data, all, dimensions, left);
  const least = Float32Array.from({ length: rows }, (_, i) => {
    const at = i * dimensions;
    return COUNTS * Math.sqrt(dot(sample.data, at, sample.data, at, dimensions));
  });
  const gains = new Float64Array(all);
  const counted = (i: number, sign: 1 | -1): void => {
    for (let k = 0; k < all; k++) {
      const fit = left[i * all + k]!;
      if (fit > least[i]!) gains[k]! += sign * fit * fit;
    }
  };
  for (let i = 0; i < rows; i++) counted(i, 1);
  const uses = new Int32Array(rows);
  const out = new Uint8Array(all);
  const near = new Float32Array(all);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const best = chosen.length < given ? chosen.length : greatest(gains, out);
    if (best < 0) break;
    chosen.push(best);
    products(candidates.data, best, 1, candidates.data, all, dimensions, near);
    near.forEach((cosine, k) => {
      if (cosine > ALIKE) out[k] = 1;
    });
    for (let i = 0; i < rows; i++) {
      const fit = left[i * all + best]!;
      if (fit <= least[i]! || uses[i]! >= most) continue;
      counted(i, -1);
      for (let k = 0; k < all; k++) left[i * all + k]! -= fit * near[k]!;
      if (++uses[i]! < most) counted(i, 1);
    }
  }
  return chosen;
}

function greatest(gains: Float64Array, out: Uint8Array): number {
  let best = -1;
  for (let k = 0; k < gains.length; k++)
    if (out[k] === 0 && gains[k]! > (best < 0 ? 0 : gains[best]!)) best = k;
  return best;
}
