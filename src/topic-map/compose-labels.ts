/** Labels out of the ten terms: one term when it says enough, up to three when it does not. */
import type { ChosenTerm } from './choose-terms.js';

export interface GroupTerms {
  /** Papers of the group. */
  readonly size: number;
  readonly terms: readonly ChosenTerm[];
}

/** Terms are added until together they are in this share of the group's papers (added up). */
const ENOUGH = 0.6;
const MOST_TERMS = 3;
/** A label of one word is rarely clear: a phrase may stand alone, a word only when it is in most papers of the group … */
const CLEAR_WORD = 0.6;
/** … and this share of all papers that have it are of the group. */
const OWN_WORD = 0.5;
/** How much more it counts that papers with the term are of the group than that papers of the group have the term. */
const PRECISION_BONUS = 0.5;
const PHRASE_BONUS = 1.5;

/**
 * Labels for areas and topics, spelled by `spelled`. No two are alike (letter case aside): where the best terms are the
 * same, further ones tell them apart. A topic does not repeat a term of its area's label.
 */
export function composeLabels(
  topics: readonly GroupTerms[], areas: readonly GroupTerms[], areaOf: Int32Array, spelled: ReadonlyMap<number, string>,
): { topics: string[]; areas: string[] } {
  const taken = new Set<string>();
  const areaLabels = areas.map((area) => compose(area, [], spelled, taken));
  const topicLabels = topics.map((topic, t) => {
    const area = areaOf[t]! < 0 ? undefined : areaLabels[areaOf[t]!]!;
    return compose(topic, area?.parts ?? [], spelled, taken);
  });
  return { topics: topicLabels.map(({ label }) => label), areas: areaLabels.map(({ label }) => label) };
}

interface Composed {
  readonly label: string;
  readonly parts: readonly ChosenTerm[];
}

/** Makes a label that is not `taken`, and takes it. */
function compose(group: GroupTerms, avoid: readonly ChosenTerm[], spelled: ReadonlyMap<number, string>, taken: Set<string>): Composed {
  const repeats = ({ stems }: ChosenTerm): boolean => avoid.some((other) => other.stems.join(' ') === stems.join(' '));
  const order = group.terms.filter((term) => !repeats(term)).sort((a, b) => telling(b, group.size) - telling(a, group.size));
  let length = Math.min(order.length, enough(order, group.size));
  const name = (): string => order.slice(0, length).map(({ term }) => spelled.get(term)!).join(', ') || 'untitled';
  while (length < order.length && taken.has(name().toLowerCase())) length++;
  let label = name();
  for (let n = 2; taken.has(label.toLowerCase()); n++) label = `${name()} (${n})`;
  taken.add(label.toLowerCase());
  return { label, parts: order.slice(0, length) };
}

/** How well a term tells the group's papers from others: F-measure with the weight on precision, phrases preferred. */
function telling({ papers, everywhere, stems }: ChosenTerm, size: number): number {
  const recall = papers / size;
  const precision = papers / everywhere;
  const square = PRECISION_BONUS ** 2;
  return (((1 + square) * precision * recall) / (square * precision + recall)) * (stems.length > 1 ? PHRASE_BONUS : 1);
}

/** How many of the terms in order a label needs. */
function enough(order: readonly ChosenTerm[], size: number): number {
  let covered = 0;
  let length = 0;
  for (const { papers, everywhere, stems } of order.slice(0, MOST_TERMS)) {
    covered += papers / size;
    length++;
    const clear = length > 1 || stems.length > 1 || (papers >= CLEAR_WORD * size && papers >= OWN_WORD * everywhere);
    if (clear && covered >= ENOUGH) break;
  }
  return length;
}
