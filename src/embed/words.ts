/** Tokenizing word by word, with a memory. */

/** Words remembered: most of the running text of any corpus, about 5 MB. */
const MOST_WORDS = 30_000;

/** Twice the words and more, so that a free place is near; a power of two. */
const SLOTS = 1 << 17;

const OTHER = 0;
const LETTER = 1;
const MARK = 2;

/**
 * By ASCII code. A mark is a token of its own wherever it stands; brackets are none, since `[MASK]` is one token.
 * A word with anything else in it (an accent, another script, a line's end) is left to the tokenizer as it is.
 */
const KIND = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z0-9]/.test(character)) return LETTER;
  return ',.;:()\'"/%-?!=+'.includes(character) ? MARK : OTHER;
});

/**
 * The same ids as `tokenize`, for tokenizers that cut at blanks and punctuation before anything else, so that the
 * tokens of a word do not depend on its neighbours (all BERT ones). Tokenizing is the largest part of the work around
 * the model, and most words come again and again. Words are looked up where they stand in the text, by a hash made
 * while it is read: making a string of each cost three times as much (0.3 of 17 ms for an abstract). A new word of plain
 * letters and digits is cut up here when `vocabulary`, the ids of a WordPiece model's tokens, is given: ten times as
 * fast as the whole tokenizer, which is asked for all else.
 */
export function rememberWords(
  tokenize: (text: string) => readonly number[],
  vocabulary?: ReadonlyMap<string, number>,
): (text: string) => number[] {
  const ignoresCase = vocabulary !== undefined && String(tokenize('A')) === String(tokenize('a'));
  const known = new Words(
    (word, isPlain) =>
      (isPlain && vocabulary ? wordPieces(ignoresCase ? word.toLowerCase() : word, vocabulary) : null) ??
      tokenize(word),
  );
  return (text) => {
    const ids: number[] = [];
    let at = 0;
    while (at < text.length) {
      if (text.charCodeAt(at) === 32) at++;
      else at = readWord(text, at, known, ids);
    }
    return ids;
  };
}

/** Adds the ids of the word that starts at `start`, up to the next blank, and returns where it ends. */
function readWord(text: string, start: number, known: Words, ids: number[]): number {
  const before = ids.length;
  let at = start;
  while (at < text.length) {
    const from = at;
    let hash = 0;
    let code = text.charCodeAt(at);
    while (code < 128 && KIND[code] === LETTER) {
      hash = Math.imul(hash ^ code, 0x01000193);
      code = ++at < text.length ? text.charCodeAt(at) : 32;
    }
    if (at > from) known.push(text, from, at, hash, ids, true);
    if (code === 32) return at;
    if (code >= 128 || KIND[code] !== MARK) {
      ids.length = before;
      return readWhole(text, start, known, ids);
    }
    known.push(text, at, at + 1, code, ids, false);
    at++;
  }
  return at;
}

function readWhole(text: string, start: number, known: Words, ids: number[]): number {
  const blank = text.indexOf(' ', start);
  const end = blank < 0 ? text.length : blank;
  let hash = 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  known.push(text, start, end, hash, ids, false);
  return end;
}

/** Longer words are unknown to BERT whatever they are made of. */
const LONGEST_WORD = 100;

/**
 * WordPiece as in BERT (Devlin et al. 2019): the longest known beginning, then again and again the longest known
 * continuation; null when nothing fits.
 */
function wordPieces(word: string, vocabulary: ReadonlyMap<string, number>): number[] | null {
  if (word.length > LONGEST_WORD) return null;
  const ids: number[] = [];
  for (let start = 0; start < word.length;) {
    let end = word.length + 1;
    let id: number | undefined;
    while (id === undefined && --end > start)
      id = vocabulary.get(start === 0 ? word.slice(0, end) : `##${word.slice(start, end)}`);
    if (id === undefined) return null;
    ids.push(id);
    start = end;
  }
  return ids;
}

/** Ids by word: a hash table with open addressing. */
class Words {
  readonly #idsOf: (word: string, isPlain: boolean) => readonly number[];
  /** One more than the word's number; 0 is free. */
  readonly #slots = new Int32Array(SLOTS);
  #words: string[] = [];
  #ids: (readonly number[])[] = [];

  constructor(idsOf: (word: string, isPlain: boolean) => readonly number[]) {
    this.#idsOf = idsOf;
  }

  /** Adds the ids of `text[from .. to]` to `ids`. `isPlain`: it is of ASCII letters and digits alone. */
  // eslint-disable-next-line max-params -- called for each word: nothing is made
  push(text: string, from: number, to: number, hash: number, ids: number[], isPlain: boolean): void {
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (let word = this.#slots[slot]!; word !== 0; word = this.#slots[slot]!) {
      if (equals(this.#words[word - 1]!, text, from, to)) return append(ids, this.#ids[word - 1]!);
      slot = (slot + 1) & (SLOTS - 1);
    }
    const word = text.slice(from, to);
    const own = this.#idsOf(word, isPlain);
    append(ids, own);
    if (this.#words.length >= MOST_WORDS) {
      this.#slots.fill(0);
      this.#words = [];
      this.#ids = [];
    }
    this.#words.push(word);
    this.#ids.push(own);
    this.#slots[slot] = this.#words.length;
  }
}

function equals(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}

function append(ids: number[], own: readonly number[]): void {
  for (let i = 0; i < own.length; i++) ids.push(own[i]!);
}
