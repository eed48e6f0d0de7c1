/** The words of all texts as numbers, read once; everything else about labels happens on these. */
import { fold, tokenize, withoutBoilerplate } from '../text/index.js';
import { readDefinitions } from './acronyms.js';
import type { Definitions } from './acronyms.js';
import { ChunkTable } from './chunk-table.js';
import { plainText } from './plain-text.js';
import type { Text } from '../topic-map/index.js';

/** Between words that are not neighbours: punctuation, a formula, the end of a field. */
export const BOUNDARY = -1;

/** What stands between a word and the one before. */
const BLANK = 0;
export const HYPHEN = 1;
/** In scripts without blanks. */
const NOTHING = 2;
/** Between a word's glue and each of these constants. */
export const GLUE = 3;

export interface Words {
  /**
   * Text after text: `4 × spelling` plus what joins the word to the one before (BLANK, HYPHEN, NOTHING), or BOUNDARY
   * (also first in each text).
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
/** Longer ones are no words but sequences, keys or mischief (characters). */
const LONGEST_WORD = 40;
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const HYPHENS = new Set(['-', '\u2010', '\u2011']);

/** Reads text after text. Cost: about 40 µs a paper; 4 bytes a word and the different spellings. */
export class WordReader {
  readonly #definitions: Definitions = new Map();
  #tokens = new Int32Array(1 << 16);
  #length = 0;
  readonly #offsets = [0];
  readonly #spellings: string[] = [];
  readonly #folded: string[] = [];
  readonly #spellingNumbers = new Map<string, number>();
  /** What lies between two blanks repeats (0.3 million different in 59,000 abstracts): cut once, then looked up. */
  readonly #chunks = new ChunkTable();

  read({ title, abstract }: Text): void {
    for (const field of [title, withoutBoilerplate(abstract)]) {
      const text = plainText(field);
      this.#push(BOUNDARY);
      this.#chunks.each(
        text,
        (chunk) => this.#cut(chunk),
        (code) => this.#push(code),
      );
      readDefinitions(text, this.#definitions);
    }
    this.#offsets.push(this.#length);
  }

  /** All that was read; the reader is of no use afterwards. */
  finish(): Words {
    return {
      definitions: this.#definitions,
      tokens: this.#tokens.subarray(0, this.#length),
      offsets: Int32Array.from(this.#offsets),
      spellings: this.#spellings,
      folded: this.#folded,
    };
  }

  #push(code: number): void {
    if (
      code === BOUNDARY &&
      this.#length > this.#offsets.at(-1)! &&
      this.#tokens[this.#length - 1] === BOUNDARY
    )
      return;
    if (this.#length === this.#tokens.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#tokens);
      this.#tokens = larger;
    }
    this.#tokens[this.#length++] = code;
  }

  #cut(chunk: string): number[] {
    if (UNSPACED.test(chunk)) return this.#cutUnspaced(chunk);
    const codes: number[] = [];
    let end = 0;
    for (const { word, start, end: wordEnd, joined } of tokenize(chunk)) {
      if (joined) continue;
      const hyphen = end > 0 && start === end + 1 && HYPHENS.has(chunk[end]!);
      if (!hyphen && start !== 0) codes.push(BOUNDARY);
      end = wordEnd;
      if (word.length > LONGEST_WORD || (NUMBER.test(word) && !hyphen)) codes.push(BOUNDARY);
      else codes.push(4 * this.#spelling(chunk.slice(start, wordEnd), word) + (hyphen ? HYPHEN : BLANK));
    }
    if (end < chunk.length) codes.push(BOUNDARY);
    return codes;
  }

  /** Pairs of characters (text.ts) find words but are none: here a dictionary cuts. Rare texts, so its cost is none. */
  #cutUnspaced(chunk: string): number[] {
    const codes: number[] = [];
    let glue = BLANK;
    for (const { segment, isWordLike } of segmenter.segment(chunk)) {
      if (isWordLike === true && !NUMBER.test(segment))
        codes.push(4 * this.#spelling(segment, fold(segment)) + glue);
      else codes.push(BOUNDARY);
      glue = NOTHING;
    }
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
