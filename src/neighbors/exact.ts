/** Comparing with every vector: the oracle of the other engines, and the right thing for few vectors. */
import { readCacheFile, writeCacheFile, type Stamp } from '../io/index.js';
import { dot, topIndices } from '../math/index.js';
import type { Matrix, Vector } from '../types.js';
import { checkKeys, checkLength } from './check.js';
import type { KeyedNeighbors, NeighborIndex } from './neighbor-index.js';

export interface RowNeighbors {
  /** Most similar first, ties by row. */
  readonly rows: Int32Array;
  readonly similarities: Float32Array;
}

/** The `k` rows of `matrix` nearest to `query`; of `rows` (ascending) when given. 0.4 ms for 1,000 rows of 384. */
export function exactNeighbors(matrix: Matrix, query: Vector, k: number, rows?: Int32Array): RowNeighbors {
  checkLength(query.length, matrix.dimensions);
  const { data, dimensions } = matrix;
  const count = rows?.length ?? matrix.rows;
  const similarities = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    similarities[i] = dot(data, (rows === undefined ? i : rows[i]!) * dimensions, query, 0, dimensions);
  }
  const best = topIndices(similarities, k);
  return {
    rows: rows === undefined ? best : best.map((i) => rows[i]!),
    similarities: Float32Array.from(best, (i) => similarities[i]!),
  };
}

const CACHE = { name: 'exact neighbour index', version: 1 };

export class ExactIndex implements NeighborIndex {
  readonly engine = 'exact';
  /** Ascending, so that ties by row are ties by key. */
  private keys: Int32Array;
  private matrix: Matrix;

  constructor(dimensions: number) {
    this.keys = new Int32Array(0);
    this.matrix = { data: new Float32Array(0), rows: 0, dimensions };
  }

  get size(): number {
    return this.keys.length;
  }

  get dimensions(): number {
    return this.matrix.dimensions;
  }

  search(vector: Vector, k: number): KeyedNeighbors {
    const { rows, similarities } = exactNeighbors(this.matrix, vector, k);
    return { keys: rows.map((row) => this.keys[row]!), similarities };
  }

  searchMany(queries: Matrix, k: number): Int32Array {
    checkLength(queries.dimensions, this.dimensions);
    const found = new Int32Array(queries.rows * k).fill(-1);
    for (let i = 0; i < queries.rows; i++) {
      const query = queries.data.subarray(i * queries.dimensions, (i + 1) * queries.dimensions);
      found.set(this.search(query, k).keys, i * k);
    }
    return found;
  }

  add(keys: Int32Array, vectors: Matrix): void {
    checkKeys(keys, vectors, this.dimensions, (key) => this.keys.includes(key));
    this.arrange([...this.keys, ...keys], (row) =>
      row < this.size ? [this.matrix, row] : [vectors, row - this.size],
    );
  }

  remove(keys: Int32Array): void {
    const gone = new Set(keys);
    const kept = [...this.keys.keys()].filter((row) => !gone.has(this.keys[row]!));
    this.arrange(
      kept.map((row) => this.keys[row]!),
      (row) => [this.matrix, kept[row]!],
    );
  }

  save(path: string, stamp: Stamp): void {
    writeCacheFile(path, CACHE, stamp, {
      dimensions: Uint32Array.of(this.dimensions),
      keys: this.keys,
      data: this.matrix.data,
    });
  }

  static load(path: string, stamp: Stamp): ExactIndex | string {
    const sections = readCacheFile(path, CACHE, stamp);
    if (typeof sections === 'string') return sections;
    const dimensions = sections.get('dimensions')![0]!;
    const index = new ExactIndex(dimensions);
    index.keys = sections.get('keys') as Int32Array;
    index.matrix = { data: sections.get('data') as Float32Array, rows: index.keys.length, dimensions };
    return index;
  }

  /** Takes over `keys` in ascending order, with the vector that `source` names for each place in `keys`. */
  private arrange(keys: readonly number[], source: (place: number) => readonly [Matrix, number]): void {
    const { dimensions } = this;
    const order = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]!);
    const data = new Float32Array(keys.length * dimensions);
    order.forEach((place, row) => {
      const [matrix, from] = source(place);
      data.set(matrix.data.subarray(from * dimensions, (from + 1) * dimensions), row * dimensions);
    });
    this.keys = Int32Array.from(order, (place) => keys[place]!);
    this.matrix = { data, rows: keys.length, dimensions };
  }
}
