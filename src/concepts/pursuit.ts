/** Few concepts that together come near a vector. */
import type { Gram } from './gram.js';

/** Rounds in which the weights chosen so far are settled against one another; further ones change the third digit. */
const SETTLING = 2;

/** Working space for one vector's pursuit over `atoms` atoms, used again for the next. */
export class Pursuit {
  /** Chosen atoms and their weights; the first `size` count. */
  readonly chosen: Int32Array;
  readonly weights: Float64Array;
  size = 0;
  readonly #fits: Float64Array;
  readonly #products: Float64Array;

  constructor(atoms: number, most: number) {
    this.chosen = new Int32Array(most);
    this.weights = new Float64Array(most);
    this.#fits = new Float64Array(atoms);
    this.#products = new Float64Array(most);
  }

  /**
   * Non-negative matching pursuit: takes the atom that the residual is most along, settles all weights (coordinate
   * descent, none below 0), and again, `most` times or until no atom fits better than `least`. `products` are those of
   * the vector with all atoms, at `from`; `gram` those of the atoms with one another, so that the residual itself is
   * never made (Rubinstein, Zibulevsky and Elad 2008). Atoms whose weight falls to 0 are left out in the end.
   */
  run(products: Float32Array, from: number, gram: Gram, least: number): void {
    const fits = this.#fits;
    const count = fits.length;
    for (let k = 0; k < count; k++) fits[k] = products[from + k]!;
    this.size = 0;
    for (let step = 0; step < this.chosen.length; step++) {
      let best = -1;
      let greatest = least;
      for (let k = 0; k < count; k++) {
        if (fits[k]! > greatest) {
          greatest = fits[k]!;
          best = k;
        }
      }
      if (best < 0) break;
      let at = this.chosen.subarray(0, this.size).indexOf(best);
      if (at < 0) {
        at = this.size++;
        this.chosen[at] = best;
        this.weights[at] = 0;
        this.#products[at] = products[from + best]!;
      }
      this.#settle(gram, at);
      for (let k = 0; k < count; k++) fits[k] = products[from + k]!;
      for (let c = 0; c < this.size; c++) {
        const weight = this.weights[c]!;
        const row = gram.row(this.chosen[c]!);
        if (weight > 0) for (let k = 0; k < count; k++) fits[k]! -= weight * row[k]!;
      }
    }
    this.#dropZeros();
  }

  /** Each weight in turn, the newest first, to where it is best given the others. */
  #settle(gram: Gram, newest: number): void {
    const { chosen, weights, size } = this;
    for (let round = 0; round < SETTLING; round++) {
      for (let n = 0; n < size; n++) {
        const c = (newest + n) % size;
        const row = gram.row(chosen[c]!);
        let fit = this.#products[c]!;
        for (let other = 0; other < size; other++)
          if (other !== c) fit -= weights[other]! * row[chosen[other]!]!;
        weights[c] = Math.max(0, fit);
      }
    }
  }

  #dropZeros(): void {
    let kept = 0;
    for (let c = 0; c < this.size; c++) {
      if (this.weights[c]! <= 0) continue;
      this.chosen[kept] = this.chosen[c]!;
      this.weights[kept++] = this.weights[c]!;
    }
    this.size = kept;
  }
}
