/** What is compared of a paper, computed once. */
import { isPreprint, fold, isStopWord } from '../text/index.js';
import type { Paper } from '../types.js';
import { identifiersOf } from './identifiers.js';
import { type Name, nameOf } from './names.js';

export interface Features {
  readonly id: string;
  /** Of the title: folded, Greek letters by name, no marks. */
  readonly words: readonly string[];
  /** Those of the words that are written in capitals for the most part: `IgA`, `LDL`. */
  readonly acronyms: ReadonlySet<string>;
  /** The words run together: hyphens and blanks do not matter. */
  readonly squeezed: string;
  /** How many of the words are the main title: what stands before the first colon, dash or full stop, else all. */
  readonly mainWords: number;
  readonly authors: readonly Name[];
  readonly year: number | null;
  readonly isPreprint: boolean;
  /** `scheme:value`, lower case. */
  readonly identifiers: readonly string[];
  /** Its words of meaning; empty without one. */
  readonly venue: readonly string[];
  /** The first page, without letters that only some sources write; null when unknown or an article number. */
  readonly page: string | null;
  /** The last page, written out; null when unknown. */
  readonly lastPage: string | null;
  /** Numbers only: sources add years and parts in many ways. Null when unknown. */
  readonly volume: string | null;
  readonly issue: string | null;
  /** Pairs of neighbouring words of the abstract, hashed; empty without one. Computed when first asked for. */
  readonly abstractPairs: () => ReadonlySet<number>;
  /** Its words; empty without one. Computed when first asked for. */
  readonly abstractWords: () => ReadonlySet<string>;
}

/** Characters of an abstract that are compared. */
const LONGEST_READ = 4000;

/** Of a collaboration's two thousand authors the first ones are enough. */
const MOST_AUTHORS = 12;

export function featuresOf(paper: Paper): Features {
  // A line of a list that was an identifier alone is called by it.
  const title = paper.extra['listed'] === 'identifier' ? '' : paper.title;
  const words = wordsOf(title);
  const main = mainTitle(title);
  let pairs: ReadonlySet<number> | null = null;
  let abstract: ReadonlySet<string> | null = null;
  return {
    id: paper.id,
    words,
    acronyms: acronymsOf(title),
    squeezed: words.join(''),
    mainWords: (main === title ? 0 : wordsOf(main).length) || words.length,
    authors: paper.authors
      .slice(0, MOST_AUTHORS)
      .map(nameOf)
      .filter((name) => name.words.length > 0),
    year: paper.year,
    isPreprint: isPreprint(paper),
    identifiers: identifiersOf(paper),
    venue: contentWords(wordsOf(paper.venue ?? '')),
    ...placeOf(paper.extra),
    abstractPairs: () => (pairs ??= pairsOf(paper.abstract)),
    abstractWords: () => (abstract ??= new Set(wordsOf(paper.abstract.slice(0, LONGEST_READ)))),
  };
}

/** Words that carry meaning. */
export function contentWords(words: readonly string[]): string[] {
  return words.filter((word) => !isStopWord(word));
}

/** How much a title says, in words of meaning; in scripts without blanks two characters are a word. */
export function contentOf(words: readonly string[]): number {
  return contentWords(words).reduce((sum, word) => sum + (UNSPACED.test(word) ? word.length / 2 : 1), 0);
}

/** Scripts written without blanks: a run of them counts as one word. */
export const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]/u;

const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  ε: 'epsilon',
  ζ: 'zeta',
  η: 'eta',
  θ: 'theta',
  ι: 'iota',
  κ: 'kappa',
  λ: 'lambda',
  μ: 'mu',
  ν: 'nu',
  ξ: 'xi',
  π: 'pi',
  ρ: 'rho',
  σ: 'sigma',
  τ: 'tau',
  φ: 'phi',
  χ: 'chi',
  ψ: 'psi',
  ω: 'omega',
};

export function wordsOf(text: string): string[] {
  // A Greek letter alone is a symbol; within a word it is Greek text, and stays.
  const spelled = fold(text)
    .replace(/&/g, ' and ')
    .replace(/(?<!\p{L})[α-ω](?!\p{L})/gu, (letter) => ` ${GREEK[letter] ?? letter} `);
  return spelled.replace(/['’]/g, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** None in a title that is all capitals, and no `AutoML`: two thirds of the letters at least. */
function acronymsOf(title: string): Set<string> {
  if (!/\p{Ll}/u.test(title)) return new Set();
  const isAcronym = (word: string): boolean => {
    const capitals = word.match(/\p{Lu}/gu)?.length ?? 0;
    return capitals >= 2 && word.length <= 6 && capitals * 3 >= word.length * 2;
  };
  return new Set((title.match(/\p{L}+/gu) ?? []).filter(isAcronym).map(fold));
}

function mainTitle(title: string): string {
  const at = title.search(/(?<=\S)(?:\s*:\s|\s+[-–—]+\s|—|[.?!]\s)/);
  return at < 0 ? title : title.slice(0, at);
}

function pairsOf(abstract: string): Set<number> {
  const words = fold(abstract.slice(0, LONGEST_READ)).match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = new Set<number>();
  let before = 0;
  for (const word of words) {
    const code = hashWord(word);
    pairs.add((Math.imul(before, 31) + code) | 0);
    before = code;
  }
  return pairs;
}

/** FNV-1a. */
function hashWord(word: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return h;
}

/** `0123-9`, `S12`, `e45`; not `S0039-6060(18)30343-7`. */
const PAGE = /^\s*[a-z]{0,2}0*(\d{1,6})(?=\s*(?:[-–—,;+]|$))(?!.*\()/i;

const NUMBER = /^\s*0*(\d{1,5})\s*$/;

type Place = Pick<Features, 'page' | 'lastPage' | 'volume' | 'issue'>;

/** Where in its journal a paper stands, as far as its source tells. */
function placeOf(extra: Paper['extra']): Place {
  const pages = valueIn(extra, PAGE_NAMES) ?? '';
  const page = PAGE.exec(pages)?.[1] ?? null;
  const last = LAST_PAGE.exec(pages)?.[1] ?? PAGE.exec(valueIn(extra, LAST_PAGE_NAMES) ?? '')?.[1] ?? null;
  return {
    page,
    // "117-9" is 117 to 119.
    lastPage:
      page === null || last === null ? null : page.slice(0, Math.max(0, page.length - last.length)) + last,
    volume: NUMBER.exec(valueIn(extra, VOLUME_NAMES) ?? '')?.[1] ?? null,
    issue: NUMBER.exec(valueIn(extra, ISSUE_NAMES) ?? '')?.[1] ?? null,
  };
}

/** `12-19`, `S12–S19`. */
const LAST_PAGE = /^\s*[a-z]{0,2}\d{1,6}\s*[-–—]+\s*[a-z]{0,2}0*(\d{1,6})\s*$/i;

const PAGE_NAMES = new Set([
  'pages',
  'page',
  'sp',
  'pg',
  'bp',
  'first_page',
  'page start',
  'startpage',
  'start_page',
]);
const LAST_PAGE_NAMES = new Set(['ep', 'last_page', 'page end', 'endpage', 'end_page']);
const VOLUME_NAMES = new Set(['volume', 'vl', 'vi', 'journal volume']);
/** Of MEDLINE's tags `IS` is the ISSN, which is no plain number. */
const ISSUE_NAMES = new Set(['issue', 'number', 'ip', 'is', 'journal issue']);

/** Where the readers keep it: a field of the entry or a list of tags. */
function valueIn(extra: Paper['extra'], names: ReadonlySet<string>): string | undefined {
  for (const kept of [extra, ...Object.values(extra)]) {
    const found = namedIn(kept, names);
    if (found !== undefined) return found;
  }
  return undefined;
}

function namedIn(kept: unknown, names: ReadonlySet<string>): string | undefined {
  if (Array.isArray(kept)) {
    // Tags: [['SP', '12'], …].
    const isNamed = (pair: unknown): pair is unknown[] =>
      Array.isArray(pair) &&
      names.has(String(pair[0]).toLowerCase()) &&
      !/^\d{4}-\d{3}/.test(String(pair[1]));
    const value = kept.find(isNamed)?.[1];
    return typeof value === 'string' ? value : undefined;
  }
  if (typeof kept !== 'object' || kept === null) return undefined;
  for (const [name, value] of Object.entries(kept)) {
    const isText = typeof value === 'string' || typeof value === 'number';
    if (isText && names.has(name.toLowerCase())) return String(value);
    if (name === 'fields' || name === 'biblio') {
      const inner = namedIn(value, names);
      if (inner !== undefined) return inner;
    }
  }
  return undefined;
}
