/** One question's score for every candidate, 0 to 1, as a sum of named parts. */
import type { Candidates, Signals } from './candidates.js';
import { orderOf, sumOf } from './fuse.js';
import type { Ranking } from './ranking.js';
import { smoothBest } from './smooth.js';
import type { PaperText, SearchMode, SearchSources, Unrelated } from './sources.js';
import { reweightedScores } from './term-reweighting.js';
import { expansionTerms, type QuestionTerms } from './terms.js';

/** Papers with the most words of the question that are read to see whether it stands there as it is. */
const LITERAL = 5;
/** Standard deviations above unrelated papers that weigh 1: about what a text has with itself by all-MiniLM-L6-v2. */
const DEVIATIONS = 8;

/**
 * Of what a paper could reach at most (the question's own meaning, all of its words) the best paper of a question that
 * is well answered has about so much. It counts as 1.
 */
const WITHIN_REACH = 0.6;

/** Expansion terms are in two of the papers at least. */
const SHARED = 2;

export interface Fused {
  /** 0..1; above 1 where a paper has more than can be expected. */
  readonly scores: Float32Array;
  /** What adds up to `scores`, by name. */
  readonly parts: Readonly<Record<string, Float32Array>>;
  /** What each part has been divided by. */
  readonly most: number;
  /** Position among the candidates → text, of the papers that were read. */
  readonly read: ReadonlyMap<number, PaperText>;
}

/** A question's words, and what each side finds of it in the candidates. */
export interface ToFuse {
  readonly words: QuestionTerms;
  readonly candidates: Candidates;
  readonly signals: Signals;
}

export interface FuseOptions {
  readonly mode: SearchMode;
  readonly ranking: Ranking;
}

/**
 * Words + vectors, then what the best candidates say: terms they share, and how their neighbours fare. The first sum
 * stands on its own for each paper (cosines against those of unrelated papers, BM25 against what the question could
 * reach at most), not on a list's best and last: a list that finds nothing good cannot make its first look like a good
 * one. A score of 1 is as good a match as can be expected; 0 is no more than any two papers have.
 */
export async function fuse(
  { words, candidates, signals }: ToFuse,
  sources: SearchSources,
  { mode, ranking }: FuseOptions,
): Promise<Fused> {
  const read = new Map<number, PaperText>();
  const n = candidates.keys.length;
  if (mode === 'lexical') {
    const most = words.maxScore || 1;
    const lexical = times(1 / most, signals.lexical);
    return { scores: lexical, parts: { lexical }, most, read };
  }
  const unrelated = await sources.unrelated();
  const likeness = likenessWeight(unrelated);
  const most =
    WITHIN_REACH *
    (likeness * (1 - unrelated.mean) +
      (mode === 'dense' ? 0 : ranking.lexicalWeight * Math.sqrt(words.maxScore) + ranking.expansionWeight));
  const above = (weight: number, cosines: Float32Array): Float32Array =>
    cosines.map((cosine) => (weight * likeness * Math.max(0, cosine - unrelated.mean)) / most);
  const dense = above(1 - ranking.sentenceShare, signals.dense);
  const sentence = above(ranking.sentenceShare, signals.sentence);
  if (mode === 'dense')
    return { scores: sumOf([dense, sentence], n), parts: { dense, sentence }, most, read };
  const weighed =
    ranking.reweightingStrength === 0
      ? signals.lexical
      : reweightedScores(
          words.terms,
          { keys: candidates.keys, dense: signals.dense },
          sources.lexical,
          ranking,
        );
  const lexical = times(wordShare(words.maxScore, ranking) / most, weighed);
  const first = orderOf(sumOf([lexical, dense, sentence], n)).subarray(0, ranking.expansionPapers);
  // Whoever knows a text by heart finds it by its words.
  const literal = orderOf(lexical).subarray(0, LITERAL);
  const positions = [...new Set([...first, ...literal])];
  const texts = await sources.papers(Int32Array.from(positions, (i) => candidates.keys[i]!));
  positions.forEach((i, at) => void (texts[at] && read.set(i, texts[at])));
  const best = Array.from(first, (i) => read.get(i)).filter((text) => text !== undefined);
  await sources.lexical.prepare?.(
    best.map(({ title, abstract }) => `${title}\n${abstract}`),
    Math.min(SHARED, best.length),
  );
  const expansion = times(1 / most, expanded(best, candidates, ranking, sources));
  const sum = sumOf([lexical, dense, sentence, expansion], n);
  const scores = smoothBest(sum, candidates.vectors, unrelated.mean, ranking);
  return {
    scores,
    parts: { lexical, dense, sentence, expansion, neighbors: scores.map((score, i) => score - sum[i]!) },
    most,
    read,
  };
}

/** What a cosine above that of unrelated papers is worth: the same for a model whose cosines are moved or stretched. */
function likenessWeight({ spread }: Unrelated): number {
  return 1 / (DEVIATIONS * spread);
}

/** What a point of BM25 is worth. `maxScore`: the most that a paper could score; a long question is never covered whole. */
export function wordShare(maxScore: number, { lexicalWeight }: Ranking): number {
  return maxScore <= 0 ? 0 : lexicalWeight / Math.sqrt(maxScore);
}

/** BM25 of the terms that the best papers share, 0..expansionWeight. */
function expanded(
  best: readonly PaperText[],
  candidates: Candidates,
  ranking: Ranking,
  sources: SearchSources,
): Float32Array {
  const terms = expansionTerms(best, sources.lexical, ranking.expansionTerms);
  if (terms.size === 0) return new Float32Array(candidates.keys.length);
  const scores = sources.lexical.score(terms, candidates.keys);
  const greatest = scores.reduce((a, b) => Math.max(a, b), 0);
  return times(greatest === 0 ? 0 : ranking.expansionWeight / greatest, scores);
}

function times(weight: number, values: Float32Array): Float32Array {
  return values.map((value) => weight * value);
}
