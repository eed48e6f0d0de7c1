/** From words to weighted index terms: those of the question, those that a mistyped word may stand for, those of papers. */
import { isStopWord, stem, termAsked, terms, tokenize, withoutBoilerplate } from '../text/index.js';
import type { LexicalSource, PaperText, WeightedTerms } from './sources.js';

/** Known terms that stand in for one mistyped word. */
const STAND_INS = 3;
/** Letters of the shortest word that is taken for mistyped: gibberish of four letters is near something in any library. */
const SHORTEST_MISTYPED = 5;
/** Words looked up for near ones, a millisecond each: a question with more unknown words is not mistyped but in another language. */
export const MOST_LOOKED_UP = 12;

export interface QuestionTerms {
  readonly terms: WeightedTerms;
  /** Σ weight × rareness of all that was said, unknown words too: the most that a paper could score. */
  readonly maxScore: number;
  /** Words that no paper has and that nothing near was found for. */
  readonly unknown: readonly string[];
  /** Words that no paper has, with the known terms that stand in for them. */
  readonly corrected: readonly { readonly word: string; readonly terms: readonly string[] }[];
}

/** A question of thousands of words (a pasted page) is cut to its most telling terms: the rest changes no order. */
const MOST_TERMS = 200;

/** A hyphenated word is looked for by its parts and as one: three terms for what are two words at most. */
const PART_WEIGHT = 0.7;
const WHOLE_WEIGHT = 0.5;

/** Each word counts as often as it is said. A word that no paper has is replaced by the known ones nearest to it. */
export function questionTerms(text: string, lexical: LexicalSource): QuestionTerms {
  const weights = new Map<string, number>();
  const unknown = new Set<string>();
  const corrected = new Map<string, readonly string[]>();
  const add = (term: string, weight: number): void =>
    void weights.set(term, (weights.get(term) ?? 0) + weight);
  for (const { word, weight, joined } of weighted(text, lexical)) {
    const term = stem(word);
    if (lexical.documentFrequency(term) > 0) {
      add(termAsked(term, word), weight);
    } else if (!joined && !unknown.has(word)) {
      const standIns =
        corrected.get(word) ??
        (unknown.size + corrected.size < MOST_LOOKED_UP ? standInsFor(word, lexical) : []);
      // One word's weight is shared: three stand-ins must not outvote the words that were typed right.
      for (const standIn of standIns) add(standIn, weight / standIns.length);
      if (standIns.length > 0) corrected.set(word, standIns);
      else unknown.add(word);
    }
  }
  const kept = heaviestTerms(weights, lexical, MOST_TERMS);
  return {
    terms: kept,
    // A word that no paper has: the rarest there can be.
    maxScore: maxScoreOf(kept, lexical) + unknown.size * lexical.inverseFrequency(''),
    unknown: [...unknown],
    corrected: [...corrected].map(([word, standIns]) => ({ word, terms: standIns })),
  };
}

function weighted(text: string, lexical: LexicalSource): { word: string; weight: number; joined: boolean }[] {
  const words = tokenize(text).filter(({ word }) => !isStopWord(word));
  // A whole follows its parts.
  const weights = new Float32Array(words.length).fill(1);
  for (let i = words.length - 1; i >= 0; i--) {
    const { word, joined, start } = words[i]!;
    if (!joined || lexical.documentFrequency(stem(word)) === 0) continue;
    weights[i] = WHOLE_WEIGHT;
    for (let part = i - 1; part >= 0 && words[part]!.start >= start; part--) weights[part] = PART_WEIGHT;
  }
  return words.map(({ word, joined }, i) => ({ word, joined, weight: weights[i]! }));
}

/** The nearest known terms, as many as are equally near. */
function standInsFor(word: string, lexical: LexicalSource): string[] {
  const near = word.length < SHORTEST_MISTYPED ? [] : lexical.near(word, STAND_INS);
  return near.filter(({ distance }) => distance === near[0]!.distance).map(({ term }) => term);
}

/** The most that BM25 can come to for these terms: Σ weight × rareness. */
export function maxScoreOf(terms: WeightedTerms, lexical: LexicalSource): number {
  return [...terms].reduce((sum, [term, weight]) => sum + weight * lexical.inverseFrequency(term), 0);
}

/** The `count` terms with the greatest weight × rareness, in their order. */
function heaviestTerms(weights: Map<string, number>, lexical: LexicalSource, count: number): WeightedTerms {
  if (weights.size <= count) return weights;
  const worth = new Map(
    [...weights].map(([term, weight]) => [term, weight * lexical.inverseFrequency(term)]),
  );
  const kept = new Set(
    [...worth]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, count)
      .map(([term]) => term),
  );
  return new Map([...weights].filter(([term]) => kept.has(term)));
}

/**
 * What papers are about in `count` terms: frequency, saturated, × rareness, added up over the papers (the idea of RM3,
 * Lavrenko and Croft 2001); a term of one paper alone is its own affair. The weights add up to 1.
 */
export function expansionTerms(
  papers: readonly PaperText[],
  lexical: LexicalSource,
  count: number,
): WeightedTerms {
  const total = new Map<string, { said: number; papers: number }>();
  for (const { title, abstract } of papers) {
    for (const [term, n] of countsOf(`${title}\n${withoutBoilerplate(abstract)}`)) {
      const sofar = total.get(term);
      if (sofar === undefined) total.set(term, { said: n / (n + 1), papers: 1 });
      else {
        sofar.said += n / (n + 1);
        sofar.papers++;
      }
    }
  }
  // Rareness is looked up last: few terms are left by then.
  const best = [...total]
    .filter(([, found]) => found.papers > 1 || papers.length === 1)
    .map(([term, { said }]) => [term, said * lexical.inverseFrequency(term)] as const)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, count);
  const sum = best.reduce((all, [, weight]) => all + weight, 0) || 1;
  return new Map(best.map(([term, weight]) => [term, weight / sum]));
}

/**
 * The `count` terms that say most about some texts: saturated frequency, on average over the texts, by the share of them
 * that have it, so that what they have in common counts more than what one of them repeats. To be searched for as a question.
 */
export function queryTermsOf(texts: readonly string[], lexical: LexicalSource, count: number): WeightedTerms {
  const said = new Map<string, { sum: number; texts: number }>();
  for (const text of texts) {
    for (const [term, n] of countsOf(text)) {
      if (lexical.documentFrequency(term) === 0) continue;
      const sofar = said.get(term) ?? { sum: 0, texts: 0 };
      said.set(term, { sum: sofar.sum + n / (n + 1), texts: sofar.texts + 1 });
    }
  }
  const weights = new Map(
    [...said].map(([term, { sum, texts: having }]) => [term, (sum * having) / texts.length ** 2]),
  );
  return heaviestTerms(weights, lexical, count);
}

/**
 * Terms of `text` that one of `others` has as well, as written in `text`, the rarest and most repeated first.
 */
export function sharedTerms(
  text: string,
  others: readonly string[],
  lexical: LexicalSource,
  count: number,
): string[] {
  const theirs = new Set(others.flatMap((other) => terms(other)));
  return ownTerms(text, lexical, (term) => theirs.has(term)).slice(0, count);
}

/** Terms of `text` that none of `others` has: what sets a draft apart from its nearest papers. */
export function settingApart(
  text: string,
  others: readonly string[],
  lexical: LexicalSource,
  count: number,
): string[] {
  const theirs = new Set(others.flatMap((other) => terms(other)));
  return ownTerms(text, lexical, (term) => !theirs.has(term)).slice(0, count);
}

function ownTerms(text: string, lexical: LexicalSource, wanted: (term: string) => boolean): string[] {
  const written = new Map<string, string>();
  for (const { word, start, end } of tokenize(text)) {
    const term = stem(word);
    if (!isStopWord(word) && !/^[\d.]+$/u.test(word) && !written.has(term))
      written.set(term, text.slice(start, end));
  }
  return [...countsOf(text)]
    .filter(([term]) => written.has(term) && wanted(term))
    .map(([term, n]) => ({ term, worth: (n / (n + 1)) * lexical.inverseFrequency(term) }))
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .map(({ term }) => written.get(term)!);
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
