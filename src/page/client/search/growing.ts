/** Typed arrays that double when they are full. `values` is valid up to `length`, and another array after a `push`. */
export class GrowingWords {
  values = new Uint32Array(1024);
  length = 0;

  constructor(first: readonly number[] = []) {
    for (const value of first) this.push(value);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

export class GrowingBytes {
  values = new Uint8Array(4096);
  length = 0;

  /** Takes up `more` bytes, to be filled by the caller; gives the array that has them. */
  room(more: number): Uint8Array {
    this.length += more;
    if (this.length > this.values.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    return this.values;
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}
