/** Papers like some papers, or like a draft: whole against whole, words against words, sentence against sentence. */
import { normalize } from '../math/index.js';
import type { SentenceVectors, Vector } from '../types.js';
import { withoutBoilerplate } from '../text/index.js';
import { cosinesWith, gather, signalsOf, untilClearCut, type Candidates } from './candidates.js';
import { diversify } from './diverse.js';
import { fuse, wordShare, type Fused, type FuseOptions } from './fused.js';
import { orderOf } from './fuse.js';
import { RANK_DEFAULTS, type RankOptions, type Ranked, withAlways } from './rank.js';
import { SEVERAL_RANKING, SIMILAR_RANKING } from './ranking.js';
import { bestPair, bestSentence, sentenceRows } from './sentences.js';
import { intersect, subtract, unite, type PaperText, type SearchSources } from './sources.js';
import { maxScoreOf, sharedTerms, queryTermsOf, type QuestionTerms } from './terms.js';

/** Terms of the exemplars that are searched for; several have more in common than one can say. */
const TERMS = 40;
const TERMS_OF_SEVERAL = 100;
/** How strongly papers to keep away from push, beside the exemplars' 1. */
const AWAY = 0.5;
/** Shared terms named with a hit. */
const SHARED_TERMS = 5;

/** A paper to be like, from the library or outside it. */
export interface Exemplar {
  /** Title and abstract with a line break between. */
  readonly text: string;
  /** Null when it is not embedded: words alone must do. */
  readonly vector: Vector | null;
  readonly sentences: SentenceVectors | null;
}

export interface SimilarOptions extends RankOptions {
  /** Keys of the exemplars themselves, ascending: no answers. */
  readonly leftOut: Int32Array;
}

export interface SimilarHit extends Ranked {
  /** The two sentences most alike: number in the hit, which exemplar, number there. Null without vectors. */
  readonly pair: {
    readonly sentence: number;
    readonly exemplar: number;
    readonly other: number;
    readonly similarity: number;
  } | null;
  /** Rare terms that the hit shares with the exemplars, as written in the hit, the most telling first. */
  readonly shared: readonly string[];
}

export interface SimilarRanking {
  readonly hits: readonly SimilarHit[];
  readonly candidates: number;
}

/** `against` steers away: papers like those sink. Scores lie between 0 and 1, as those of `rankTogether`. */
export async function similarTo(
  exemplars: readonly Exemplar[],
  against: readonly Exemplar[],
  sources: SearchSources,
  options: Partial<SimilarOptions> = {},
): Promise<SimilarRanking> {
  const ranking = exemplars.length > 1 ? SEVERAL_RANKING : SIMILAR_RANKING;
  const all: SimilarOptions = { ...RANK_DEFAULTS, leftOut: new Int32Array(0), ...options };
  await sources.lexical.prepare?.([...exemplars, ...against].map(({ text }) => text));
  const words = termsOf(exemplars, sources);
  const vector = all.mode === 'lexical' ? null : direction(exemplars, against);
  const candidates = await candidatesFor({ words, vector }, all, sources, ranking.pool);
  await sources.pause?.();
  const plain = signalsOf(words.terms, vector, candidates, sources);
  const dense = against.length > 0 ? plain.dense : withNearest(exemplars, candidates, plain.dense);
  const signals = { ...plain, dense, sentence: covered(exemplars, candidates, plain.dense) };
  const mode = vector === null ? 'lexical' : all.mode;
  const fused = await fuse({ words, candidates, signals }, sources, { mode, ranking });
  const scores =
    against.length === 0 || mode === 'dense'
      ? fused.scores
      : lowered(fused, unwantedWords(against, candidates, sources, { mode, ranking }));
  const order = orderOf(scores).filter((i) => all.minScore === null || scores[i]! >= all.minScore);
  const best = diversify(order, scores, candidates.vectors, {
    diversity: all.diversity,
    count: all.offset + all.limit,
  });
  const wanted = withAlways(best, order, candidates, all).subarray(all.offset);
  const texts = await sources.papers(Int32Array.from(wanted, (i) => candidates.keys[i]!));
  const theirs = exemplars.map(({ text }) => text);
  return {
    candidates: candidates.keys.length,
    hits: Array.from(wanted, (i, n): SimilarHit => {
      const pair = pairWith(exemplars, candidates, i);
      return {
        key: candidates.keys[i]!,
        id: candidates.ids[i]!,
        rank: all.offset + n + 1,
        score: Math.max(0, Math.min(1, scores[i]!)),
        exact: null,
        scores: {
          lexical: signals.lexical[i]! > 0 ? signals.lexical[i]! : null,
          dense: vector === null ? null : signals.dense[i]!,
          sentence: pair?.similarity ?? null,
        },
        sentence: pair?.sentence ?? -1,
        pair,
        shared: sharedWith(texts[n] ?? null, theirs, sources),
      };
    }),
  };
}

function sharedWith(
  paper: PaperText | null,
  exemplars: readonly string[],
  { lexical }: SearchSources,
): readonly string[] {
  if (paper === null) return [];
  const text = `${paper.title}\n${withoutBoilerplate(paper.abstract)}`;
  return sharedTerms(text, exemplars, lexical, SHARED_TERMS);
}

function termsOf(papers: readonly Exemplar[], sources: SearchSources): QuestionTerms {
  const terms = queryTermsOf(
    papers.map(({ text }) => text),
    sources.lexical,
    papers.length > 1 ? TERMS_OF_SEVERAL : TERMS,
  );
  return { terms, maxScore: maxScoreOf(terms, sources.lexical), unknown: [], corrected: [] };
}

async function candidatesFor(
  { words, vector }: { readonly words: QuestionTerms; readonly vector: Vector | null },
  { mode, allowed, leftOut, offset, limit, always }: SimilarOptions,
  sources: SearchSources,
  pool: number,
): Promise<Candidates> {
  const among = allowed === null ? null : subtract(allowed, leftOut);
  // Without a filter the exemplars themselves take places in the lists.
  const ask = Math.max(pool, offset + limit) + leftOut.length;
  const lists: Int32Array[] = [allowed === null ? always : intersect(always, allowed)];
  if (words.terms.size > 0 && (mode !== 'dense' || vector === null)) {
    lists.push(
      (
        await untilClearCut(ask, (k) =>
          sources.lexical.search(words.terms, k, among === null ? {} : { allowed: among }),
        )
      ).keys,
    );
  }
  if (vector !== null) lists.push((await untilClearCut(ask, (k) => sources.nearest(vector, k, among))).keys);
  return gather([subtract(unite(...lists), leftOut)], sources);
}

/** Half the cosine with the exemplars' mean, half that with the nearest of them: a subject may have several sides. */
function withNearest(
  exemplars: readonly Exemplar[],
  { vectors }: Candidates,
  dense: Float32Array,
): Float32Array {
  const cosines = exemplars.flatMap(({ vector }) => (vector === null ? [] : [cosinesWith(vector, vectors)]));
  if (cosines.length < 2) return dense;
  return dense.map((cosine, i) => (cosine + Math.max(...cosines.map((one) => one[i]!))) / 2);
}

/** How well a candidate's sentences cover the exemplars': the mean, over their sentences, of the best of its own. */
function covered(exemplars: readonly Exemplar[], candidates: Candidates, dense: Float32Array): Float32Array {
  const { dimensions } = candidates.vectors;
  const sentences = exemplars.flatMap((one) =>
    one.sentences === null ? [] : sentenceRows(one.sentences, dimensions),
  );
  return dense.map((whole, i) => {
    const ours = candidates.sentences[i];
    if (!ours || ours.scales.length === 0 || sentences.length === 0) return whole;
    return (
      sentences.reduce((sum, sentence) => sum + bestSentence(sentence, ours).similarity, 0) / sentences.length
    );
  });
}

/** What each candidate loses for the words it shares with papers to keep away from; their meaning is in the vector already. */
function unwantedWords(
  against: readonly Exemplar[],
  candidates: Candidates,
  sources: SearchSources,
  { mode, ranking }: FuseOptions,
): Float32Array {
  const { terms, maxScore } = termsOf(against, sources);
  const weight = AWAY * (mode === 'lexical' ? 1 : wordShare(maxScore, ranking));
  return sources.lexical.score(terms, candidates.keys).map((score) => weight * score);
}

function lowered({ scores, most }: Fused, loss: Float32Array): Float32Array {
  return scores.map((score, i) => score - loss[i]! / most);
}

/** The mean of the exemplars less a share of the mean of those to keep away from; null when none is embedded. */
function direction(exemplars: readonly Exemplar[], against: readonly Exemplar[]): Vector | null {
  const mean = meanOf(exemplars);
  const unwanted = meanOf(against);
  if (mean === null || unwanted === null) return mean;
  return normalize(mean.map((value, i) => value - AWAY * unwanted[i]!));
}

/** The unit-length mean of their vectors; null when none is embedded. */
export function meanOf(exemplars: readonly Exemplar[]): Vector | null {
  const vectors = exemplars.map(({ vector }) => vector).filter((vector) => vector !== null);
  if (vectors.length === 0) return null;
  return normalize(vectors[0]!.map((_value, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0)));
}

function pairWith(exemplars: readonly Exemplar[], candidates: Candidates, i: number): SimilarHit['pair'] {
  const ours = candidates.sentences[i];
  let best: SimilarHit['pair'] = null;
  exemplars.forEach(({ sentences }, exemplar) => {
    if (!ours || sentences === null) return;
    const pair = bestPair(ours, sentences, candidates.vectors.dimensions);
    if (pair !== null && (best === null || pair.similarity > best.similarity)) {
      best = { sentence: pair.index, exemplar, other: pair.other, similarity: pair.similarity };
    }
  });
  return best;
}
