/** All terms in code unit order, in two flat arrays: loads without making a string, finds by bisection. */

export class Vocabulary {
  /** UTF-16 units of all terms, one after another. */
  readonly units: Uint16Array;
  /** Term `i` is `units[offsets[i] .. offsets[i + 1]]`. */
  readonly offsets: Uint32Array;

  constructor(units: Uint16Array, offsets: Uint32Array) {
    this.units = units;
    this.offsets = offsets;
  }

  /** `terms` ascending and without repeats. */
  static from(terms: readonly string[]): Vocabulary {
    const offsets = new Uint32Array(terms.length + 1);
    for (let i = 0; i < terms.length; i++) offsets[i + 1] = offsets[i]! + terms[i]!.length;
    const units = new Uint16Array(offsets[terms.length]!);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i]!;
      for (let n = 0; n < term.length; n++) units[offsets[i]! + n] = term.charCodeAt(n);
    }
    return new Vocabulary(units, offsets);
  }

  get size(): number {
    return this.offsets.length - 1;
  }

  term(id: number): string {
    return String.fromCharCode(...this.units.subarray(this.offsets[id], this.offsets[id + 1]));
  }

  /** The id of `term`, or -1. */
  find(term: string): number {
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = this.compare(middle, term);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** The id of the first term that is not before `term`; `size` when there is none. */
  firstFrom(term: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(middle, term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Below 0 when term `id` comes before `term`. */
  private compare(id: number, term: string): number {
    const start = this.offsets[id]!;
    const length = this.offsets[id + 1]! - start;
    const shared = Math.min(length, term.length);
    for (let i = 0; i < shared; i++) {
      const difference = this.units[start + i]! - term.charCodeAt(i);
      if (difference !== 0) return difference;
    }
    return length - term.length;
  }
}
