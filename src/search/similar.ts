/** Papers like some papers, or like a draft: whole against whole, words against words, sentence against sentence. */
import { normalize } from '../matrix.js';
import type { SentenceVectors, Vector } from '../types.js';
import { gather, signalsOf, untilClearCut, type Candidates } from './candidates.js';
import { diversify } from './diverse.js';
import { orderOf, scaled, scaleOf, weightedSum } from './fuse.js';
import { RANK_DEFAULTS, type RankOptions, type Ranked } from './rank.js';
import { SIMILARITY, type Similarity } from './ranking.js';
import { bestPair } from './sentences.js';
import { subtract, type ScoredKeys, type SearchSources } from './sources.js';
import { sharedTerms, tellingTerms } from './terms.js';

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
  readonly pair: { readonly sentence: number; readonly exemplar: number; readonly other: number; readonly similarity: number } | null;
  /** Rare terms that the hit shares with the exemplars, as written in the hit, the most telling first. */
  readonly shared: readonly string[];
}

export interface SimilarAnswer {
  readonly hits: readonly SimilarHit[];
  readonly candidates: number;
}

/** `against` steers away: papers like those sink. `match` (for `minScore`) is the cosine with the mean of the exemplars. */
export async function similarTo(
  exemplars: readonly Exemplar[], against: readonly Exemplar[], sources: SearchSources,
  options: Partial<SimilarOptions> = {}, similarity: Similarity = SIMILARITY,
): Promise<SimilarAnswer> {
  const all: SimilarOptions = { ...RANK_DEFAULTS, leftOut: new Int32Array(0), ...options };
  const terms = all.mode === 'dense' ? new Map<string, number>()
    : tellingTerms(exemplars.map(({ text }) => text), sources.lexical, similarity.terms);
  const vector = all.mode === 'lexical' ? null : direction(exemplars, against, similarity.away);
  const pool = Math.max(similarity.pool, all.offset + all.limit);
  const allowed = all.allowed === null ? null : subtract(all.allowed, all.leftOut);
  // Without a filter the exemplars themselves take places in the lists.
  const ask = pool + all.leftOut.length;
  const none: ScoredKeys = { keys: new Int32Array(0), scores: new Float32Array(0) };
  const words = terms.size === 0 ? none
    : without(await untilClearCut(ask, (k) => sources.lexical.search(terms, k, allowed === null ? {} : { allowed })), all.leftOut);
  const near = vector === null ? none
    : without(await untilClearCut(ask, (k) => sources.nearest(vector, k, allowed)), all.leftOut);
  const candidates = await gather([words.keys, near.keys], sources);
  const signals = signalsOf(terms, vector, candidates, sources);
  const unwanted = against.length === 0 ? null : tellingTerms(against.map(({ text }) => text), sources.lexical, similarity.terms);
  const lexical = scaled(signals.lexical, scaleOf(words.scores));
  const away = unwanted === null ? new Float32Array(lexical.length)
    : scaled(sources.lexical.score(unwanted, candidates.keys), { low: 0, high: Math.max(...words.scores.subarray(0, 1), 1) });
  const a = vector === null ? 1 : words.keys.length === 0 ? 0 : similarity.lexicalShare;
  const scores = weightedSum([
    [a, lexical], [-a * similarity.away, away], [1 - a, scaled(signals.dense, scaleOf(near.scores))],
  ], lexical.length);
  const order = orderOf(scores).filter((i) => all.minScore === null || signals.dense[i]! >= all.minScore);
  const wanted = diversify(order, scores, candidates.vectors, all.diversity, all.offset + all.limit).subarray(all.offset);
  const texts = await sources.papers(Int32Array.from(wanted, (i) => candidates.keys[i]!));
  return {
    candidates: candidates.keys.length,
    hits: Array.from(wanted, (i, n): SimilarHit => {
      const pair = pairWith(exemplars, candidates, i);
      const text = texts[n] === null || texts[n] === undefined ? '' : `${texts[n].title}\n${texts[n].abstract}`;
      return {
        key: candidates.keys[i]!, id: candidates.ids[i]!, rank: all.offset + n + 1, score: scores[i]!,
        scores: {
          match: signals.dense[i]!, lexical: signals.lexical[i]! > 0 ? signals.lexical[i]! : null,
          dense: vector === null ? null : signals.dense[i]!, sentence: pair?.similarity ?? null,
        },
        sentence: pair?.sentence ?? -1, pair,
        shared: sharedTerms(text, exemplars.map((one) => one.text), sources.lexical, similarity.shared),
      };
    }),
  };
}

/** The mean of the exemplars less a share of the mean of those to keep away from; null when none is embedded. */
function direction(exemplars: readonly Exemplar[], against: readonly Exemplar[], away: number): Vector | null {
  const mean = meanOf(exemplars);
  const unwanted = meanOf(against);
  if (mean === null || unwanted === null) return mean;
  return normalize(mean.map((value, i) => value - away * unwanted[i]!));
}

function meanOf(exemplars: readonly Exemplar[]): Vector | null {
  const vectors = exemplars.map(({ vector }) => vector).filter((vector) => vector !== null);
  if (vectors.length === 0) return null;
  return normalize(vectors[0]!.map((_value, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0)));
}

function without({ keys, scores }: ScoredKeys, leftOut: Int32Array): ScoredKeys {
  const kept = Array.from(keys.keys()).filter((i) => !leftOut.includes(keys[i]!));
  return { keys: Int32Array.from(kept, (i) => keys[i]!), scores: Float32Array.from(kept, (i) => scores[i]!) };
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
