/** Labels out of the best terms: one term when it says enough, up to three when it does not. */
import type { ChosenTerm } from './choose-terms.js';
import type { Spelled } from '../terms/index.js';

export interface GroupTerms {
  /** Papers of the group. */
  readonly size: number;
  readonly terms: readonly ChosenTerm[];
}

/** Terms are added until together they are in this share of the group's papers (added up). */
const ENOUGH = 0.6;
const MOST_TERMS = 3;
/** A third term is left out when the label would be longer (characters). */
const LONGEST = 60;
/** How much less it counts that papers of the group have the term than that papers with the term are of the group. */
const RECALL_WEIGHT = 0.5;
const PHRASE_BONUS = 1.5;
/** What a term is worth that shares a word with one already in the label. */
const REPEATED_WORD = 0.4;

export interface GroupsToName {
  readonly topics: readonly GroupTerms[];
  readonly areas: readonly GroupTerms[];
  /** Per topic its area, or -1. */
  readonly areaOf: Int32Array;
}

/**
 * Labels for areas and topics. No two are alike (letter case aside): where the best terms are the same, further ones
 * tell them apart. A topic does not repeat a term of its area's label. `spread(a, term)` says how evenly a term of area
 * `a` is spread over its topics, 0..1: an area is not named after one of them.
 */
export function composeLabels(
  { topics, areas, areaOf }: GroupsToName,
  spelled: ReadonlyMap<number, Spelled>,
  spread: (area: number, term: number) => number,
): { topics: Composed[]; areas: Composed[] } {
  const names: Names = { spelled, taken: new Set() };
  const areaLabels = areas.map((area, a) => compose(area, [], names, (term) => spread(a, term)));
  const topicLabels = topics.map((topic, t) => {
    const area = areaOf[t]! < 0 ? undefined : areaLabels[areaOf[t]!]!;
    return compose(topic, area?.parts ?? [], names, () => 1);
  });
  return { topics: topicLabels, areas: areaLabels };
}

export interface Composed {
  readonly label: string;
  /** The terms in it. */
  readonly parts: readonly ChosenTerm[];
}

interface Names {
  readonly spelled: ReadonlyMap<number, Spelled>;
  /** Labels that are given, in lower case. */
  readonly taken: Set<string>;
}

/** Makes a label that is not taken, and takes it. */
function compose(
  { size, terms }: GroupTerms,
  avoid: readonly ChosenTerm[],
  { spelled, taken }: Names,
  worth: (term: number) => number,
): Composed {
  const repeats = ({ stems }: ChosenTerm): boolean =>
    avoid.some((other) => other.stems.join(' ') === stems.join(' '));
  const order = inOrder(
    terms.filter((term) => !repeats(term)),
    (term) => distinctiveness(term, size) * worth(term.term),
  );
  const name = (length: number): string => {
    if (length === 1) return spelled.get(order[0]!.term)!.full;
    return (
      order
        .slice(0, length)
        .map(({ term }) => spelled.get(term)!.short)
        .join(', ') || 'untitled'
    );
  };
  let length = enough(order, size);
  if (length === MOST_TERMS && name(length).length > LONGEST) length--;
  while (length < order.length && taken.has(name(length).toLowerCase())) length++;
  let label = name(length);
  for (let n = 2; taken.has(label.toLowerCase()); n++) label = `${name(length)} (${n})`;
  taken.add(label.toLowerCase());
  return { label, parts: order.slice(0, length) };
}

/** Best first; a term that shares a word with an earlier one counts less. */
function inOrder(terms: readonly ChosenTerm[], value: (term: ChosenTerm) => number): ChosenTerm[] {
  const order: ChosenTerm[] = [];
  const used = new Set<string>();
  const left = [...terms];
  while (left.length > 0) {
    const values = left.map(
      (term) => value(term) * (term.stems.some((word) => used.has(word)) ? REPEATED_WORD : 1),
    );
    const [next] = left.splice(values.indexOf(Math.max(...values)), 1);
    order.push(next!);
    for (const word of next!.stems) used.add(word);
  }
  return order;
}

/**
 * How well a term tells the group's papers from others: F-measure with the weight on precision, times the root of its
 * weight among the terms; phrases preferred.
 */
function distinctiveness({ papers, everywhere, stems, head, weight }: ChosenTerm, size: number): number {
  const recall = papers / size;
  const precision = papers / everywhere;
  const square = RECALL_WEIGHT ** 2;
  return (
    (((1 + square) * precision * recall) / (square * precision + recall)) *
    (stems.length > 1 ? PHRASE_BONUS : 1) *
    head *
    Math.sqrt(weight)
  );
}

/** How many of the terms in order a label needs. A phrase may stand alone; one word ("Image") says too little. */
function enough(order: readonly ChosenTerm[], size: number): number {
  let covered = 0;
  let length = 0;
  for (const { papers, stems } of order.slice(0, MOST_TERMS)) {
    covered += papers / size;
    length++;
    if ((length > 1 || stems.length > 1) && covered >= ENOUGH) break;
  }
  return length;
}
