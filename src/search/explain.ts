/** Why a hit is where it is: each signal's rank and share, and the words that matched. */
import { isStopWord, stem, terms, tokenize } from '../text/index.js';
import { ranksOf } from './fuse.js';

/** Of one hit. */
export interface Explanation {
  /** Rank among the candidates by each signal alone, from 1. */
  readonly ranks: Readonly<Record<string, number>>;
  /** What each signal added to the score; they add up to it. With several questions: the score for each, whose geometric mean it is. */
  readonly shares: Readonly<Record<string, number>>;
}

/** In the order of the positions given. Sorts once a signal. */
export function explain(positions: Int32Array, parts: Readonly<Record<string, Float32Array>>): Explanation[] {
  const ranks = Object.entries(parts).map(([name, values]) => [name, ranksOf(values)] as const);
  return Array.from(positions, (i) => ({
    ranks: Object.fromEntries(ranks.map(([name, of]) => [name, of[i]!])),
    shares: Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, values[i]!])),
  }));
}

/** Words of `text` that the question has too, in any form (by stem), as written in `text`, in its order, each once. */
export function matchedWords(question: string, text: string): string[] {
  const asked = new Set(terms(question));
  const seen = new Set<string>();
  const matched: string[] = [];
  for (const { word, start, end } of tokenize(text)) {
    const term = stem(word);
    if (isStopWord(word) || !asked.has(term) || seen.has(term)) continue;
    seen.add(term);
    matched.push(text.slice(start, end));
  }
  return matched;
}
