/** Names for topics and areas out of their papers' own words. */
import { chooseTerms } from './choose-terms.js';
import { eachClass } from './class-weights.js';
import { composeLabels } from './compose-labels.js';
import type { GroupTerms } from './compose-labels.js';
import { readWords } from './read-words.js';
import { round } from './round.js';
import { spellTerms } from './spell-terms.js';
import { indexTerms } from './term-index.js';
import type { TermIndex } from './term-index.js';
import type { Labels, Text, TopicLabel } from './types.js';
import { toStream } from './word-stream.js';
import type { WordStream } from './word-stream.js';

/** The words of a corpus, read once; labels for any grouping of its texts can be made from them. */
export interface LabelSource {
  readonly words: WordStream;
  readonly index: TermIndex;
}

/** Reads the words of `texts`. Cost: 100 µs a paper, 1 KB of memory a paper. */
export function readLabelSource(texts: Iterable<Text>): LabelSource {
  const words = toStream(readWords(texts));
  return { words, index: indexTerms(words) };
}

/**
 * Labels and ten weighted terms for `count` topics and their areas. `assignment[i]` is the topic of text `i`, or -1;
 * `areas[t]` the area of topic `t`, or -1. No two labels are alike, and no topic repeats a term of its area's label.
 */
export function labelTopics(
  source: LabelSource, assignment: Int32Array, count: number, areas: Int32Array, areaCount: number,
): Labels {
  const { words, index } = source;
  const areaOf = assignment.map((topic) => (topic < 0 ? -1 : areas[topic]!));
  const areaTerms = termsOf(source, areaOf, areaCount);
  const topicTerms = termsOf(source, assignment, count);
  const spelled = spellTerms(words, index, new Set([...areaTerms, ...topicTerms].flatMap(({ terms }) => terms.map(({ term }) => term))));
  const spread = spreadOver(index, assignment, count, areas, areaTerms);
  const labels = composeLabels(topicTerms, areaTerms, areas, spelled, spread);
  const present = ({ terms }: GroupTerms, label: string): TopicLabel => {
    const sum = terms.reduce((total, { weight }) => total + weight, 0);
    return { label, terms: terms.map(({ term, weight }) => ({ term: spelled.get(term)!.full, weight: round(weight / sum, 4) })) };
  };
  return {
    topics: topicTerms.map((terms, t) => present(terms, labels.topics[t]!)),
    areas: areaTerms.map((terms, a) => present(terms, labels.areas[a]!)),
  };
}

/** For a term of an area: 1 minus the share of its papers (in that area) that are in one topic. */
function spreadOver(
  index: TermIndex, assignment: Int32Array, count: number, areas: Int32Array, areaTerms: readonly GroupTerms[],
): (area: number, term: number) => number {
  const most = areaTerms.map(({ terms }) => new Map(terms.map(({ term }) => [term, 0])));
  if (areaTerms.length > 0) {
    eachClass(index, assignment, count, ({ group, counts }) => {
      const inArea = areas[group]! < 0 ? undefined : most[areas[group]!]!;
      inArea?.forEach((papers, term) => inArea.set(term, Math.max(papers, counts[term]!)));
    });
  }
  const all = areaTerms.map(({ terms }) => new Map(terms.map(({ term, papers }) => [term, papers])));
  return (area, term) => 1 - most[area]!.get(term)! / all[area]!.get(term)!;
}

export function termsOf({ words, index }: LabelSource, groups: Int32Array, count: number): GroupTerms[] {
  const found: GroupTerms[] = [];
  eachClass(index, groups, count, (terms) => found.push({ size: terms.size, terms: chooseTerms(words, index, terms) }));
  return found;
}
