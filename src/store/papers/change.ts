/** What a write transaction does to the counters and digests of revision.ts. */
import type { Database } from 'better-sqlite3';
import type { PaperKey } from '../../types.js';

/** The one row of `state`. */
export interface StateRow {
  readonly revision: number;
  readonly vectors_revision: number;
  readonly text_digest: string;
  readonly vectors_digest: string;
}

/**
 * What one write transaction changes. A digest is the exclusive or of a hash of each (key, text): adding and removing
 * are the same operation, the order does not matter, and nothing has to be read again.
 */
export class Change {
  readonly #db: Database;
  readonly #text = new Digest();
  readonly #vectors = new Digest();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Something of a paper changed that is not its text. */
  papers = false;

  /** A text came or went. */
  text(key: PaperKey, contentHash: string): void {
    this.papers = true;
    this.#text.toggle(key, contentHash);
  }

  /** The vectors of a text came or went. */
  vectors(key: PaperKey, contentHash: string): void {
    this.#vectors.toggle(key, contentHash);
  }

  /** Vectors were put in the place of others for the same text. */
  vectorsAgain(): void {
    this.#vectors.touched = true;
  }

  save(): void {
    if (!this.papers && !this.#vectors.touched) return;
    const state = this.#db.prepare<[], StateRow>('SELECT * FROM state').get()!;
    this.#db
      .prepare('UPDATE state SET revision = ?, vectors_revision = ?, text_digest = ?, vectors_digest = ?')
      .run(
        state.revision + Number(this.papers),
        state.vectors_revision + Number(this.#vectors.touched),
        this.#text.onto(state.text_digest),
        this.#vectors.onto(state.vectors_digest),
      );
  }
}

class Digest {
  touched = false;
  #high = 0;
  #low = 0;

  toggle(key: PaperKey, contentHash: string): void {
    this.touched = true;
    const high = parseInt(contentHash.slice(0, 8), 16);
    const low = parseInt(contentHash.slice(8, 16), 16);
    // The key goes in before the mixing: else two papers that swap their texts would leave the digest as it was.
    this.#high ^= mix(high ^ Math.imul(key, 0x9e3779b1));
    this.#low ^= mix(low + Math.imul(key, 0x85ebca77));
  }

  /** A stored digest with the changes applied. */
  onto(stored: string): string {
    const high = (parseInt(stored.slice(0, 8), 16) ^ this.#high) >>> 0;
    const low = (parseInt(stored.slice(8), 16) ^ this.#low) >>> 0;
    return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
  }
}

/** The finaliser of MurmurHash3 (Appleby, public domain). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
