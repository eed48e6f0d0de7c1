/** Counts pairs of numbers, most of which are rare, in little memory. */

const EMPTY = -1;

/**
 * An open-addressing table from a pair of numbers to a place. Two typed arrays; a Map of strings would take ten
 * times the memory.
 */
export class PairTable {
  #first: Int32Array;
  #second: Int32Array;
  #value: Int32Array;
  #mask: number;
  #used = 0;

  constructor(expected: number) {
    const slots = 1 << Math.ceil(Math.log2(Math.max(16, expected * 2)));
    this.#first = new Int32Array(slots).fill(EMPTY);
    this.#second = new Int32Array(slots);
    this.#value = new Int32Array(slots);
    this.#mask = slots - 1;
  }

  get size(): number {
    return this.#used;
  }

  /** The pair's value, or -1. */
  get(first: number, second: number): number {
    const slot = this.#find(first, second);
    return this.#first[slot] === EMPTY ? -1 : this.#value[slot]!;
  }

  /** The pair's value; a pair not seen before gets the number of pairs so far. */
  intern(first: number, second: number): number {
    let slot = this.#find(first, second);
    if (this.#first[slot] !== EMPTY) return this.#value[slot]!;
    if (this.#used * 2 > this.#mask) {
      this.#grow();
      slot = this.#find(first, second);
    }
    this.#first[slot] = first;
    this.#second[slot] = second;
    this.#value[slot] = this.#used;
    return this.#used++;
  }

  /** Calls `visit` for each pair, in no order that means anything. */
  each(visit: (first: number, second: number, value: number) => void): void {
    this.#first.forEach((first, slot) => {
      if (first !== EMPTY) visit(first, this.#second[slot]!, this.#value[slot]!);
    });
  }

  #find(first: number, second: number): number {
    let slot = pairHash(first, second) & this.#mask;
    while (this.#first[slot] !== EMPTY && (this.#first[slot] !== first || this.#second[slot] !== second)) {
      slot = (slot + 1) & this.#mask;
    }
    return slot;
  }

  #grow(): void {
    const [first, second, value] = [this.#first, this.#second, this.#value];
    const slots = first.length * 2;
    this.#first = new Int32Array(slots).fill(EMPTY);
    this.#second = new Int32Array(slots);
    this.#value = new Int32Array(slots);
    this.#mask = slots - 1;
    first.forEach((a, old) => {
      if (a === EMPTY) return;
      const slot = this.#find(a, second[old]!);
      this.#first[slot] = a;
      this.#second[slot] = second[old]!;
      this.#value[slot] = value[old]!;
    });
  }
}

/** A hash of a pair, 0 .. 2^32 - 1. */
export function pairHash(first: number, second: number): number {
  let h = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/**
 * Rough counts that are never too low: most pairs occur once, and what stays below the wanted count here need not be
 * kept exactly (count-min sketch with one row).
 */
export class RoughCounts {
  readonly #counts: Uint8Array;
  readonly #mask: number;

  /** `expected` different pairs; one byte each, rounded up to a power of two, at most 16 MB. */
  constructor(expected: number) {
    const slots = 1 << Math.min(24, Math.ceil(Math.log2(Math.max(1024, expected * 2))));
    this.#counts = new Uint8Array(slots);
    this.#mask = slots - 1;
  }

  add(first: number, second: number): void {
    const slot = pairHash(first, second) & this.#mask;
    if (this.#counts[slot]! < 255) this.#counts[slot]!++;
  }

  atLeast(first: number, second: number, count: number): boolean {
    return this.#counts[pairHash(first, second) & this.#mask]! >= Math.min(count, 255);
  }
}
