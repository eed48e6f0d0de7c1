/** Remembers what each run of characters between blanks was cut into. */

const FIRST_SLOTS = 1 << 14;
const SPACE = 0x20;

/**
 * A hash table from runs of characters to lists of numbers that never makes a string of a run it knows: in ten million
 * words that is three quarters of the time. Runs are told apart by 64 bits of hash and their length; the chance that
 * two of a million runs are taken for one is below 10^-7, and it would cost a label a word.
 */
export class ChunkTable {
  #hashes = new Int32Array(2 * FIRST_SLOTS);
  /** Start of the list in `#codes` plus 1 (0: free), and length of list × 2^16 + length of run (capped). */
  #entries = new Int32Array(2 * FIRST_SLOTS);
  #used = 0;
  #codes = new Int32Array(FIRST_SLOTS);
  #length = 0;

  /** Calls `push` for every number of every run in `text`; `cut` makes the list of a run met for the first time. */
  each(text: string, cut: (chunk: string) => readonly number[], push: (code: number) => void): void {
    let start = 0;
    let a = 0x811c9dc5;
    let b = 0x1b873593;
    for (let at = 0; at <= text.length; at++) {
      const unit = at < text.length ? text.charCodeAt(at) : SPACE;
      if (unit > SPACE && unit !== 0xa0 && !(unit >= 0x2000 && isBlank(unit))) {
        a = Math.imul(a ^ unit, 0x01000193);
        b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
        continue;
      }
      if (at > start) {
        const slot = this.#slot(a, b, text, start, at, cut);
        const from = this.#entries[2 * slot]! - 1;
        const to = from + (this.#entries[2 * slot + 1]! >>> 16);
        for (let code = from; code < to; code++) push(this.#codes[code]!);
      }
      start = at + 1;
      a = 0x811c9dc5;
      b = 0x1b873593;
    }
  }

  // eslint-disable-next-line max-params -- called for each word: nothing is made
  #slot(
    a: number,
    b: number,
    text: string,
    start: number,
    end: number,
    cut: (chunk: string) => readonly number[],
  ): number {
    const run = Math.min(end - start, 0xffff);
    const slot = this.#find(a, b, run);
    if (this.#entries[2 * slot] !== 0) return slot;
    const codes = cut(text.slice(start, end)).slice(0, 0xffff);
    if (3 * this.#used > this.#entries.length) {
      this.#grow();
      return this.#add(this.#find(a, b, run), a, b, run, codes);
    }
    return this.#add(slot, a, b, run, codes);
  }

  // eslint-disable-next-line max-params -- called for each word: nothing is made
  #add(slot: number, a: number, b: number, run: number, codes: readonly number[]): number {
    while (this.#length + codes.length > this.#codes.length) this.#codes = enlarged(this.#codes);
    this.#hashes[2 * slot] = a;
    this.#hashes[2 * slot + 1] = b;
    this.#entries[2 * slot] = this.#length + 1;
    this.#entries[2 * slot + 1] = (codes.length << 16) | run;
    this.#codes.set(codes, this.#length);
    this.#length += codes.length;
    this.#used++;
    return slot;
  }

  /** The run's slot, or the free one where it belongs. */
  #find(a: number, b: number, run: number): number {
    const mask = (this.#hashes.length >> 1) - 1;
    let slot = (a ^ (b >>> 7)) & mask;
    while (
      this.#entries[2 * slot] !== 0 &&
      (this.#hashes[2 * slot] !== a ||
        this.#hashes[2 * slot + 1] !== b ||
        (this.#entries[2 * slot + 1]! & 0xffff) !== run)
    )
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [hashes, entries] = [this.#hashes, this.#entries];
    this.#hashes = new Int32Array(2 * hashes.length);
    this.#entries = new Int32Array(2 * entries.length);
    for (let old = 0; 2 * old < entries.length; old++) {
      if (entries[2 * old] === 0) continue;
      const slot = this.#find(hashes[2 * old]!, hashes[2 * old + 1]!, entries[2 * old + 1]! & 0xffff);
      this.#hashes.set(hashes.subarray(2 * old, 2 * old + 2), 2 * slot);
      this.#entries.set(entries.subarray(2 * old, 2 * old + 2), 2 * slot);
    }
  }
}

/** White space above U+2000; the rest is told by its number. */
function isBlank(unit: number): boolean {
  return (
    unit <= 0x200a ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

function enlarged(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
