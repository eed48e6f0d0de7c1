/**
 * Texts cut into index terms fast enough for a browser that opens 58,919 abstracts: the bytes are cut at ASCII blanks and
 * punctuation only, each distinct piece is tokenized once by the same `terms` that `ask` uses, and looked up afterwards.
 */
import { terms } from '../../../text/index.js';
import { GrowingBytes, GrowingWords } from './growing.js';

/** Lower-case byte for letters, digits, apostrophe, hyphen, full stop and everything beyond ASCII; 0 for what parts pieces. */
const PIECE = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return byte;
  const letter = String.fromCharCode(byte).toLowerCase();
  return /[a-z0-9'.-]/.test(letter) ? letter.charCodeAt(0) : 0;
});
/** Those that belong to no word where they begin or end a piece. */
const isEdge = (byte: number): boolean => byte === 0x27 || byte === 0x2d || byte === 0x2e;

/** Distinct pieces and terms, numbered in the order in which they are met. */
export class TermNumbers {
  readonly terms: string[] = [];
  private readonly numbers = new Map<string, number>();
  /** Open addressing: number of the piece + 1, 0 for free. */
  private table = new Int32Array(1 << 16);
  private readonly hashes = new GrowingWords();
  private readonly pool = new GrowingBytes();
  /** Piece `p` is `pool[starts[p] .. starts[p + 1]]`; its terms are `termsOf[firsts[p] .. firsts[p + 1]]`. */
  private readonly starts = new GrowingWords([0]);
  private readonly firsts = new GrowingWords([0]);
  private readonly termsOf = new GrowingWords();
  private readonly decoder = new TextDecoder();

  /** The number of a term, or -1. */
  find(term: string): number {
    return this.numbers.get(term) ?? -1;
  }

  /** Calls `onTerm` with the number of every term of `bytes[from .. to]` (UTF-8), as `terms` finds them in that text. */
  each(bytes: Uint8Array, from: number, to: number, onTerm: (term: number) => void): void {
    const classes = PIECE;
    for (let at = from; at < to;) {
      const first = classes[bytes[at]!]!;
      if (first === 0 || isEdge(first)) {
        at++;
        continue;
      }
      let hash = 0x811c9dc5;
      let end = at;
      let known = at;
      let knownHash = hash;
      for (; end < to; end++) {
        const byte = classes[bytes[end]!]!;
        if (byte === 0) break;
        hash = Math.imul(hash ^ byte, 0x01000193);
        if (isEdge(byte)) continue;
        known = end + 1;
        knownHash = hash;
      }
      const piece = this.piece(bytes, at, known, knownHash);
      const firsts = this.firsts.values;
      const termsOf = this.termsOf.values;
      for (let i = firsts[piece]!; i < firsts[piece + 1]!; i++) onTerm(termsOf[i]!);
      at = end;
    }
  }

  /** The number of a piece, known or new. */
  private piece(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const { table } = this;
    const hashes = this.hashes.values;
    const mask = table.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let held = table[slot]!; held !== 0; held = table[slot]!) {
      if (hashes[held - 1] === hash >>> 0 && this.isPiece(held - 1, bytes, from, to)) return held - 1;
      slot = (slot + 1) & mask;
    }
    const piece = this.hashes.length;
    table[slot] = piece + 1;
    this.add(bytes, from, to, hash);
    if (2 * piece > table.length) this.grow();
    return piece;
  }

  private isPiece(piece: number, bytes: Uint8Array, from: number, to: number): boolean {
    const starts = this.starts.values;
    const shift = starts[piece]! - from;
    if (starts[piece + 1]! - shift !== to) return false;
    const pool = this.pool.values;
    for (let i = from; i < to; i++) if (pool[shift + i] !== PIECE[bytes[i]!]) return false;
    return true;
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number): void {
    this.hashes.push(hash >>> 0);
    const start = this.pool.length;
    const pool = this.pool.room(to - from);
    for (let i = from; i < to; i++) pool[start + i - from] = PIECE[bytes[i]!]!;
    this.starts.push(this.pool.length);
    const text = this.decoder.decode(this.pool.values.subarray(start, this.pool.length));
    for (const term of terms(text)) {
      let number = this.numbers.get(term);
      if (number === undefined) {
        number = this.terms.length;
        this.terms.push(term);
        this.numbers.set(term, number);
      }
      this.termsOf.push(number);
    }
    this.firsts.push(this.termsOf.length);
  }

  private grow(): void {
    this.table = new Int32Array(4 * this.table.length);
    const mask = this.table.length - 1;
    for (let piece = 0; piece < this.hashes.length; piece++) {
      const hash = this.hashes.values[piece]! | 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = piece + 1;
    }
  }
}
