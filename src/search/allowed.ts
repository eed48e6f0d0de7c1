/** Which papers may be answers: the filter, quoted phrases, exclusions. Decided before anything is ranked. */
import { FieldmapError } from '../errors.js';
import { isStopWord, stem, tokenize, withoutBoilerplate } from '../text/index.js';
import { intersect, subtract, type PaperText, type Question, type SearchSources } from './sources.js';

export interface Allowed {
  /** Ascending; null: all papers. */
  readonly keys: Int32Array | null;
  /** False when a phrase was asked for that no paper has: it is then taken as plain words. */
  readonly phrasesMatched: boolean;
}

/** Longer than what people type: in prose, quotation marks and dashes are not operators. */
const MOST_TYPED_WORDS = 16;

/** Words and phrases that one question may exclude. A list of search terms to leave out seldom has a dozen. */
const MOST_EXCLUDED = 32;

/**
 * Papers whose text is read for all the phrases of an answer together (25 ms for each thousand): what one answer may
 * cost does not grow with the number of phrases. A phrase of words that more papers have is a topic rather than a phrase.
 */
export const MOST_READ = 3000;

/** Papers read without a pause: some 5 ms. */
const AT_ONCE = 200;

/**
 * `budget` is the number of papers that may be read; questions that are answered together share it.
 * @throws FieldmapError `usage` when more is excluded than `MOST_EXCLUDED`.
 */
export async function allowedBy(
  question: Question,
  filter: Int32Array | null,
  sources: SearchSources,
  budget = MOST_READ,
): Promise<Allowed> {
  if (tokenize(question.text).length > MOST_TYPED_WORDS) return { keys: filter, phrasesMatched: true };
  refuseTooMany(question.excluded.length);
  const reader = new PhraseReader(sources, budget, [...question.phrases, ...question.excluded]);
  let keys = filter;
  let phrasesMatched = true;
  for (const phrase of question.phrases) {
    const holding = await reader.holding(phrase, keys);
    if (holding.length > 0) keys = holding;
    else phrasesMatched = false;
  }
  for (const words of question.excluded) {
    const holding = await reader.holding(words, keys);
    if (holding.length > 0) keys = subtract(keys ?? (await sources.allKeys()), holding);
  }
  return { keys, phrasesMatched };
}

function refuseTooMany(excluded: number): void {
  if (excluded <= MOST_EXCLUDED) return;
  throw new FieldmapError(
    'usage',
    `The question excludes ${excluded} words and phrases: expected at most ${MOST_EXCLUDED}.`,
    'Leave out some of the words that begin with "-", or write a blank after the dash where it is no exclusion.',
  );
}

/** Finds phrases in papers. Each paper is fetched and cut into words once, however many phrases are looked for in it. */
class PhraseReader {
  readonly #sources: SearchSources;
  /** The words of title and abstract of each paper that was read; null for a paper that is gone. */
  readonly #read = new Map<number, readonly (readonly string[])[] | null>();
  #budget: number;
  /** Phrases of two words and more that are still to be looked for: they share what is left of the budget. */
  #left: number;

  constructor(sources: SearchSources, budget: number, phrases: readonly (readonly string[])[]) {
    this.#sources = sources;
    this.#budget = budget;
    this.#left = phrases.filter(({ length }) => length > 1).length;
  }

  /** Keys of the papers that have the words in a row; a single word matches by its stem, other forms included. */
  async holding(words: readonly string[], allowed: Int32Array | null): Promise<Int32Array> {
    const share = words.length > 1 ? Math.floor(this.#budget / this.#left--) : 0;
    const needed = [...new Set(words.filter((word) => !isStopWord(word)).map(stem))];
    if (needed.length === 0) return new Int32Array(0);
    const having = await this.#sources.lexical.keysWithAll(needed);
    const keys = allowed === null ? having : intersect(having, allowed);
    if (words.length === 1 || keys.length === 0) return keys;
    const read = await this.#readSome(needed, keys, share);
    return read.filter((key) => this.#read.get(key)?.some((text) => isIn(words, text)));
  }

  /** Those of `keys` that have been read by now: the best by BM25 where there are more than `share` that have not. */
  async #readSome(needed: readonly string[], keys: Int32Array, share: number): Promise<Int32Array> {
    const missing = keys.filter((key) => !this.#read.has(key));
    const terms = new Map(needed.map((term) => [term, 1]));
    const unread =
      missing.length <= share
        ? missing
        : share > 0
          ? (await this.#sources.lexical.search(terms, share, { allowed: missing })).keys.slice().sort()
          : new Int32Array(0);
    this.#budget -= unread.length;
    for (let at = 0; at < unread.length; at += AT_ONCE) {
      const some = unread.subarray(at, at + AT_ONCE);
      const papers = await this.#sources.papers(some);
      some.forEach((key, i) => this.#read.set(key, papers[i] ? wordsOf(papers[i]) : null));
      await this.#sources.pause?.();
    }
    return keys.filter((key) => this.#read.has(key));
  }
}

/** Words one after another in the title or in the abstract. */
export function hasPhrase(paper: PaperText, words: readonly string[]): boolean {
  return wordsOf(paper).some((text) => isIn(words, text));
}

function wordsOf({ title, abstract }: PaperText): string[][] {
  return [title, withoutBoilerplate(abstract)].map((text) =>
    tokenize(text)
      .filter(({ joined }) => !joined)
      .map(({ word }) => word),
  );
}

function isIn(words: readonly string[], text: readonly string[]): boolean {
  return text.some((_word, start) => words.every((word, i) => text[start + i] === word));
}
