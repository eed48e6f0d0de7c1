/** A dictionary of concepts out of the vectors of a library. */
import { FieldmapError } from '../errors.js';
import { dot, normalize, row, seededRandom, shuffle, type Random } from '../math/index.js';
import type { Matrix } from '../types.js';
import { anchorsOf } from './anchors.js';
import { Gram } from './gram.js';
import { BLOCK, products } from './products.js';
import { Pursuit } from './pursuit.js';
import type { PaperTerms } from './distinctive-terms.js';
import type { Dictionary } from './types.js';

export interface LearnOptions {
  readonly seed: number;
  /** Concepts; default: `conceptCount` of the rows. */
  readonly count?: number;
  /** Concepts a paper at most; default: 8, fewer where there are few concepts. */
  readonly most?: number;
  /** Atoms to go on from, so that most of them stay what they are. */
  readonly start?: Matrix;
  /** Which terms are in which paper, a row of the vectors each: atoms then begin where terms point, else at papers. */
  readonly terms?: PaperTerms;
}

/** Fewer papers have nothing that could be learned apart from the papers themselves. */
export const FEWEST_PAPERS = 15;
/** Concepts at most: what a person can look through, and what fits a minute. */
const MOST_CONCEPTS = 1024;
const MOST_A_PAPER = 8;
/** Larger libraries learn from so many papers, drawn at random. */
const SAMPLE = 20_000;
/** Passes over the sample: 6, more over small ones, 30 at most, until so many papers have been looked at. */
const LOOKS = 30_000;
const PASSES = [6, 30] as const;
/** Parts that a pass is cut into at least; atoms move after each. */
const PARTS = 10;
/** How far an atom moves towards where its papers would have it: from the first pass to the last. */
const STEP = [0.4, 0.1] as const;
/** An atom used less than this share of the average is replaced, … */
const RARELY = 0.1;
/** … so is the less used of two that are this near one another (cosine). */
const TWINS = 0.9;
/**
 * An atom that began with a term or a standing concept is held there as by so many papers that are nothing but it.
 * arXiv-20, with 3 / 6 / 10: 0.351 / 0.369 / 0.383 of the variance left, 62 / 68 / 69 % found again in another half.
 */
const HELD = 6;
/** Share of the passes, the last ones, that replace nothing: a new atom needs time to settle. */
const SETTLING = 0.3;
/** Mean squared distance from the mean below which papers are all alike. */
const ALIKE = 1e-4;

/** As many concepts as `papers` can tell apart: 10 for 54, 512 for 10,000, 1,024 from 40,000 on. */
export function conceptCount(papers: number): number {
  return Math.max(1, Math.min(MOST_CONCEPTS, Math.round(papers / 5), Math.round(5.12 * Math.sqrt(papers))));
}

/**
 * Learns unit-length directions such that each vector less the mean is nearly a sum of few of them with weights above
 * 0. Each block of papers is coded by matching pursuit; then every atom moves by the mean residual of the papers that
 * use it, weighted by how much they do (a step of block coordinate descent, as in online dictionary learning, Mairal
 * et al. 2009), and is scaled to unit length. Atoms begin where terms point (anchors.ts) and are held there, the less
 * the more papers use them, so that other papers of the same field give nearly the same (after Fel et al. 2025, whose
 * atoms stay near what data points span); those left over begin at papers drawn at random. Atoms that are hardly used,
 * or the same as another, become a badly explained paper. One thread, seeded: the same vectors give the same
 * dictionary. Cost: 6 passes over at most 20,000 papers, papers × concepts × dimensions products each. Yields the papers looked at and how many will be.
 * @throws FieldmapError `input` when there are too few papers, or they are all alike.
 */
export function* learning(
  vectors: Matrix,
  options: LearnOptions,
): Generator<readonly [number, number], Dictionary> {
  const random = seededRandom(options.seed);
  const count = options.count ?? conceptCount(vectors.rows);
  const most = options.most ?? Math.max(2, Math.min(MOST_A_PAPER, Math.round(count / 4)));
  const { sample, rows, mean } = centredSample(vectors, random);
  const anchors =
    options.terms === undefined
      ? options.start
      : anchorsOf({ sample, rows, papers: options.terms, standing: options.start }, count, most);
  const atoms = startingAtoms(sample, count, random, anchors);
  const start: Start = {
    directions: Float32Array.from(atoms.data),
    held: Float64Array.from({ length: count }, (_, k) => (k < (anchors?.rows ?? 0) ? HELD : 0)),
  };
  const order = Int32Array.from({ length: sample.rows }, (_, i) => i);
  const passes = Math.max(PASSES[0], Math.min(PASSES[1], Math.round(LOOKS / sample.rows)));
  const part = Math.min(BLOCK, Math.ceil(sample.rows / PARTS));
  for (let pass = 0; pass < passes; pass++) {
    shuffle(order, random);
    const step = STEP[0] * (STEP[1] / STEP[0]) ** (pass / (passes - 1));
    const learner = new Pass(sample, atoms, start, { most, step });
    for (let first = 0; first < order.length; first += part) {
      learner.learn(order.subarray(first, first + part));
      yield [pass * sample.rows + Math.min(first + part, sample.rows), passes * sample.rows];
    }
    if (pass < (1 - SETTLING) * passes) learner.replaceUseless();
  }
  return { mean, atoms, most };
}

/** `learning`, run to its end. */
export function learnDictionary(vectors: Matrix, options: LearnOptions): Dictionary {
  const steps = learning(vectors, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

function centredSample(
  vectors: Matrix,
  random: Random,
): { sample: Matrix; rows: Int32Array; mean: Float32Array } {
  const { dimensions } = vectors;
  if (vectors.rows < FEWEST_PAPERS) {
    throw new FieldmapError(
      'input',
      `Concepts are learned from what papers share: expected at least ${FEWEST_PAPERS} embedded papers, got ${vectors.rows}.`,
      'Add more papers: fieldmap add FILE',
    );
  }
  const all = Int32Array.from({ length: vectors.rows }, (_, i) => i);
  const chosen = vectors.rows <= SAMPLE ? all : shuffle(all, random).subarray(0, SAMPLE).sort();
  const sums = new Float64Array(dimensions);
  for (const i of chosen) row(vectors, i).forEach((value, j) => (sums[j]! += value));
  const mean = Float32Array.from(sums, (sum) => sum / chosen.length);
  const data = new Float32Array(chosen.length * dimensions);
  chosen.forEach((i, n) =>
    row(vectors, i).forEach((value, j) => (data[n * dimensions + j] = value - mean[j]!)),
  );
  const spread = dot(data, 0, data, 0, data.length) / chosen.length;
  if (!(spread > ALIKE)) {
    throw new FieldmapError(
      'input',
      `All ${vectors.rows} papers are alike (mean squared distance from their mean ${spread.toExponential(1)}): there is nothing to tell concepts by.`,
      'Add papers that differ: fieldmap add FILE',
    );
  }
  return { sample: { data, rows: chosen.length, dimensions }, rows: chosen, mean };
}

/** Those of `start`, then different papers; where there are fewer papers than atoms, random directions for the rest. */
function startingAtoms(sample: Matrix, count: number, random: Random, start?: Matrix): Matrix {
  const { dimensions } = sample;
  const atoms = { data: new Float32Array(count * dimensions), rows: count, dimensions };
  const order = shuffle(
    Int32Array.from({ length: sample.rows }, (_, i) => i),
    random,
  );
  for (let k = 0; k < count; k++) {
    const atom = row(atoms, k);
    if (start !== undefined && k < start.rows) {
      atom.set(row(start, k));
      continue;
    }
    if (k < order.length) atom.set(row(sample, order[k]!));
    // A copy of the mean has no direction.
    if (k >= order.length || dot(atom, 0, atom, 0, dimensions) < ALIKE)
      atom.forEach((_, j) => (atom[j] = random.float() - 0.5));
    normalize(atom);
  }
  return atoms;
}

/** Where atoms began, and how firmly each is held there: as by so many papers that are nothing but it. */
interface Start {
  readonly directions: Float32Array;
  readonly held: Float64Array;
}

/** One pass over the sample. */
class Pass {
  readonly #sample: Matrix;
  readonly #atoms: Matrix;
  readonly #start: Start;
  readonly #step: number;
  readonly #pursuit: Pursuit;
  readonly #block: Float32Array;
  readonly #products: Float32Array;
  /** Per atom: the residuals of its papers times its weights, and the sum of its squared weights. */
  readonly #pull: Float64Array;
  readonly #weight: Float64Array;
  readonly #uses: Int32Array;
  /** Squared length of what is left of each paper. */
  readonly #left: Float64Array;

  constructor(sample: Matrix, atoms: Matrix, start: Start, { most, step }: { most: number; step: number }) {
    this.#sample = sample;
    this.#atoms = atoms;
    this.#start = start;
    this.#step = step;
    this.#pursuit = new Pursuit(atoms.rows, most);
    this.#block = new Float32Array(BLOCK * atoms.dimensions);
    this.#products = new Float32Array(BLOCK * atoms.rows);
    this.#pull = new Float64Array(atoms.data.length);
    this.#weight = new Float64Array(atoms.rows);
    this.#uses = new Int32Array(atoms.rows);
    this.#left = new Float64Array(sample.rows);
  }

  /** Codes these rows of the sample, then moves the atoms. */
  learn(rows: Int32Array): void {
    const { data, rows: count, dimensions } = this.#atoms;
    rows.forEach((i, n) => this.#block.set(row(this.#sample, i), n * dimensions));
    products(this.#block, 0, rows.length, data, count, dimensions, this.#products);
    const gram = Gram.whole(this.#atoms);
    this.#pull.fill(0);
    this.#weight.fill(0);
    for (let n = 0; n < rows.length; n++) {
      this.#pursuit.run(this.#products, n * count, gram, 0);
      this.#collect(this.#block.subarray(n * dimensions, (n + 1) * dimensions), rows[n]!);
    }
    for (let k = 0; k < count; k++) if (this.#weight[k]! > 0) this.#move(k, rows.length / this.#sample.rows);
  }

  /** Turns `vector` into what the pursuit left of it, and lets that pull at the atoms chosen. */
  #collect(vector: Float32Array, paper: number): void {
    const { data, dimensions } = this.#atoms;
    const { chosen, weights, size } = this.#pursuit;
    for (let c = 0; c < size; c++) {
      const at = chosen[c]! * dimensions;
      const weight = weights[c]!;
      for (let j = 0; j < dimensions; j++) vector[j]! -= weight * data[at + j]!;
    }
    for (let c = 0; c < size; c++) {
      const at = chosen[c]! * dimensions;
      const weight = weights[c]!;
      for (let j = 0; j < dimensions; j++) this.#pull[at + j]! += weight * vector[j]!;
      this.#weight[chosen[c]!]! += weight * weight;
      this.#uses[chosen[c]!]!++;
    }
    this.#left[paper] = dot(vector, 0, vector, 0, dimensions);
  }

  /** `part`: share of the sample that pulls; what holds the atom counts as much less. */
  #move(k: number, part: number): void {
    const atom = row(this.#atoms, k);
    const { directions, held } = this.#start;
    const hold = part * held[k]!;
    const share = this.#step / (this.#weight[k]! + hold);
    const at = k * atom.length;
    for (let j = 0; j < atom.length; j++)
      atom[j]! += share * (this.#pull[at + j]! + hold * (directions[at + j]! - atom[j]!));
    normalize(atom);
  }

  replaceUseless(): void {
    const useless = this.#useless();
    const worst = Int32Array.from(this.#left.keys()).sort((a, b) => this.#left[b]! - this.#left[a]! || a - b);
    useless.slice(0, worst.length).forEach((k, n) => {
      const atom = row(this.#atoms, k);
      atom.set(row(this.#sample, worst[n]!));
      normalize(atom);
      this.#start.held[k] = 0;
    });
  }

  #useless(): number[] {
    const { rows: count } = this.#atoms;
    const gram = Gram.whole(this.#atoms);
    const average = this.#uses.reduce((sum, uses) => sum + uses, 0) / count;
    const found: number[] = [];
    for (let k = 0; k < count; k++) {
      const uses = this.#uses[k]!;
      const row = gram.row(k);
      let useless = uses < RARELY * average;
      for (let other = 0; other < count && !useless; other++) {
        const theirs = this.#uses[other]!;
        useless = row[other]! > TWINS && (theirs > uses || (theirs === uses && other < k));
      }
      if (useless) found.push(k);
    }
    return found;
  }
}
