/** A finished review read again in the order that screening would have given. */
import { seededRandom } from '../math/index.js';
import { nextPapers } from './next.js';
import type { Example } from './svm.js';
import type { Features } from './types.js';

export interface Replay {
  /** The two papers that it began with. */
  readonly start: readonly [included: number, excluded: number];
  /** Rows in the order read, without the start, until the last included one. */
  readonly order: Int32Array;
  /** Included papers after each of them. */
  readonly found: Int32Array;
  /** Papers that there were to read. */
  readonly toRead: number;
  /** Included ones among them. */
  readonly toFind: number;
}

/** Papers decided on before the next round: as many as `screen` shows. */
const ROUND = 10;

/**
 * `isIncluded`: per row 1 for included, 0 for excluded; others are neither and are not read. Begins with one included
 * and one excluded paper, drawn by the seed; null when there is no such pair, or nothing is left to find.
 */
export function replay(features: Features, isIncluded: Int8Array, seed: number): Replay | null {
  const random = seededRandom(seed);
  const rows = [1, 0].map((side) => Array.from(isIncluded.keys()).filter((row) => isIncluded[row] === side));
  const [included, excluded] = rows as [number[], number[]];
  if (included.length < 2 || excluded.length === 0) return null;
  const start = [included[random.below(included.length)]!, excluded[random.below(excluded.length)]!] as const;
  const decided: Example[] = start.map((row, i) => ({ row, isIncluded: i === 0 }));
  const neither = Array.from(isIncluded.keys()).filter((row) => isIncluded[row]! < 0);
  const toFind = included.length - 1;
  const order: number[] = [];
  const found: number[] = [];
  while ((found.at(-1) ?? 0) < toFind) {
    for (const { row } of nextPapers(features, decided, neither, { count: ROUND, seed })) {
      decided.push({ row, isIncluded: isIncluded[row] === 1 });
      order.push(row);
      found.push((found.at(-1) ?? 0) + (isIncluded[row] === 1 ? 1 : 0));
      if (found.at(-1) === toFind) break;
    }
  }
  return {
    start,
    order: Int32Array.from(order),
    found: Int32Array.from(found),
    toRead: included.length + excluded.length - 2,
    toFind,
  };
}

/** Papers read until `recall` of the included are found. */
export function readUntil({ found, toFind }: Replay, recall: number): number {
  const enough = Math.ceil(recall * toFind - 1e-9);
  return found.findIndex((count) => count >= enough) + 1;
}

/**
 * Work saved over sampling: the share of papers that need not be read, less what a reader in random order saves at the
 * same recall (Cohen, Hersh, Peterson and Yen 2006).
 */
export function workSaved(one: Replay, recall: number): number {
  return 1 - readUntil(one, recall) / one.toRead - (1 - recall);
}
