/** Exact wishes: a paper named by its DOI, arXiv id, id, title or author, or quoted from, comes before all that is alike. */
import { tokenize, stem } from '../text.js';
import { findIdentifiers } from './identifiers.js';
import type { PaperText, SearchSources } from './sources.js';

/** What is added to a score, which without it stays below 3: a named paper comes first, in this order. */
export const BONUS = { identifier: 40, title: 30, literal: 20, author: 10 } as const;

export interface Wishes {
  /** The question without identifiers that are known here. */
  readonly text: string;
  /** Papers named by an identifier. */
  readonly named: Int32Array;
  /** Papers of the author that the question names. */
  readonly authored: Int32Array;
}

/** Longer questions than this are no names. */
const MOST_NAME_WORDS = 4;
/** Papers of one author that are looked at. */
const MOST_AUTHORED = 300;
/** A name has a word that hardly any text has: in more of the papers than this share, it is a matter rather than a person. */
const RARE = 0.002;
const RARE_AT_LEAST = 20;

export async function wishesOf(question: string, sources: SearchSources): Promise<Wishes> {
  const { identifiers, rest } = findIdentifiers(question);
  const whole = question.trim();
  // An id of the library's own has no common shape: one word with a digit may be one.
  const asked = identifiers.length > 0 ? identifiers : /^\S*\d\S*$/u.test(whole) && whole.length <= 200 ? [whole] : [];
  const named: number[] = [];
  for (const identifier of asked) {
    for (const key of await sources.byIdentifier(identifier)) if (!named.includes(key)) named.push(key);
  }
  const text = named.length === 0 ? question : identifiers.length > 0 ? rest : '';
  return { text, named: Int32Array.from(named), authored: named.length > 0 ? new Int32Array(0) : await authoredBy(question, sources) };
}

async function authoredBy(question: string, sources: SearchSources): Promise<Int32Array> {
  const none = new Int32Array(0);
  const words = nameWords(question);
  if (words.length === 0 || words.length > MOST_NAME_WORDS || /[\d?!]/u.test(question)) return none;
  const rare = Math.max(RARE_AT_LEAST, RARE * sources.lexical.size);
  if (!words.some((word) => word.length > 1 && sources.lexical.documentFrequency(stem(word)) <= rare)) return none;
  // The longest word: the part of a name least likely to stand in others.
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
  const keys = await sources.byAuthor(words.length === 1 ? longest : question.trim());
  const some = keys.subarray(0, MOST_AUTHORED);
  const papers = await sources.papers(some);
  const found = some.filter((_key, i) => papers[i]?.authors.some((author) => isName(words, author)));
  // A surname alone may be a word, too: then it is whichever it is in more papers.
  return words.length === 1 && found.length <= 2 * sources.lexical.documentFrequency(stem(words[0]!)) ? none : found;
}

/** Whether these words name this author: all of them, the surname among them. */
export function isName(words: readonly string[], author: string): boolean {
  const name = nameWords(author);
  return name.length > 0 && words.includes(name.at(-1)!) && words.every((word) => name.includes(word));
}

function nameWords(text: string): string[] {
  return tokenize(text).filter(({ joined }) => !joined).map(({ word }) => word);
}

/** Fewer words in a row are no quotation: "language models are" is in hundreds of abstracts. */
const FEWEST_LITERAL = 5;

/** What a paper gains whose title is the question, or that has the question word for word; letter case, accents and punctuation ignored. */
export function literalBonus(question: string): (paper: PaperText) => number {
  const words = nameWords(question);
  const asked = words.join(' ');
  const has = (text: string): boolean => mayHaveAll(text, words) && ` ${nameWords(text).join(' ')} `.includes(` ${asked} `);
  return ({ title, abstract }) => {
    if (mayHaveAll(title, words) && asked === nameWords(title).join(' ')) return BONUS.title;
    return words.length >= FEWEST_LITERAL && (has(title) || has(abstract)) ? BONUS.literal : 0;
  };
}

/** False when an ASCII text lacks one of the words (of which an apostrophe may have been dropped): cutting it into words costs ten times as much. */
function mayHaveAll(text: string, words: readonly string[]): boolean {
  if (/[^\x00-\x7f]/.test(text)) return true;
  const plain = text.toLowerCase().replaceAll("'", '');
  return words.every((word) => plain.includes(word));
}
