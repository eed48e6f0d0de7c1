/** Products of atoms with one another. */
import type { Matrix } from '../types.js';
import { products } from './products.js';

/** Row `k` holds the products of atom `k` with all atoms. Rows are made when first asked for, or all at once. */
export class Gram {
  readonly #atoms: Matrix;
  readonly #rows: (Float32Array | undefined)[];

  constructor(atoms: Matrix) {
    this.#atoms = atoms;
    this.#rows = new Array<Float32Array | undefined>(atoms.rows).fill(undefined);
  }

  /** All rows: what coding many papers needs sooner or later, in half the time of one row after another. */
  static whole(atoms: Matrix): Gram {
    const { data, rows, dimensions } = atoms;
    const gram = new Gram(atoms);
    const all = new Float32Array(rows * rows);
    products(data, 0, rows, data, rows, dimensions, all);
    for (let k = 0; k < rows; k++) gram.#rows[k] = all.subarray(k * rows, (k + 1) * rows);
    return gram;
  }

  row(k: number): Float32Array {
    const known = this.#rows[k];
    if (known !== undefined) return known;
    const { data, rows, dimensions } = this.#atoms;
    const made = new Float32Array(rows);
    products(data, k, 1, data, rows, dimensions, made);
    this.#rows[k] = made;
    return made;
  }
}
