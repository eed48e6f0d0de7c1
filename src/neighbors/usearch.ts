/** The default engine: HNSW (Malkov and Yashunin 2016) with 16-bit vectors, by usearch. */
import { availableParallelism } from 'node:os';
import type * as usearch from 'usearch';
import type { Stamp } from '../io/index.js';
import { FieldmapError } from '../errors.js';
import type { Matrix, Vector } from '../types.js';
import { addon } from './addon.js';
import { checkKeys, checkLength } from './check.js';
import { inOrder } from './order.js';
import { checkSealed, writeSealed } from './sealed-file.js';
import type { KeyedNeighbors, NeighborIndex } from './neighbor-index.js';

type Usearch = typeof usearch;
type Native = InstanceType<Usearch['Index']>;

/**
 * Measured on 58,919 vectors of 384 numbers: for the vectors themselves, recall@10 is 0.990 with expansions of 64 (adding)
 * and 64 (searching), 0.995 with 128 and 64. More connections buy nothing here and cost file size.
 */
const CONNECTIVITY = 16;
const EXPANSION_ADD = 128;
const EXPANSION_SEARCH = 64;
/**
 * A question is less like any paper than papers are like each other, and the graph leads to its neighbours less surely:
 * with 64 kept in view, recall@10 of questions is 0.89 (0.61 when they are of another field), with 512 0.99 (0.88), for
 * 1.5 ms. usearch looks as widely as it has results to give, so that is how many are asked for.
 */
const VIEW_OF_QUESTIONS = 512;
/** Raise when what a saved file means changes. */
const VERSION = 1;

function makeNative(dimensions: number): Native {
  const { Index, MetricKind, ScalarKind } = addon('usearch', 'usearch') as Usearch;
  return new Index({
    dimensions,
    metric: MetricKind.IP,
    quantization: ScalarKind.F16,
    connectivity: CONNECTIVITY,
    expansion_add: EXPANSION_ADD,
    expansion_search: EXPANSION_SEARCH,
    multi: false,
  });
}

const sealOf = (stamp: Stamp): Stamp => ({
  ...stamp,
  engine: 'usearch',
  version: VERSION,
  connectivity: CONNECTIVITY,
  expansion: EXPANSION_ADD,
});

export class UsearchIndex implements NeighborIndex {
  readonly engine = 'usearch';
  readonly dimensions: number;
  private native: Native;
  /** Where it was mapped from; null once it is in memory of its own and can be changed. */
  private mapped: { readonly path: string; readonly stamp: Stamp } | null = null;
  /** What usearch reserved: as many as it was built with, or one a core when it came from a file. */
  private searchThreads = 1;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.native = makeNative(dimensions);
  }

  get size(): number {
    return this.native.size();
  }

  search(vector: Vector, k: number): KeyedNeighbors {
    checkLength(vector.length, this.dimensions);
    if (this.size === 0 || k < 1) return { keys: new Int32Array(0), similarities: new Float32Array(0) };
    const found = this.native.search(vector, Math.max(k, VIEW_OF_QUESTIONS), 1);
    return inOrder(
      Int32Array.from(found.keys, Number),
      found.distances.map((distance) => 1 - distance),
      k,
    );
  }

  searchMany(queries: Matrix, k: number, threads = 1): Int32Array {
    checkLength(queries.dimensions, this.dimensions);
    const found = new Int32Array(queries.rows * k).fill(-1);
    if (this.size === 0 || queries.rows === 0) return found;
    // Two rows at least: usearch answers a single one in another shape.
    const data = queries.rows === 1 ? [queries.data, queries.data] : [queries.data];
    const matches = this.native.search(data, k, Math.min(threads, this.searchThreads));
    for (let i = 0; i < queries.rows; i++) {
      const count = Number(matches.counts[i]);
      for (let j = 0; j < count; j++) found[i * k + j] = Number(matches.keys[i * k + j]);
    }
    return found;
  }

  /** One thread: with several, the graph would depend on which came first. */
  add(keys: Int32Array, vectors: Matrix): void {
    this.makeWritable();
    checkKeys(keys, vectors, this.dimensions, (key) => this.native.contains(BigInt(key)) === true);
    if (keys.length > 0) this.native.add(BigUint64Array.from(keys, BigInt), vectors.data, 1);
    this.searchThreads = 1;
  }

  remove(keys: Int32Array): void {
    this.makeWritable();
    if (keys.length > 0) this.native.remove(BigUint64Array.from(keys, BigInt));
  }

  save(path: string, stamp: Stamp): void {
    writeSealed(path, this.dimensions, sealOf(stamp), (temporary) => {
      this.native.save(temporary);
      // usearch does not look whether the last part reached the disk; mapping compares the sizes.
      makeNative(this.dimensions).view(temporary);
    });
  }

  /** Maps the file: the pages that a search does not touch are never read, 8 ms for 58,919 papers. */
  static load(path: string, stamp: Stamp): UsearchIndex | string {
    const dimensions = checkSealed(path, sealOf(stamp));
    if (typeof dimensions === 'string') return dimensions;
    const index = new UsearchIndex(dimensions);
    index.native.view(path);
    index.mapped = { path, stamp };
    index.searchThreads = availableParallelism();
    return index;
  }

  private makeWritable(): void {
    if (this.mapped === null) return;
    const { path, stamp } = this.mapped;
    const checked = checkSealed(path, sealOf(stamp));
    if (typeof checked === 'string') {
      throw new FieldmapError(
        'library',
        `The neighbour index ${path} changed while it was in use: ${checked}.`,
        'Run the same command again: the index will be rebuilt.',
      );
    }
    const native = makeNative(this.dimensions);
    native.load(path);
    this.native = native;
    this.mapped = null;
  }
}
