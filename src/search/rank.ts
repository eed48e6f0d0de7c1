/** Question → papers, best first: both sides' lists, every signal on their union, fusion, what the best say, order. */
import type { PaperKey, Vector } from '../types.js';
import { allowedBy, MOST_READ } from './allowed.js';
import { gather, signalsOf, untilClearCut, type Candidates, type Signals } from './candidates.js';
import { diversify } from './diverse.js';
import { explain, type Explanation } from './explain.js';
import { fuse, type Fused } from './fused.js';
import { orderOf } from './fuse.js';
import { RANKING, type Ranking } from './ranking.js';
import { intersect, type Question, type ScoredKeys, type SearchMode, type SearchSources } from './sources.js';
import { questionTerms, type QuestionTerms } from './terms.js';
import {
  EXACT,
  literalMatch,
  surnamesAmong,
  exactMatches,
  type Exact,
  type ExactMatches,
} from './exact-match.js';

export type { Explanation };

export interface RankOptions {
  readonly mode: SearchMode;
  /** Papers wanted. */
  readonly limit: number;
  /** Papers passed over first. */
  readonly offset: number;
  /** Keys of the papers that pass the filter, ascending; null: all. */
  readonly allowed: Int32Array | null;
  /** 0: best first. Towards 1: unlike what came before counts more. */
  readonly diversity: number;
  /** Papers with a lower score are left out; null: none. */
  readonly minScore: number | null;
  /** Papers that are scored, and are hits, whether or not they are among the best, ascending; those not allowed stay out. */
  readonly always: Int32Array;
}

export const RANK_DEFAULTS: RankOptions = {
  mode: 'hybrid',
  limit: 10,
  offset: 0,
  allowed: null,
  diversity: 0,
  minScore: null,
  always: new Int32Array(0),
};

export interface Ranked {
  readonly key: PaperKey;
  readonly id: string;
  /** From 1, offset counted. */
  readonly rank: number;
  /**
   * 0..1, what the order goes by: 1 for the paper that was asked for, or as good a match as can be expected; 0 for what
   * is no more like the question than any two papers are alike. See fused.ts.
   */
  readonly score: number;
  /** Why it is the paper that was asked for; null: it is one like it. */
  readonly exact: Exact | null;
  readonly scores: Scores;
  /** Number of the best sentence in the paper's sentences; -1 when unknown (by words only, or not embedded). */
  readonly sentence: number;
}

export interface Scores {
  readonly [name: string]: number | null;
  /** BM25; null when the paper has no word of the question. */
  readonly lexical: number | null;
  /** Cosine with the paper; null in mode `lexical`. */
  readonly dense: number | null;
  /** Cosine with its best sentence; null in mode `lexical`. */
  readonly sentence: number | null;
}

export interface Answer {
  readonly hits: readonly Ranked[];
  /** Papers looked at closely. */
  readonly candidates: number;
  /** False when no word of the question (or a correction of it) is in any of the papers allowed. */
  readonly lexicalMatched: boolean;
  readonly unknown: QuestionTerms['unknown'];
  readonly corrected: QuestionTerms['corrected'];
  /** Identifiers in the questions that no paper has. */
  readonly missing: readonly string[];
  /** Words of the questions that no paper has, but that are an author's surname. */
  readonly surnames: readonly string[];
  /** False when the questions have no words but those that say nothing (`the`, `of`), or that no paper has. */
  readonly hasKnownWords: boolean;
  /** False when a quoted phrase is in no paper; its words were then searched one by one. */
  readonly phrasesMatched: boolean;
  /** Each signal's part in the score, in the order of the hits; reckoned when it is read. */
  readonly explanation: readonly Explanation[];
}

/** Papers, best first, that diversity reorders: further down there is more that is unlike than what is relevant. */
const DIVERSIFIED = 50;

/** Ranks for one question. */
export function rank(
  question: Question,
  sources: SearchSources,
  options: Partial<RankOptions> = {},
  ranking: Ranking = RANKING,
): Promise<Answer> {
  return rankTogether([question], sources, options, ranking);
}

/**
 * Ranks for several questions that must all be answered: a paper's score is the geometric mean of its scores for each.
 *
 * Guaranteed: the same questions over the same papers give the same order, in whatever order the papers were added
 * (given that `nearest` is exact; an approximate index may miss another one of the far candidates). What one paper
 * scores before smoothing depends on it, on the question, on how rare words are and how long papers are on average
 * (BM25), and on which words of the question its nearest papers have (term-reweighting.ts). So a new paper without any of the
 * question's words, and far from it, changes the order of others only by those averages; one that becomes a candidate
 * also by what it says to the weight of words, through expansion terms, and as a neighbour.
 */
export async function rankTogether(
  questions: readonly Question[],
  sources: SearchSources,
  options: Partial<RankOptions> = {},
  ranking: Ranking = RANKING,
): Promise<Answer> {
  const all: RankOptions = { ...RANK_DEFAULTS, ...options };
  // Together they may cost no more than one alone.
  const budget = Math.floor(MOST_READ / questions.length);
  const asked = await Promise.all(
    questions.map((question) => prepare(question, { ...all, budget }, sources, ranking)),
  );
  const candidates = await gather(
    asked.flatMap(({ keys }) => keys),
    sources,
  );
  const judged = await Promise.all(asked.map((one) => judge(one, candidates, sources, { ...all, ranking })));
  const fused = judged.length === 1 ? judged[0]! : together(judged);
  const order = inOrder(fused).filter(
    (i) =>
      (all.minScore === null || shownScore(fused, i) >= all.minScore) &&
      (all.mode !== 'lexical' || shownScore(fused, i) > 0),
  );
  const wanted = withAlways(chosen(order, fused, candidates, all), order, candidates, all).subarray(
    all.offset,
  );
  return {
    hits: Array.from(wanted, (i, n) => ({
      key: candidates.keys[i]!,
      id: candidates.ids[i]!,
      rank: all.offset + n + 1,
      score: shownScore(fused, i),
      exact: fused.exact[i]!,
      ...scoresAt(i, fused.signals, all.mode),
    })),
    candidates: candidates.keys.length,
    lexicalMatched: asked.every((one) => one.lexicalMatched),
    unknown: asked.flatMap(({ words }) => words.unknown),
    corrected: asked.flatMap(({ words }) => words.corrected),
    missing: asked.flatMap(({ wishes }) => wishes.missing),
    surnames: asked.flatMap((one) => one.surnames),
    hasKnownWords: asked.some(({ words }) => words.terms.size > 0),
    phrasesMatched: asked.every((one) => one.phrasesMatched),
    get explanation() {
      return explain(wanted, shownParts(fused));
    },
  };
}

/**
 * The first `offset + limit`. With diversity the first `DIVERSIFIED` are reordered, whatever page is asked for, so that no
 * paper is on two pages and none is left out; exact matches stay in front.
 */
function chosen(
  order: Int32Array,
  { scores, exact }: Judged,
  { vectors }: Candidates,
  options: RankOptions,
): Int32Array {
  const count = options.offset + options.limit;
  if (options.diversity <= 0) return order.slice(0, count);
  const first = order.filter((i) => exact[i] !== null).length;
  const end = Math.max(DIVERSIFIED, first);
  const among = order.subarray(first, end);
  const diverse = diversify(among, scores, vectors, { diversity: options.diversity, count: among.length });
  return Int32Array.of(...order.subarray(0, first), ...diverse, ...order.subarray(end)).subarray(0, count);
}

/** Behind those that were chosen, the rest of `always`, best first. */
export function withAlways(
  chosenOnes: Int32Array,
  order: Int32Array,
  { keys }: Pick<Candidates, 'keys'>,
  { always }: Pick<RankOptions, 'always'>,
): Int32Array {
  if (always.length === 0) return chosenOnes;
  const there = new Set(chosenOnes);
  const due = new Set(always);
  return Int32Array.of(...chosenOnes, ...order.filter((i) => !there.has(i) && due.has(keys[i]!)));
}

interface Prepared {
  readonly question: Question;
  readonly vector: Vector | null;
  readonly words: QuestionTerms;
  readonly wishes: ExactMatches;
  readonly surnames: readonly string[];
  readonly phrasesMatched: boolean;
  readonly lexicalMatched: boolean;
  /** Candidates: the best by words, the nearest by vector, those wished for. */
  readonly keys: readonly Int32Array[];
}

async function prepare(
  question: Question,
  options: RankOptions & { readonly budget: number },
  sources: SearchSources,
  ranking: Ranking,
): Promise<Prepared> {
  await sources.lexical.prepare?.([question.text]);
  const wishes = await exactMatches(question.text, sources);
  const words = questionTerms(wishes.text, sources.lexical);
  const { keys: allowed, phrasesMatched } = await allowedBy(
    question,
    options.allowed,
    sources,
    options.budget,
  );
  await sources.pause?.();
  const within = (keys: Int32Array): Int32Array => (allowed === null ? keys : intersect(keys, allowed));
  const wished = [within(wishes.named.slice().sort()), within(wishes.authored)];
  // That a name is in no abstract is no news when it is an author's.
  const isWished = wished.some(({ length }) => length > 0);
  const surnames = isWished
    ? []
    : await surnamesAmong(
        wishes.text,
        [...words.unknown, ...words.corrected.map(({ word }) => word)],
        sources,
      );
  const prepared = {
    question,
    words: isWished ? { ...words, unknown: [], corrected: [] } : words,
    wishes,
    surnames,
    phrasesMatched,
  };
  // Nothing but identifiers: the papers they name, and no others.
  if (wishes.named.length + wishes.missing.length > 0 && wishes.text === '')
    return { ...prepared, vector: await question.vector, keys: wished, lexicalMatched: true };
  const pool = Math.max(ranking.pool, options.offset + options.limit);
  const none: ScoredKeys = { keys: new Int32Array(0), scores: new Float32Array(0) };
  const lexical =
    words.terms.size === 0
      ? none
      : await untilClearCut(pool, (k) =>
          sources.lexical.search(words.terms, k, allowed === null ? {} : { allowed }),
        );
  const vector = await question.vector;
  const dense =
    vector === null || options.mode === 'lexical'
      ? none
      : await untilClearCut(pool, (k) => sources.nearest(vector, k, allowed));
  // Both lists are made in every mode but `lexical`; which of them rank is the mode's affair.
  const lists = options.mode === 'dense' ? [dense.keys] : [lexical.keys, dense.keys];
  return {
    ...prepared,
    vector,
    keys: [...lists, ...wished, within(options.always)],
    lexicalMatched: lexical.keys.length > 0 || wished.some(({ length }) => length > 0),
  };
}

interface Judged {
  readonly signals: Signals;
  /** 0..1. */
  readonly scores: Float32Array;
  readonly parts: Fused['parts'];
  /** Why a candidate is the paper that was asked for; null for the others. */
  readonly exact: readonly (Exact | null)[];
}

async function judge(
  { question, vector, words, wishes }: Prepared,
  candidates: Candidates,
  sources: SearchSources,
  options: { readonly mode: SearchMode; readonly ranking: Ranking },
): Promise<Judged> {
  const signals = signalsOf(words.terms, vector, candidates, sources);
  const { scores, parts, read } = await fuse({ words, candidates, signals }, sources, options);
  const literal = literalMatch(question.text);
  const exact = Array.from(candidates.keys, (key, i): Exact | null => {
    if (wishes.named.includes(key)) return 'identifier';
    const text = read.get(i);
    return (text && literal(text)) ?? (wishes.authored.includes(key) ? 'author' : null);
  });
  return { signals, scores, parts, exact };
}

/** Best first: exact matches by their kind, then by score; ties keep the order of the positions. */
function inOrder({ scores, exact }: Judged): Int32Array {
  const tiers = exact.map((why) => (why === null ? EXACT.length : EXACT.indexOf(why)));
  return orderOf(scores).sort((a, b) => tiers[a]! - tiers[b]! || scores[b]! - scores[a]! || a - b);
}

/** The score that is shown: 1 for the paper that was asked for. */
function shownScore({ scores, exact }: Judged, i: number): number {
  return exact[i] === null ? Math.min(1, scores[i]!) : 1;
}

/** Parts that add up to the score that is shown. */
function shownParts(judged: Judged): Fused['parts'] {
  const { parts, exact, scores } = judged;
  const bounded = Object.fromEntries(
    Object.entries(parts).map(([name, values]) => [
      name,
      values.map((value, i) => value / Math.max(1, scores[i]!)),
    ]),
  );
  if (exact.every((why) => why === null)) return bounded;
  return { exact: scores.map((score, i) => shownScore(judged, i) - Math.min(1, score)), ...bounded };
}

function together(all: readonly Judged[]): Judged {
  const shown = all.map((one) => one.scores.map((_score, i) => shownScore(one, i)));
  return {
    signals: all[0]!.signals,
    scores: shown[0]!.map(
      (_score, i) => shown.reduce((product, s) => product * s[i]!, 1) ** (1 / all.length),
    ),
    parts: Object.fromEntries(shown.map((values, q) => [`question ${q + 1}`, values])),
    exact: Array.from(shown[0]!, () => null),
  };
}

function scoresAt(i: number, { lexical, dense, sentence, sentenceIndex }: Signals, mode: SearchMode) {
  const known = mode !== 'lexical' && sentenceIndex[i]! >= 0;
  return {
    scores: {
      lexical: lexical[i]! > 0 ? lexical[i]! : null,
      dense: mode === 'lexical' ? null : dense[i]!,
      sentence: known ? sentence[i]! : null,
    },
    sentence: known ? sentenceIndex[i]! : -1,
  };
}
