/**
 * Are they found again? `npx tsx bench/concepts/stable.ts [CORPUS]`. Concepts of two random halves (wanted: ≥ 60 % have
 * a counterpart at cosine ≥ 0.8), and how many keep their ids when a tenth of the papers is added and all is learned
 * anew from where it stood.
 */
import { learnDictionary } from '../../src/concepts/learn.js';
import { matchAtoms, SAME } from '../../src/concepts/match.js';
import { row } from '../../src/matrix.js';
import { seededRandom, shuffle } from '../../src/random.js';
import type { Matrix } from '../../src/types.js';
import { isThere } from '../search/corpora.js';
import { vectorsOf } from './material.js';

function pick(vectors: Matrix, rows: Int32Array): Matrix {
  const data = new Float32Array(rows.length * vectors.dimensions);
  rows.forEach((i, n) => data.set(row(vectors, i), n * vectors.dimensions));
  return { data, rows: rows.length, dimensions: vectors.dimensions };
}

/** Share of the atoms of `a` that have one of `b` at least `SAME` near; several may have the same one. */
function found(a: Matrix, b: Matrix): number {
  let near = 0;
  for (let k = 0; k < a.rows; k++) {
    if (matchAtoms({ data: row(a, k), rows: 1, dimensions: a.dimensions }, b)[0]! >= 0) near++;
  }
  return near / a.rows;
}

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const { vectors } = await vectorsOf(name);
  const order = shuffle(Int32Array.from({ length: vectors.rows }, (_, i) => i), seededRandom(42));
  const half = vectors.rows >> 1;
  const [one, other] = [order.slice(0, half).sort(), order.slice(half).sort()].map((rows) => learnDictionary(pick(vectors, rows), { seed: 42 }).atoms);
  console.log(`halves: ${one!.rows} concepts each; ${(100 * found(one!, other!)).toFixed(0)} % of the one's have a counterpart in the other at cosine ≥ ${SAME}, ${(100 * found(other!, one!)).toFixed(0)} % the other way (wanted ≥ 60).`);
  const most = order.slice(0, Math.round(vectors.rows / 1.1)).sort();
  const before = learnDictionary(pick(vectors, most), { seed: 42 }).atoms;
  const after = learnDictionary(vectors, { seed: 42, start: before }).atoms;
  const kept = matchAtoms(after, before).filter((old) => old >= 0).length;
  console.log(`a tenth more papers: coded with the standing concepts, all ${before.rows} ids stay; learned anew, ${kept} of ${before.rows} stay.`);
}
