/** Which papers pass a Boolean question. */
import {
  isStopWord,
  stem,
  tokenize,
  withoutBoilerplate,
  type Expression,
  type TextField,
} from '../text/index.js';
import { hasPhrase } from './allowed.js';
import { intersect, subtract, unite, type PaperText, type SearchSources } from './sources.js';

/** Full text that knows fields and beginnings of words; `LexicalIndex` is one. */
export interface BooleanLexical {
  keysWith(term: string, field: TextField | null): Int32Array;
  keysBeginning(
    prefix: string,
    field: TextField | null,
  ): { readonly sure: Int32Array; readonly doubtful: Int32Array };
}

export interface BooleanSources extends Pick<SearchSources, 'papers' | 'byAuthor' | 'allKeys' | 'pause'> {
  readonly lexical: BooleanLexical;
  /** Papers of these years, ascending. */
  byYears(range: {
    readonly from: number | null;
    readonly to: number | null;
  }): Promise<Int32Array> | Int32Array;
}

/** Papers whose text one question may read: 25 ms for each thousand. Beyond, a phrase is only known by its words. */
const MOST_READ = 5000;
/** Papers read without a pause. */
const AT_ONCE = 200;

/** Keys of the papers that pass, ascending; `isWhole` false: some were taken by their words, since too many had to be read. */
export async function passing(
  expression: Expression,
  sources: BooleanSources,
): Promise<{ readonly keys: Int32Array; readonly isWhole: boolean }> {
  const reader = new Reader(sources);
  const keys = await reader.keysOf(expression);
  return { keys, isWhole: reader.isWhole };
}

class Reader {
  isWhole = true;
  readonly #sources: BooleanSources;
  readonly #read = new Map<number, PaperText | null>();

  constructor(sources: BooleanSources) {
    this.#sources = sources;
  }

  async keysOf(expression: Expression): Promise<Int32Array> {
    switch (expression.kind) {
      case 'author':
        return this.#sources.byAuthor(expression.name);
      case 'years':
        return this.#sources.byYears(expression.range);
      case 'not':
        return subtract(await this.#sources.allKeys(), await this.keysOf(expression.part));
      case 'and':
        return this.#all(expression.parts);
      case 'or': {
        const lists: Int32Array[] = [];
        for (const part of expression.parts) lists.push(await this.keysOf(part));
        return unite(...lists);
      }
      case 'beginning':
        return this.#beginning(expression.prefix, expression.field);
      case 'words':
        return this.#words(expression.words, expression.field);
    }
  }

  async #all(parts: readonly Expression[]): Promise<Int32Array> {
    let keys = await this.keysOf(parts[0]!);
    for (const part of parts.slice(1)) {
      keys =
        part.kind === 'not'
          ? subtract(keys, await this.keysOf(part.part))
          : intersect(keys, await this.keysOf(part));
    }
    return keys;
  }

  /** One word: any form of it. Several: in a row. Words that are in every text ask for nothing. */
  async #words(words: readonly string[], field: TextField | null): Promise<Int32Array> {
    const telling = [...new Set(words.filter((word) => !isStopWord(word)).map(stem))];
    if (telling.length === 0) return this.#sources.allKeys();
    let keys = this.#sources.lexical.keysWith(telling[0]!, field);
    for (const term of telling.slice(1)) keys = intersect(keys, this.#sources.lexical.keysWith(term, field));
    if (words.length === 1) return keys;
    return this.#where(keys, (paper) => hasPhrase(fieldOf(paper, field), words));
  }

  async #beginning(prefix: string, field: TextField | null): Promise<Int32Array> {
    const { sure, doubtful } = this.#sources.lexical.keysBeginning(prefix, field);
    const begins = (text: string): boolean => tokenize(text).some(({ word }) => word.startsWith(prefix));
    const found = await this.#where(doubtful, (paper) => {
      const { title, abstract } = fieldOf(paper, field);
      return begins(title) || begins(withoutBoilerplate(abstract));
    });
    return unite(sure, found);
  }

  /** Those of `keys` whose text passes; unread ones pass where too many have been read. */
  async #where(keys: Int32Array, passes: (paper: PaperText) => boolean): Promise<Int32Array> {
    const missing = keys.filter((key) => !this.#read.has(key));
    const unread = missing.subarray(0, Math.max(0, MOST_READ - this.#read.size));
    if (unread.length < missing.length) this.isWhole = false;
    for (let at = 0; at < unread.length; at += AT_ONCE) {
      const some = unread.subarray(at, at + AT_ONCE);
      const papers = await this.#sources.papers(some);
      some.forEach((key, i) => this.#read.set(key, papers[i] ?? null));
      await this.#sources.pause?.();
    }
    return keys.filter((key) => {
      const paper = this.#read.get(key);
      return paper === undefined || (paper !== null && passes(paper));
    });
  }
}

function fieldOf(paper: PaperText, field: TextField | null): PaperText {
  if (field === null) return paper;
  return field === 'title' ? { ...paper, abstract: '' } : { ...paper, title: '' };
}
