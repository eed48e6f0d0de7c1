/** Ten terms that together say what a group is about. */
import { stem } from '../text/index.js';
import type { ClassTerms } from './class-tfidf.js';
import type { TermIndex, WordStream } from '../terms/index.js';

export interface ChosenTerm {
  readonly term: number;
  /** c-TF-IDF, phrases and heads of phrases preferred. */
  readonly weight: number;
  /** Papers of the group that have it. */
  readonly papers: number;
  /** Papers of the whole corpus that have it. */
  readonly everywhere: number;
  /** How surely it is no mere modifier, 0..1. */
  readonly head: number;
  /** Stems of its words; for an acronym those of the words it stands for. */
  readonly stems: readonly string[];
}

/** What a choice of terms prefers. */
interface Taste {
  /** A term must be in this share of its group's papers. */
  readonly leastShare: number;
  /** What one, two and three words are worth: a phrase says more than the words that it is made of. */
  readonly phraseBonus: readonly [number, number, number];
  /** A word is dropped for a phrase with it when that phrase is in this share of the papers that have the word. */
  readonly phraseShare: number;
  /** How much it counts that a term is more frequent in the group than chance would have it: the power of `surplus`. */
  readonly surplus: number;
}

/** For labels: telling phrases, even when only some of the papers have them. */
const FOR_LABELS: Taste = { leastShare: 0.03, phraseBonus: [1, 1.5, 1.8], phraseShare: 0.3, surplus: 1 };
/**
 * For the list of terms: words that many of the papers share, so that they occur together. `bench/map/labels.ts`:
 * NPMI 0.26 on arXiv-20 where the taste for labels has 0.20.
 */
const FOR_LISTS: Taste = { leastShare: 0.06, phraseBonus: [1, 1.2, 1.3], phraseShare: 0.5, surplus: 2 };

export const TERMS = 10;
/** Terms looked at, best first. */
const POOL = 80;
/** A term must be in so many papers of its group. */
const FEWEST_PAPERS = 2;
/** Terms that rarely end a phrase are modifiers (`neural`): at most this share of their weight counts, … */
const LEAST_HEAD = 0.1;
/** … all of it when they end one this often. */
const USUAL_HEAD = 0.5;
/** A pair is dropped for three words with it when those are in this share of the papers that have the pair. */
const FRAGMENT_SHARE = 0.5;
/** One stem is a form of another when it begins with it, and only so much follows (letters). */
const SHORTEST_ROOT = 4;
const LONGEST_ENDING = 3;
/** Two initials are an abbreviation of too much. */
const FEWEST_INITIALS = 3;
/** Terms of ten that may share a word. */
const SAME_WORD = 2;

/** The terms that a label is made of, and those of the list; best first. */
export interface Choice {
  readonly forLabel: readonly ChosenTerm[];
  readonly forList: readonly ChosenTerm[];
}

export function chooseTerms(source: WordStream, index: TermIndex, found: ClassTerms): Choice {
  return {
    forLabel: choose(source, index, found, FOR_LABELS),
    forList: choose(source, index, found, FOR_LISTS),
  };
}

/** The terms of a label first, then those of the list that say something else, by weight. */
export function joinTerms(label: readonly ChosenTerm[], list: readonly ChosenTerm[]): ChosenTerm[] {
  const joined = [...label];
  for (const term of list) {
    if (joined.length >= TERMS) break;
    if (!joined.some((other) => repeats(other, term))) joined.push(term);
  }
  return joined.sort((a, b) => b.weight - a.weight || a.term - b.term);
}

/**
 * The best terms by c-TF-IDF, heads of phrases preferred, fragments of a phrase replaced by it (`Einstein condensates`
 * by `Bose-Einstein condensates`), no two that say the same.
 */
function choose(source: WordStream, index: TermIndex, found: ClassTerms, taste: Taste): ChosenTerm[] {
  const { counts, weights, everywhere, present, size } = found;
  const fewest = Math.min(size, Math.max(FEWEST_PAPERS, Math.ceil(size * taste.leastShare)));
  const head = (term: number): number => Math.min(1, LEAST_HEAD + index.heads[term]! / USUAL_HEAD);
  const rank = (term: number): number =>
    weights[term]! *
    surplus(counts[term]!, size, everywhere[term]!, index.texts) ** taste.surplus *
    taste.phraseBonus[lengthOf(index, term) - 1]! *
    head(term);
  const inAtLeast = (papers: number): number[] =>
    best(
      present.filter((term) => counts[term]! >= papers),
      rank,
      POOL,
    ).filter((term) => rank(term) > 0);
  const common = inAtLeast(fewest);
  // Two papers that share no word are better named by one of them than not at all.
  const pool = (common.length > 0 ? common : inAtLeast(1)).map((term): ChosenTerm => ({
    term,
    weight: rank(term),
    papers: counts[term]!,
    everywhere: everywhere[term]!,
    head: head(term),
    stems: stemsOf(source, index, term),
  }));
  const chosen: ChosenTerm[] = [];
  const uses = new Map<string, number>();
  for (const part of pool) {
    if (chosen.length === TERMS) break;
    const candidate = wholeOf(part, pool, taste.phraseShare);
    if (chosen.some((other) => repeats(other, candidate))) continue;
    if (candidate.stems.some((word) => (uses.get(word) ?? 0) >= SAME_WORD)) continue;
    for (const word of candidate.stems) uses.set(word, (uses.get(word) ?? 0) + 1);
    chosen.push(candidate);
  }
  return chosen.sort((a, b) => b.weight - a.weight || a.term - b.term);
}

const repeats = (a: ChosenTerm, b: ChosenTerm): boolean =>
  covers(a.stems, b.stems) ||
  covers(b.stems, a.stems) ||
  abbreviates(a.stems, b.stems) ||
  abbreviates(b.stems, a.stems);

/** `CNNs` beside `convolutional neural network`, also where too few papers define the one by the other. */
function abbreviates(short: readonly string[], long: readonly string[]): boolean {
  return (
    short.length === 1 && long.length >= FEWEST_INITIALS && long.map((word) => word[0]).join('') === short[0]
  );
}

/**
 * Of the group's papers with the term, the share beyond what chance would give a group of that size; 1 when no other
 * paper has it. c-TF-IDF alone lets what half the corpus has (`natural language processing`) into every topic.
 */
function surplus(papers: number, size: number, everywhere: number, texts: number): number {
  if (size === texts) return 1;
  return Math.max(0, (1 - (size * everywhere) / (texts * papers)) / (1 - size / texts));
}

/** The longest phrase that stands for `part` in enough of its papers; `part` itself when there is none. */
function wholeOf(part: ChosenTerm, pool: readonly ChosenTerm[], phraseShare: number): ChosenTerm {
  const needed = (part.stems.length === 1 ? phraseShare : FRAGMENT_SHARE) * part.papers;
  const whole = pool.find(
    (other) =>
      other.stems.length > part.stems.length && other.papers >= needed && covers(other.stems, part.stems),
  );
  return whole === undefined ? part : wholeOf(whole, pool, phraseShare);
}

function lengthOf({ termWords }: TermIndex, term: number): number {
  return termWords[3 * term + 2]! >= 0 ? 3 : termWords[3 * term + 1]! >= 0 ? 2 : 1;
}

/** The stems of a term's words; an acronym is compared by the words that it stands for. */
function stemsOf({ words, longForms }: WordStream, { termWords }: TermIndex, term: number): string[] {
  const parts = Array.from(termWords.subarray(3 * term, 3 * term + 3)).filter((word) => word >= 0);
  return [
    ...new Set(
      parts.flatMap((word) => longForms.get(word)?.words ?? [word]).map((word) => stem(words[word]!)),
    ),
  ];
}

/** Whether every word of `part` is in `whole`, in this form or another (`parsing`, `parser`). */
const covers = (whole: readonly string[], part: readonly string[]): boolean =>
  part.every((word) => whole.some((other) => sameRoot(word, other)));

/** Porter leaves `pars` and `parser`, `summar` and `summari` apart. */
function sameRoot(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.length >= SHORTEST_ROOT && long.length - short.length <= LONGEST_ENDING && long.startsWith(short)
  );
}

/** The `wanted` terms with the highest rank, best first, ties to the lower number. */
function best(terms: Int32Array, rank: (term: number) => number, wanted: number): number[] {
  const ranks = Float64Array.from(terms, rank);
  const order = Int32Array.from(terms, (_, at) => at);
  order.sort((a, b) => ranks[b]! - ranks[a]! || terms[a]! - terms[b]!);
  return Array.from(order.subarray(0, wanted), (at) => terms[at]!);
}
