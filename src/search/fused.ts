/** One question's score for every candidate, as a sum of named parts. */
import type { Candidates, Signals } from './candidates.js';
import { orderOf, sumOf } from './fuse.js';
import type { Ranking } from './ranking.js';
import { smoothBest } from './smooth.js';
import type { PaperText, SearchMode, SearchSources } from './sources.js';
import { tellingScores } from './telling.js';
import { expansionTerms, type QuestionTerms } from './terms.js';

/** Papers with the most words of the question that are read to see whether it stands there as it is. */
const LITERAL = 5;

export interface Fused {
  readonly scores: Float32Array;
  /** What adds up to `scores`, by name. */
  readonly parts: Readonly<Record<string, Float32Array>>;
  /** Position among the candidates → text, of the papers that were read. */
  readonly read: ReadonlyMap<number, PaperText>;
}

/**
 * Words + vectors, then what the best candidates say: terms they share, and how their neighbours fare. The first sum
 * stands on its own for each paper (cosines as they are, BM25 scaled by what the question could reach at most), not on
 * a list's best and last: a list that finds nothing good cannot make its first look like a good one.
 */
export async function fuse(
  words: QuestionTerms,
  candidates: Candidates,
  signals: Signals,
  mode: SearchMode,
  ranking: Ranking,
  sources: SearchSources,
): Promise<Fused> {
  const read = new Map<number, PaperText>();
  if (mode === 'lexical') return { scores: signals.lexical, parts: { lexical: signals.lexical }, read };
  const dense = times(1 - ranking.sentenceShare, signals.dense);
  const sentence = times(ranking.sentenceShare, signals.sentence);
  const n = candidates.keys.length;
  if (mode === 'dense') return { scores: sumOf([dense, sentence], n), parts: { dense, sentence }, read };
  const telling =
    ranking.tellingWeight === 0
      ? signals.lexical
      : tellingScores(words.terms, candidates.keys, signals.dense, sources.lexical, ranking);
  const lexical = times(wordShare(words.reach, ranking), telling);
  const first = orderOf(sumOf([lexical, dense, sentence], n)).subarray(0, ranking.expansionPapers);
  // Whoever knows a text by heart finds it by its words.
  const literal = orderOf(lexical).subarray(0, LITERAL);
  const positions = [...new Set([...first, ...literal])];
  const texts = await sources.papers(Int32Array.from(positions, (i) => candidates.keys[i]!));
  positions.forEach((i, at) => void (texts[at] && read.set(i, texts[at])));
  const best = Array.from(first, (i) => read.get(i)).filter((text) => text !== undefined);
  const expansion = expanded(best, candidates, ranking, sources);
  const sum = sumOf([lexical, dense, sentence, expansion], n);
  const scores = smoothBest(sum, candidates.vectors, ranking);
  return {
    scores,
    parts: { lexical, dense, sentence, expansion, neighbors: scores.map((score, i) => score - sum[i]!) },
    read,
  };
}

/** What a point of BM25 is worth beside a cosine. `reach`: the most that a paper could score. */
export function wordShare(reach: number, { lexicalWeight, lengthPower }: Ranking): number {
  return reach <= 0 ? 0 : lexicalWeight / reach ** lengthPower;
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
