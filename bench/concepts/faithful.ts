/**
 * Are the shares what they say? `npx tsx bench/concepts/faithful.ts [CORPUS]`. For 1,000 pairs of papers the shares and
 * the rest must add up to the cosine within 1e-5. For 300 (paper, concept that fires in it) the concept's share is taken
 * out of the paper's vector: papers that hold the concept should fall, others hardly move.
 */
import { activationsOf, rowsOf } from '../../src/concepts/activations.js';
import { partsOf, sharesOf } from '../../src/concepts/shares.js';
import type { Dictionary } from '../../src/concepts/types.js';
import { dot, row } from '../../src/math/matrix.js';
import { seededRandom } from '../../src/math/random.js';
import type { Matrix } from '../../src/types.js';
import { isThere } from '../search/corpora.js';
import { learned, meanOf, vectorsOf } from './material.js';

const PAIRS = 1000;
const REMOVED = 300;

/** Rank from 1 of every row by its product with `vector`. */
function ranksBy(vector: Float32Array, vectors: Matrix): Int32Array {
  const scores = Float32Array.from({ length: vectors.rows }, (_, i) =>
    dot(vector, 0, vectors.data, i * vectors.dimensions, vectors.dimensions),
  );
  const ranks = new Int32Array(vectors.rows);
  Int32Array.from(scores.keys())
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .forEach((i, n) => (ranks[i] = n + 1));
  return ranks;
}

/** By its definition: the product of the centred vectors less that of the sums of concepts. */
function restOf(
  u: Float32Array,
  v: Float32Array,
  { mean, atoms }: Dictionary,
  a: Map<number, number>,
  b: Map<number, number>,
): number {
  const sumOf = (parts: Map<number, number>, j: number): number =>
    [...parts].reduce((sum, [k, weight]) => sum + weight * row(atoms, k)[j]!, 0);
  return mean.reduce((rest, m, j) => rest + (u[j]! - m) * (v[j]! - m) - sumOf(a, j) * sumOf(b, j), 0);
}

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const material = await vectorsOf(name);
  const { vectors } = material;
  const { dictionary, codes } = learned(material);
  const random = seededRandom(42);
  let worst = 0;
  const explained: number[] = [];
  for (let n = 0; n < PAIRS; n++) {
    const [i, j] = [random.below(vectors.rows), random.below(vectors.rows)];
    const { common, shared, related } = sharesOf(
      { vector: row(vectors, i), row: i },
      { vector: row(vectors, j), row: j },
      dictionary,
      codes,
    );
    const rest = restOf(row(vectors, i), row(vectors, j), dictionary, partsOf(codes, i), partsOf(codes, j));
    const sum = common + shared.reduce((total, { share }) => total + share, 0) + related + rest;
    worst = Math.max(worst, Math.abs(sum - dot(row(vectors, i), 0, row(vectors, j), 0, vectors.dimensions)));
    explained.push(Math.abs(rest));
  }
  console.log(
    `${PAIRS} pairs: shares and rest differ from the cosine by ${worst.toExponential(1)} at most (wanted ≤ 1e-5); rest ${meanOf(explained).toFixed(3)} on average.`,
  );
  const activations = activationsOf(codes, dictionary.atoms.rows);
  const holders: number[] = [];
  const others: number[] = [];
  let right = 0;
  let tried = 0;
  while (tried < REMOVED) {
    const k = random.below(dictionary.atoms.rows);
    const rows = rowsOf(activations, k);
    if (rows.length < 5) continue;
    tried++;
    const paper = rows[random.below(rows.length)]!;
    const weight = partsOf(codes, paper).get(k)!;
    const without = row(vectors, paper).map((value, j) => value - weight * row(dictionary.atoms, k)[j]!);
    const [before, after] = [ranksBy(row(vectors, paper), vectors), ranksBy(without, vectors)];
    const hold = new Set(rows);
    const falls = (which: (i: number) => boolean) =>
      Array.from(before.keys())
        .filter((i) => i !== paper && which(i))
        .map((i) => after[i]! - before[i]!);
    const [theirs, rest] = [meanOf(falls((i) => hold.has(i))), meanOf(falls((i) => !hold.has(i)))];
    holders.push(theirs);
    others.push(rest);
    if (theirs > rest) right++;
  }
  console.table({
    'papers that hold it': { 'mean ranks fallen': meanOf(holders).toFixed(1) },
    'other papers': { 'mean ranks fallen': meanOf(others).toFixed(1) },
  });
  console.log(
    `In ${right} of ${tried} cases papers that hold the concept fell further than the others (of ${vectors.rows} papers).`,
  );
}
