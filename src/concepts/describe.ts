/** What speaks for a concept in words and papers, and how well: measured on papers that were not looked at before. */
import { dot, row, seededRandom, shuffle } from '../math/index.js';
import type { Matrix } from '../types.js';
import { auc } from './auc.js';
import { activationsOf, rowsOf, type Activations } from './activations.js';
import { DistinctiveTerms, type PaperTerms, type DistinctiveTerm } from './distinctive-terms.js';
import type { Codes, Dictionary } from './types.js';

export interface Described {
  /** Best first. */
  readonly terms: readonly DistinctiveTerm[];
  /** Rows of the papers where it is strongest, among those it was described by. */
  readonly exemplars: readonly number[];
  /** AUC on papers held back: do they have it? By the terms alone, and by the nearest exemplar alone; null: none to tell by. */
  readonly termScore: number | null;
  readonly exemplarScore: number | null;
}

/** Terms by which a concept is scored: 10 reach a median AUC of 0.85 on arXiv-20, 20 0.87, 30 0.89. */
const TERMS = 20;
const EXEMPLARS = 3;
/** One paper of so many is held back. */
const HELD_BACK = 3;
/** Papers without a concept that it is told from, at most. */
const OTHERS = 2000;

/** Whether a paper may be looked at when a concept is named; the others measure how well that went. */
export function mayName(row: number): boolean {
  return row % HELD_BACK !== HELD_BACK - 1;
}

export interface DescribeInput {
  readonly vectors: Matrix;
  readonly dictionary: Dictionary;
  readonly codes: Codes;
  readonly papers: PaperTerms;
  /** Per concept: terms of its label, which are always among its terms. */
  readonly named: readonly (readonly number[])[];
  readonly seed: number;
}

export function describeConcepts(input: DescribeInput): Described[] {
  const { vectors, dictionary, codes, papers, named, seed } = input;
  const count = dictionary.atoms.rows;
  const naming = activationsOf(codes, count, mayName);
  const held = activationsOf(codes, count, (row) => !mayName(row));
  const distinctive = new DistinctiveTerms(papers, mayName);
  const others = heldBackOthers(vectors.rows, seed);
  const centred = centredRows(vectors, dictionary.mean, others);
  return Array.from({ length: count }, (_, k): Described => {
    const rows = rowsOf(naming, k);
    const terms = distinctive.of(rows, strengthsOf(naming, k), named[k] ?? [], TERMS);
    const exemplars = [...rows.subarray(0, EXEMPLARS)];
    const inside = rowsOf(held, k);
    const active = new Set(inside);
    const outside = others.filter((row) => !active.has(row));
    const near = nearest(centredRows(vectors, dictionary.mean, exemplars));
    const nearOthers = near(centred).filter((_score, n) => !active.has(others[n]!));
    return {
      terms,
      exemplars,
      termScore:
        terms.length === 0
          ? null
          : auc(distinctive.scores(terms, inside), distinctive.scores(terms, outside)),
      exemplarScore:
        exemplars.length === 0 ? null : auc(near(centredRows(vectors, dictionary.mean, inside)), nearOthers),
    };
  });
}

function strengthsOf({ offsets, strengths }: Activations, k: number): Float32Array {
  return strengths.subarray(offsets[k], offsets[k + 1]);
}

function heldBackOthers(rows: number, seed: number): Int32Array {
  const held = Int32Array.from({ length: rows }, (_, i) => i).filter((i) => !mayName(i));
  return shuffle(held, seededRandom(seed)).subarray(0, OTHERS).sort();
}

/** Unit length after the mean is taken away. */
function centredRows(vectors: Matrix, mean: Float32Array, rows: ArrayLike<number>): Matrix {
  const { dimensions } = vectors;
  const data = new Float32Array(rows.length * dimensions);
  for (let n = 0; n < rows.length; n++) {
    const from = row(vectors, rows[n]!);
    const to = data.subarray(n * dimensions, (n + 1) * dimensions);
    for (let j = 0; j < dimensions; j++) to[j] = from[j]! - mean[j]!;
    const length = Math.sqrt(dot(to, 0, to, 0, dimensions)) || 1;
    for (let j = 0; j < dimensions; j++) to[j]! /= length;
  }
  return { data, rows: rows.length, dimensions };
}

/** Per row: the cosine with the nearest exemplar. */
function nearest(exemplars: Matrix): (rows: Matrix) => Float64Array {
  const { dimensions } = exemplars;
  return (rows) =>
    Float64Array.from({ length: rows.rows }, (_, i) => {
      let best = -1;
      for (let e = 0; e < exemplars.rows; e++) {
        best = Math.max(best, dot(exemplars.data, e * dimensions, rows.data, i * dimensions, dimensions));
      }
      return best;
    });
}
