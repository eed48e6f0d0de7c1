/**
 * Are they found again? `npx tsx bench/concepts/stable.ts [CORPUS]`. Concepts of two random halves,
 * for three ways to halve (wanted: ≥ 60 % have a counterpart at cosine ≥ 0.8), and how many keep their ids when a tenth
 * of the papers is added and all is learned anew from where it stood.
 */
import { codeVectors } from '../../src/concepts/code.js';
import { activationsOf, rowsOf } from '../../src/concepts/activations.js';
import { learnDictionary } from '../../src/concepts/learn.js';
import { matchAtoms, SAME } from '../../src/concepts/match.js';
import type { Dictionary } from '../../src/concepts/types.js';
import { picked, row } from '../../src/math/matrix.js';
import { seededRandom, shuffle } from '../../src/math/random.js';
import type { Matrix } from '../../src/types.js';
import { isThere } from '../search/corpora.js';
import { termsOf, vectorsOf, type Vectors } from './material.js';

/** The dictionary of some rows alone: its words are counted in them alone, too. */
function learnFrom({ vectors, papers }: Vectors, rows: Int32Array, start?: Matrix): Dictionary {
  const terms = termsOf(Array.from(rows, (i) => papers[i]!));
  return learnDictionary(picked(vectors, [...rows]), { seed: 42, terms, ...(start && { start }) });
}

/** Share of the atoms of `a` that have one of `b` at least `SAME` near; several may have the same one. */
function found(a: Matrix, b: Matrix): number {
  let near = 0;
  for (let k = 0; k < a.rows; k++) if (isIn(a, k, b)) near++;
  return near / a.rows;
}

function isIn(a: Matrix, k: number, b: Matrix): boolean {
  return matchAtoms({ data: row(a, k), rows: 1, dimensions: a.dimensions }, b)[0]! >= 0;
}

/** Of all firings, the share that is of atoms found in `b`. */
function firingFound({ vectors }: Vectors, a: Dictionary, b: Matrix): number {
  const activations = activationsOf(codeVectors(vectors, a), a.atoms.rows);
  let there = 0;
  for (let k = 0; k < a.atoms.rows; k++) if (isIn(a.atoms, k, b)) there += rowsOf(activations, k).length;
  return there / activations.rows.length;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

const name = process.argv[2] ?? 'arxiv-20';
if (isThere(name)) {
  const all = await vectorsOf(name);
  const every = Int32Array.from({ length: all.vectors.rows }, (_, i) => i);
  for (const seed of [42, 7, 1]) {
    const order = shuffle(every.slice(), seededRandom(seed));
    const half = order.length >> 1;
    const [one, other] = [order.slice(0, half), order.slice(half)].map((rows) => learnFrom(all, rows.sort()));
    console.log(
      `halves (${seed}): ${one!.atoms.rows} concepts each; ${percent(found(one!.atoms, other!.atoms))} of the one's have a counterpart in the other at cosine ≥ ${SAME}, ` +
        `${percent(found(other!.atoms, one!.atoms))} the other way (wanted ≥ 60 %); ${percent(firingFound(all, one!, other!.atoms))} weighted by how often they fire.`,
    );
  }
  const most = shuffle(every.slice(), seededRandom(42))
    .slice(0, Math.round(every.length / 1.1))
    .sort();
  const before = learnFrom(all, most).atoms;
  const kept = (start?: Matrix) =>
    matchAtoms(learnFrom(all, every, start).atoms, before).filter((old) => old >= 0).length;
  console.log(
    `a tenth more papers: coded with the standing concepts, all ${before.rows} ids stay; learned anew, ${kept(before)} stay; had nothing stood, ${kept()} would be found again.`,
  );
}
