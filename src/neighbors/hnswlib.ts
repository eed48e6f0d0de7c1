/** The second engine: HNSW with 32-bit vectors by hnswlib-node, an optional dependency. */
import type * as hnswlib from 'hnswlib-node';
import type { Stamp } from '../io/index.js';
import type { Matrix, Vector } from '../types.js';
import { addon } from './addon.js';
import { checkKeys, checkLength } from './check.js';
import { inOrder } from './order.js';
import { checkSealed, writeSealed } from './sealed-file.js';
import type { KeyedNeighbors, NeighborIndex } from './neighbor-index.js';

type Hnswlib = typeof hnswlib;
type Native = InstanceType<Hnswlib['HierarchicalNSW']>;

/** As in usearch.ts, for the same recall; the seed draws the levels of the graph. */
const CONNECTIVITY = 16;
const EXPANSION_ADD = 128;
const EXPANSION_SEARCH = 64;
const VIEW_OF_QUESTIONS = 512;
const SEED = 42;
const VERSION = 1;

function makeNative(dimensions: number): Native {
  const { HierarchicalNSW } = addon('hnswlib-node', 'hnswlib') as Hnswlib;
  return new HierarchicalNSW('ip', dimensions);
}

const sealOf = (stamp: Stamp): Stamp => ({
  ...stamp,
  engine: 'hnswlib',
  version: VERSION,
  connectivity: CONNECTIVITY,
  expansion: EXPANSION_ADD,
});

/** Cannot remove: hnswlib only hides what is marked, and a hidden key cannot be given a new vector. */
export class HnswlibIndex implements NeighborIndex {
  readonly engine = 'hnswlib';
  readonly dimensions: number;
  private readonly native: Native;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
    this.native = makeNative(dimensions);
    this.native.initIndex(1, CONNECTIVITY, EXPANSION_ADD, SEED);
  }

  get size(): number {
    return this.native.getCurrentCount();
  }

  search(vector: Vector, k: number): KeyedNeighbors {
    return this.searchWithin(vector, k, VIEW_OF_QUESTIONS);
  }

  searchMany(queries: Matrix, k: number): Int32Array {
    checkLength(queries.dimensions, this.dimensions);
    const found = new Int32Array(queries.rows * k).fill(-1);
    for (let i = 0; i < queries.rows; i++) {
      const query = queries.data.subarray(i * queries.dimensions, (i + 1) * queries.dimensions);
      found.set(this.searchWithin(query, k, EXPANSION_SEARCH).keys, i * k);
    }
    return found;
  }

  add(keys: Int32Array, vectors: Matrix): void {
    const known = new Set(this.native.getIdsList());
    checkKeys(keys, vectors, this.dimensions, (key) => known.has(key));
    const needed = this.size + keys.length;
    if (needed > this.native.getMaxElements()) this.native.resizeIndex(2 * needed);
    keys.forEach((key, i) => {
      this.native.addPoint(
        Array.from(vectors.data.subarray(i * this.dimensions, (i + 1) * this.dimensions)),
        key,
      );
    });
  }

  save(path: string, stamp: Stamp): void {
    writeSealed(path, this.dimensions, sealOf(stamp), (temporary) => {
      this.native.writeIndexSync(temporary);
      // hnswlib does not notice a full disk until it reads what came of it.
      makeNative(this.dimensions).readIndexSync(temporary);
    });
  }

  static load(path: string, stamp: Stamp): HnswlibIndex | string {
    const dimensions = checkSealed(path, sealOf(stamp));
    if (typeof dimensions === 'string') return dimensions;
    const index = new HnswlibIndex(dimensions);
    index.native.readIndexSync(path);
    return index;
  }

  private searchWithin(vector: Vector, k: number, view: number): KeyedNeighbors {
    checkLength(vector.length, this.dimensions);
    const wanted = Math.min(k, this.size);
    if (wanted < 1) return { keys: new Int32Array(0), similarities: new Float32Array(0) };
    this.native.setEf(Math.max(view, wanted));
    const { neighbors, distances } = this.native.searchKnn(Array.from(vector), wanted);
    return inOrder(
      Int32Array.from(neighbors),
      Float32Array.from(distances, (distance) => 1 - distance),
      wanted,
    );
  }
}
