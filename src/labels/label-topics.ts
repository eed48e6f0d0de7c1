/** Names for topics and areas out of their papers' own words. */
import { chooseTerms, joinTerms } from './choose-terms.js';
import type { ChosenTerm, Choice } from './choose-terms.js';
import { capitalised } from './readable-name.js';
import { eachClass } from './class-tfidf.js';
import { composeLabels } from './compose-labels.js';
import type { Composed, GroupTerms } from './compose-labels.js';
import {
  joinHyphens,
  WordReader,
  type Words,
  silenceRepeatedLines,
  spellTerms,
  type Spelled,
  indexTerms,
  type TermIndex,
  toStream,
  type WordStream,
} from '../terms/index.js';
import type { TermLists } from '../cluster/index.js';
import { round } from '../math/index.js';
import type { Labels, Text, TopicLabel } from '../topic-map/index.js';

/** The words of a corpus, read once; labels for any grouping of its texts can be made from them. */
export interface LabelSource {
  readonly words: WordStream;
  readonly index: TermIndex;
}

/** Reads the words of `texts`. Cost: 100 µs a paper, 1 KB of memory a paper. */
export function readLabelSource(texts: Iterable<Text>): LabelSource {
  const reader = new WordReader();
  for (const text of texts) reader.read(text);
  return labelSource(reader.finish());
}

export function labelSource(read: Words): LabelSource {
  const words = toStream(joinHyphens(silenceRepeatedLines(read)));
  return { words, index: indexTerms(words) };
}

/** The terms of each text, as topics are found by them. */
export function termListsOf({ index: { count, terms, offsets } }: LabelSource): TermLists {
  return { count, terms, offsets };
}

/** Texts in topics, topics in areas. */
export interface LabelGroups {
  /** Per text its topic, or -1. */
  readonly assignment: Int32Array;
  readonly count: number;
  /** Per topic its area, or -1. */
  readonly areas: Int32Array;
  readonly areaCount: number;
}

/**
 * Labels and ten weighted terms for topics and their areas. No two labels are alike, and no topic repeats a term of its
 * area's label.
 */
export function labelTopics(source: LabelSource, groups: LabelGroups): Labels {
  const { named, spelled } = nameTopics(source, groups);
  const present = ({ label, terms }: NamedGroup): TopicLabel => {
    const sum = terms.reduce((total, { weight }) => total + weight, 0);
    const shares = terms.map(({ term, weight }) => ({
      term: spelled.get(term)!.full,
      weight: round(weight / sum, 4),
    }));
    return { label: capitalised(label), source: 'terms', terms: shares };
  };
  return { topics: named.topics.map(present), areas: named.areas.map(present) };
}

export interface NamedGroup {
  readonly label: string;
  readonly terms: readonly ChosenTerm[];
}

/** The same with the numbers of the terms in the index, for measuring them. */
export function nameTopics(
  source: LabelSource,
  groups: LabelGroups,
): { named: { topics: NamedGroup[]; areas: NamedGroup[] }; spelled: ReadonlyMap<number, Spelled> } {
  const { words, index } = source;
  const { assignment, count, areas, areaCount } = groups;
  const areaOf = assignment.map((topic) => (topic < 0 ? -1 : areas[topic]!));
  const areaTerms = termsOf(source, areaOf, areaCount);
  const topicTerms = termsOf(source, assignment, count);
  const wanted = [...areaTerms, ...topicTerms].flatMap(({ forLabel, forList }) => [...forLabel, ...forList]);
  const spelled = spellTerms(words, index, new Set(wanted.map(({ term }) => term)));
  const toName = (groups: readonly ClassChoice[]): GroupTerms[] =>
    groups.map(({ size, forLabel }) => ({ size, terms: forLabel }));
  const spread = spreadOver(index, groups, toName(areaTerms));
  const labels = composeLabels(
    { topics: toName(topicTerms), areas: toName(areaTerms), areaOf: areas },
    spelled,
    spread,
  );
  const join = (groups: readonly ClassChoice[], composed: readonly Composed[]): NamedGroup[] =>
    groups.map(({ forLabel, forList }, g) => ({
      label: composed[g]!.label,
      terms: joinTerms(composed[g]!.parts, [...forList, ...forLabel]),
    }));
  return {
    named: { topics: join(topicTerms, labels.topics), areas: join(areaTerms, labels.areas) },
    spelled,
  };
}

/** For a term of an area: 1 minus the share of its papers (in that area) that are in one topic. */
function spreadOver(
  index: TermIndex,
  { assignment, count, areas }: LabelGroups,
  areaTerms: readonly GroupTerms[],
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

interface ClassChoice extends Choice {
  readonly size: number;
}

function termsOf({ words, index }: LabelSource, groups: Int32Array, count: number): ClassChoice[] {
  const found: ClassChoice[] = [];
  eachClass(index, groups, count, (terms) =>
    found.push({ size: terms.size, ...chooseTerms(words, index, terms) }),
  );
  return found;
}
