/** Vectors and concepts of a bench library (bench/search/corpora.ts says where libraries come from). */
import { codeVectors } from '../../src/concepts/code.js';
import { learnDictionary } from '../../src/concepts/learn.js';
import type { PaperTerms } from '../../src/concepts/distinctive-terms.js';
import type { Codes, Dictionary } from '../../src/concepts/types.js';
import { openSqliteStore } from '../../src/store/sqlite.js';
import { row } from '../../src/math/matrix.js';
import { readLabelSource } from '../../src/labels/label-topics.js';
import type { Matrix, Paper } from '../../src/types.js';
import { libraryDir, libraryOf } from '../search/corpora.js';

export interface Vectors {
  readonly keys: Int32Array;
  readonly vectors: Matrix;
  /** Per row. */
  readonly papers: readonly Paper[];
}

export async function vectorsOf(name: string): Promise<Vectors> {
  await (await libraryOf(name)).close();
  const store = await openSqliteStore(libraryDir(name), { mode: 'read' });
  const { keys, matrix } = await store.allDocumentVectors();
  const papers = (await store.getByKey(keys)).map((stored) => stored!.paper);
  await store.close();
  return { keys, vectors: matrix, papers };
}

/** Runs `work` and answers its result with the seconds of processor time it took. */
export function timed<T>(work: () => T): { result: T; seconds: number } {
  const start = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(start);
  return { result, seconds: (user + system) / 1e6 };
}

export function termsOf(papers: readonly Paper[]): PaperTerms {
  return readLabelSource(papers).index;
}

export function learned({ vectors, papers }: Vectors, seed = 42): { dictionary: Dictionary; codes: Codes } {
  const dictionary = learnDictionary(vectors, { seed, terms: termsOf(papers) });
  return { dictionary, codes: codeVectors(vectors, dictionary) };
}

/** What is left of the vectors' variance when the sums of concepts are taken away, 0..1. */
export function varianceLeft(vectors: Matrix, { mean, atoms }: Dictionary, codes: Codes): number {
  let left = 0;
  let all = 0;
  for (let i = 0; i < vectors.rows; i++) {
    const rest = Float64Array.from(row(vectors, i), (value, j) => value - mean[j]!);
    for (const value of rest) all += value * value;
    for (let at = codes.offsets[i]!; at < codes.offsets[i + 1]!; at++) {
      const atom = row(atoms, codes.concepts[at]!);
      for (let j = 0; j < rest.length; j++) rest[j]! -= codes.weights[at]! * atom[j]!;
    }
    for (const value of rest) left += value * value;
  }
  return left / all;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
