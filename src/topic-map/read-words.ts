/** The words of all texts as numbers, read once; everything else about labels happens on these. */
import { tokenize } from '../text.js';
import { readDefinitions } from './acronyms.js';
import type { Definitions } from './acronyms.js';
import { plainText } from './plain-text.js';
import type { Text } from './types.js';

/** Between words that are not neighbours: punctuation, a formula, the end of a field. */
export const BOUNDARY = -1;

export interface Words {
  /**
   * Text after text: `2 × spelling`, plus 1 when a hyphen joins the word to the one before, or BOUNDARY (also first
   * in each text).
   */
  readonly tokens: Int32Array;
  /** The tokens of text `i` are at `offsets[i] .. offsets[i + 1]`. */
  readonly offsets: Int32Array;
  /** Spellings as written, without possessive. */
  readonly spellings: readonly string[];
  /** Per spelling: folded. */
  readonly folded: readonly string[];
  /** Acronyms that the texts define. */
  readonly definitions: Definitions;
}

/** A number followed by a hyphenated word (`2-approximation`) is no part of a term; one after it (`GPT-4`) is. */
const NUMBER = /^\d[\d.]*$/;
const HYPHENS = new Set(['-', '\u2010', '\u2011']);

/** Cost: about 40 µs a paper; 4 bytes a word and the different spellings. */
export function readWords(texts: Iterable<Text>): Words {
  const reader = new Reader();
  const definitions: Definitions = new Map();
  for (const { title, abstract } of texts) {
    const plain = [plainText(title), plainText(abstract)];
    plain.forEach((text) => {
      reader.read(text);
      readDefinitions(text, definitions);
    });
    reader.endText();
  }
  return { ...reader.finish(), definitions };
}

class Reader {
  #tokens = new Int32Array(1 << 16);
  #length = 0;
  readonly #offsets = [0];
  readonly #spellings: string[] = [];
  readonly #folded: string[] = [];
  readonly #spellingNumbers = new Map<string, number>();
  /** What lies between two blanks repeats (0.6 million different in 59,000 abstracts): cut once, then looked up. */
  readonly #chunks = new Map<string, readonly number[]>();

  read(text: string): void {
    this.#push(BOUNDARY);
    for (const chunk of text.split(/\s+/)) {
      let codes = this.#chunks.get(chunk);
      if (codes === undefined) {
        codes = this.#cut(chunk);
        this.#chunks.set(chunk, codes);
      }
      for (const code of codes) this.#push(code);
    }
  }

  endText(): void {
    this.#offsets.push(this.#length);
  }

  finish(): Omit<Words, 'definitions'> {
    return {
      tokens: this.#tokens.slice(0, this.#length),
      offsets: Int32Array.from(this.#offsets),
      spellings: this.#spellings,
      folded: this.#folded,
    };
  }

  #push(code: number): void {
    if (code === BOUNDARY && this.#length > this.#offsets.at(-1)! && this.#tokens[this.#length - 1] === BOUNDARY) return;
    if (this.#length === this.#tokens.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#tokens);
      this.#tokens = larger;
    }
    this.#tokens[this.#length++] = code;
  }

  #cut(chunk: string): number[] {
    const codes: number[] = [];
    let end = 0;
    for (const { word, start, end: wordEnd, joined } of tokenize(chunk)) {
      if (joined) continue;
      const hyphen = end > 0 && start === end + 1 && HYPHENS.has(chunk[end]!);
      if (!hyphen && start !== 0) codes.push(BOUNDARY);
      end = wordEnd;
      if (NUMBER.test(word) && !hyphen) codes.push(BOUNDARY);
      else codes.push(2 * this.#spelling(chunk.slice(start, wordEnd), word) + (hyphen ? 1 : 0));
    }
    if (end < chunk.length) codes.push(BOUNDARY);
    return codes;
  }

  #spelling(written: string, word: string): number {
    const plain = written.replace(/['\u2019]s$/, '');
    let number = this.#spellingNumbers.get(plain);
    if (number === undefined) {
      number = this.#spellings.push(plain) - 1;
      this.#folded.push(word);
      this.#spellingNumbers.set(plain, number);
    }
    return number;
  }
}
