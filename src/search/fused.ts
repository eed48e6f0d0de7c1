/** One question's score for every candidate. */
import { row } from '../matrix.js';
import { cosinesWith, type Candidates, type Signals } from './candidates.js';
import { orderOf, scaled, scaleOf, weightedSum, type Scale } from './fuse.js';
import type { Ranking } from './ranking.js';
import { moveTowards, smooth } from './smooth.js';
import type { Question, ScoredKeys, SearchMode, SearchSources, WeightedTerms } from './sources.js';
import { expansionTerms } from './terms.js';

/** The best of either side in the whole library (or the papers allowed): what the scales are taken from. */
export interface Lists {
  readonly lexical: ScoredKeys;
  readonly dense: ScoredKeys;
}

export interface Fused {
  readonly scores: Float32Array;
  /** What adds up to `scores`, by name. */
  readonly parts: Readonly<Record<string, Float32Array>>;
}

/** Scales each side by its own list, adds up, lets the best candidates speak (hybrid only). */
export async function fuse(
  question: Question, candidates: Candidates, signals: Signals, lists: Lists, mode: SearchMode, ranking: Ranking,
  sources: SearchSources,
): Promise<Fused> {
  if (mode === 'lexical') return { scores: signals.lexical, parts: { lexical: signals.lexical } };
  const scale = scaleOf(lists.dense.scores);
  const parts = {
    dense: share(1 - ranking.sentenceShare, scaled(signals.dense, scale)),
    sentence: share(ranking.sentenceShare, scaled(signals.sentence, scale)),
  };
  const n = candidates.keys.length;
  const vectors = weightedSum([[1, parts.dense], [1, parts.sentence]], n);
  if (mode === 'dense') return { scores: vectors, parts };
  const words = scaled(signals.lexical, scaleOf(lists.lexical.scores));
  const a = lists.lexical.keys.length === 0 ? 0 : ranking.lexicalShare;
  const first = weightedSum([[a, words], [1 - a, vectors]], n);
  const told = await heard(question, candidates, first, ranking, sources, scale);
  const before = {
    lexical: share(a, words),
    dense: share((1 - a) * (1 - ranking.sentenceShare), told.dense),
    sentence: share(1 - a, parts.sentence),
    expansion: share(a * ranking.expansionWeight, told.expansion),
  };
  const sum = weightedSum(Object.values(before).map((values) => [1, values] as const), n);
  const smoothed = smooth(sum, candidates.vectors, ranking.smoothingNeighbors, ranking.smoothingShare);
  const own = 1 - ranking.smoothingShare;
  return {
    scores: smoothed,
    parts: {
      ...Object.fromEntries(Object.entries(before).map(([name, values]) => [name, share(own, values)])),
      neighbors: smoothed.map((score, i) => score - own * sum[i]!),
    },
  };
}

interface Heard {
  /** Scaled cosines with the question moved towards the best candidates. */
  readonly dense: Float32Array;
  /** BM25 of the terms that the best candidates share, scaled to 0..1. */
  readonly expansion: Float32Array;
}

/** What the best candidates of a first round say about what is meant. */
async function heard(
  question: Question, candidates: Candidates, first: Float32Array, ranking: Ranking, sources: SearchSources, scale: Scale,
): Promise<Heard> {
  const best = orderOf(first);
  const n = candidates.keys.length;
  const moved = question.vector === null ? null
    : moveTowards(question.vector, candidates.vectors, best.slice(0, ranking.feedbackPapers), ranking.feedbackWeight);
  const dense = moved === null ? new Float32Array(n) : cosinesWith(moved, candidates.vectors);
  const texts = await sources.papers(candidates.keys.filter((_key, i) => best.indexOf(i) < ranking.expansionPapers));
  const terms: WeightedTerms = expansionTerms(texts.filter((text) => text !== null), sources.lexical, ranking.expansionTerms);
  const expansion = terms.size === 0 ? new Float32Array(n) : sources.lexical.score(terms, candidates.keys);
  return {
    dense: moved === null ? dense : scaled(dense, { low: scale.low, high: Math.max(scale.high, ...dense) }),
    expansion: scaled(expansion, { low: 0, high: Math.max(...expansion, 0) }),
  };
}

function share(weight: number, values: Float32Array): Float32Array {
  return values.map((value) => weight * value);
}

/** The vector of candidate `i`, as a view. */
export function vectorOf(candidates: Candidates, i: number): Float32Array {
  return row(candidates.vectors, i);
}
