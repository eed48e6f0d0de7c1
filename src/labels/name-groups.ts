/** Names for groups of papers that may overlap and have no areas, by the machinery of the topics' labels. */
import { chooseTerms, type ChosenTerm } from './choose-terms.js';
import { eachGroup } from './class-tfidf.js';
import { composeLabels, type GroupTerms } from './compose-labels.js';
import type { LabelSource } from './label-topics.js';
import { spellTerms } from '../terms/index.js';

/** A term names a group when it is in this share of its papers. */
const COMMON = 0.15;

export interface GroupName {
  /** No two are alike, letter case aside. */
  readonly label: string;
  /** Numbers in the index of the terms that the label is made of. */
  readonly terms: readonly number[];
}

/** The papers of group `g` are `rows[offsets[g] .. offsets[g + 1]]`. Cost: as `labelTopics`. */
export function nameGroups(
  source: LabelSource,
  groups: { readonly offsets: Int32Array; readonly rows: Int32Array },
): GroupName[] {
  const { words, index } = source;
  const found: GroupTerms[] = [];
  eachGroup(index, groups, (terms) => {
    const { forLabel, forList } = chooseTerms(words, index, terms);
    found.push({ size: terms.size, terms: common([...forLabel, ...forList], terms.size) });
  });
  const spelled = spellTerms(
    words,
    index,
    new Set(found.flatMap(({ terms }) => terms.map(({ term }) => term))),
  );
  const { topics } = composeLabels(
    { topics: found, areas: [], areaOf: new Int32Array(found.length).fill(-1) },
    spelled,
    () => 1,
  );
  return topics.map(({ label, parts }) => ({ label, terms: parts.map(({ term }) => term) }));
}

/** How each of the terms `wanted` is usually written. Cost: one pass over all words. */
export function spellingsOf({ words, index }: LabelSource, wanted: ReadonlySet<number>): Map<number, string> {
  return new Map([...spellTerms(words, index, wanted)].map(([term, { full }]) => [term, full]));
}

/**
 * Groups that overlap are small and many: a term of three papers, telling for a topic, is chance for one of five hundred
 * of them. Those that are common enough in the group, each once; the best when none is.
 */
function common(terms: readonly ChosenTerm[], size: number): ChosenTerm[] {
  const once = terms.filter(({ term }, i) => terms.findIndex((other) => other.term === term) === i);
  const kept = once.filter(({ papers }) => papers >= COMMON * size);
  return kept.length > 0 ? kept : once.slice(0, 1);
}
