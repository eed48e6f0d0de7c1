/** Exact wishes: a paper named by its DOI, arXiv id, id, title or author, or quoted from, comes before all that is alike. */
import { fold, findIdentifiers, tokenize, stem } from '../text/index.js';
import { intersect, type PaperText, type SearchSources } from './sources.js';

/** Why a paper is the one that was asked for, rather than one like it. Such papers come first, in this order. */
export const EXACT = ['identifier', 'title', 'phrase', 'author'] as const;
export type Exact = (typeof EXACT)[number];

export interface ExactMatches {
  /** The question without identifiers. */
  readonly text: string;
  /** Identifiers in the question that no paper has. */
  readonly missing: readonly string[];
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

export async function exactMatches(question: string, sources: SearchSources): Promise<ExactMatches> {
  const { identifiers, rest } = findIdentifiers(question);
  const whole = question.trim();
  // An id of the library's own has no common shape: one word with a digit may be one.
  const asked =
    identifiers.length > 0 ? identifiers : /^\S*\d\S*$/u.test(whole) && whole.length <= 200 ? [whole] : [];
  const named = new Set<number>();
  const missing: string[] = [];
  for (const identifier of asked) {
    const keys = await sources.byIdentifier(identifier);
    for (const key of keys) named.add(key);
    if (keys.length === 0 && identifiers.length > 0) missing.push(identifier);
  }
  const text = identifiers.length > 0 ? rest : named.size > 0 ? '' : question;
  const authored = asked.length > 0 ? new Int32Array(0) : await authoredBy(question, sources);
  return { text, missing, named: Int32Array.from(named), authored };
}

/** `Gould 2023`, `Gould et al. (2023a)`: how papers cite one another. */
const CITED = /^(.+?)[\s,(]+((?:1[89]|20)\d\d)[a-z]?\)?$/u;
const ET_AL = /\bet\s+al\b\.?/iu;

async function authoredBy(question: string, sources: SearchSources): Promise<Int32Array> {
  const none = new Int32Array(0);
  const [, before = question, year] = CITED.exec(question.trim()) ?? [];
  const words = nameWords(before.replace(ET_AL, ''));
  if (words.length === 0 || words.length > MOST_NAME_WORDS || /[\d?!]/u.test(before)) return none;
  const rare = Math.max(RARE_AT_LEAST, RARE * sources.lexical.size);
  if (!words.some((word) => word.length > 1 && sources.lexical.documentFrequency(stem(word)) <= rare))
    return none;
  const keys = (await withNames(words, question, sources)).subarray(0, MOST_AUTHORED);
  const papers = await sources.papers(keys);
  const found = keys.filter((_key, i) => papers[i]?.authors.some((author) => isName(words, author)));
  if (year !== undefined) return found.filter((key) => papers[keys.indexOf(key)]!.year === Number(year));
  // A surname alone may be a word, too: then it is whichever it is in more papers.
  return words.length === 1 && found.length <= 2 * sources.lexical.documentFrequency(stem(words[0]!))
    ? none
    : found;
}

/**
 * Papers whose authors' names have these words. The longest is the least likely in others; where it is in none, it may
 * be a given name that papers shorten, and the last word is looked up. Others only as long as there are too many papers.
 */
async function withNames(
  words: readonly string[],
  question: string,
  sources: SearchSources,
): Promise<Int32Array> {
  const byName = async (word: string): Promise<Int32Array> => sources.byAuthor(pieceOf(word, question));
  const [longest = '', ...others] = [...words].sort((a, b) => b.length - a.length);
  let keys = await byName(longest);
  // "OBrien" is O'Brien.
  if (keys.length === 0 && /^[odlmn].{4}/u.test(longest)) keys = await byName(longest.slice(1));
  if (keys.length === 0) return words.at(-1) === longest ? keys : byName(words.at(-1)!);
  for (const word of others)
    if (keys.length > MOST_AUTHORED && word.length > 1) keys = intersect(keys, await byName(word));
  return keys;
}

/**
 * What a name with this word surely has in it as written: words are compared without apostrophes, names are stored with
 * them, straight or curly. Of O'Brien that is "brien".
 */
function pieceOf(word: string, question: string): string {
  const found = tokenize(question).find((one) => one.word === word);
  if (found === undefined) return word;
  const pieces = fold(question.slice(found.start, found.end)).split(/['\u2019\u02bc\uff07]/u);
  return pieces.length < 2 ? word : pieces.reduce((a, b) => (b.length > a.length ? b : a));
}

/** Longer questions are hardly about a person: each look for a surname is a scan of all names. */
const MOST_BESIDE_A_NAME = 6;

/** Of the words of a question that no abstract has, those that are somebody's surname here; two are looked up at most. */
export async function surnamesAmong(
  question: string,
  unknown: readonly string[],
  sources: SearchSources,
): Promise<string[]> {
  const found: string[] = [];
  if (unknown.length === 0 || nameWords(question).length > MOST_BESIDE_A_NAME) return found;
  for (const word of unknown.slice(0, 2)) {
    const keys = (await sources.byAuthor(pieceOf(word, question))).subarray(0, MOST_AUTHORED);
    const papers = await sources.papers(keys);
    if (papers.some((paper) => paper?.authors.some((author) => isName([word], author)))) found.push(word);
  }
  return found;
}

/** Whether these words name this author: all of them, the surname among them; an initial stands for a name, and a name for an initial. */
export function isName(words: readonly string[], author: string): boolean {
  const name = nameWords(author);
  const same = (a: string, b: string): boolean =>
    a === b || ((a.length === 1 || b.length === 1) && a[0] === b[0]);
  return (
    name.length > 0 &&
    words.includes(name.at(-1)!) &&
    words.every((word) => name.some((part) => same(word, part)))
  );
}

function nameWords(text: string): string[] {
  return tokenize(text)
    .filter(({ joined }) => !joined)
    .map(({ word }) => word);
}

/** Fewer words in a row are no quotation: "language models are" is in hundreds of abstracts. */
const FEWEST_LITERAL = 5;

/** Whether a paper's title is the question, or it has the question word for word; letter case, accents and punctuation ignored. */
export function literalMatch(question: string): (paper: PaperText) => 'title' | 'phrase' | null {
  const words = nameWords(question);
  const asked = words.join(' ');
  const has = (text: string): boolean =>
    mayHaveAll(text, words) && ` ${nameWords(text).join(' ')} `.includes(` ${asked} `);
  return ({ title, abstract }) => {
    if (mayHaveAll(title, words) && asked === nameWords(title).join(' ')) return 'title';
    return words.length >= FEWEST_LITERAL && (has(title) || has(abstract)) ? 'phrase' : null;
  };
}

/** False when an ASCII text lacks one of the words (of which an apostrophe may have been dropped): cutting it into words costs ten times as much. */
function mayHaveAll(text: string, words: readonly string[]): boolean {
  if (/[^\x00-\x7f]/.test(text)) return true;
  const plain = text.toLowerCase().replaceAll("'", '');
  return words.every((word) => plain.includes(word));
}
