/** Of the names that fit a topic, the one that says most: what a reader takes from the name alone. */
import { auc } from '../concepts/index.js';
import { dot, groupRows } from '../math/index.js';
import type { Text } from '../topic-map/index.js';
import type { Matrix, Vector } from '../types.js';
import { stemsOf } from './check-name.js';
import type { NameFit } from './vocabulary-names.js';

/** Vectors of names as a reader has them: without their descriptions. */
export type EmbedNames = (names: readonly string[]) => Promise<readonly Vector[]>;

export interface Topics {
  readonly vectors: Matrix;
  readonly assignment: Int32Array;
  readonly centers: Matrix;
  /** The papers' words; none: names are not held against them. */
  readonly papers: readonly Text[] | undefined;
  /** Per topic the label that its terms make. */
  readonly termLabels: readonly string[];
}

/** A name tells its topic's papers from the others when a paper of it is more like the name this often … */
export const TELLS = 0.9;
/** … and where the label of the terms does so more often, this often. */
const TELLS_WELL = 0.93;
/** What it is worth that a name tells the topic's papers surely: so much for each unit of the log-odds. */
const TELLING = 0.15;
/** Names of each topic that are held against papers. */
const TRIED = 4;
/** What it is worth that all of a topic's papers use the words of its name, and no others do, in cosines. */
const COVERAGE = 1;
/** A word that so few of a topic's papers use leads astray, and costs so much. */
const STRANGE = { share: 0.05, cost: 0.15 };
const PAPERS_SAMPLED = 60;
const TELLING_SAMPLE = 5000;

/**
 * `fits` scored by what each name says by itself: the likeness of the name alone with the topic, how far that is ahead of
 * its likeness with any other topic, and how many more of the topic's papers use its words than of others. A description can fit where
 * the name says something else, and a name can be like the middle of a topic of which it is a corner ("Vacuum and plasma
 * arcs"). Names that do not tell the topic's papers from the others go.
 */
export async function whatNamesSay(
  fits: readonly (readonly NameFit[])[],
  topics: Topics,
  embed: EmbedNames,
): Promise<NameFit[][]> {
  const names = [...new Set([...topics.termLabels, ...fits.flatMap((list) => list.map(({ name }) => name))])];
  const found = await embed(names);
  const vectorOf = new Map(names.map((name, n) => [name, found[n]!]));
  const tells = tellsApart(topics.vectors, topics.assignment);
  const coverage = coverageOf(topics, fits.length);
  const { data, rows, dimensions } = topics.centers;
  return fits.map((list, topic) => {
    const scored = list
      .map((fit) => {
        const likeness = Array.from({ length: rows }, (_, t) =>
          dot(vectorOf.get(fit.name)!, 0, data, t * dimensions, dimensions),
        );
        const own = likeness[topic]!;
        const next = likeness.reduce((most, value, t) => (t === topic ? most : Math.max(most, value)), -1);
        const said = rows > 1 ? 2 * own - next : own;
        return { ...fit, score: said + COVERAGE * coverage(fit.name, topic) };
      })
      .sort((a, b) => b.score - a.score || a.entry - b.entry);
    if (scored.length === 0) return [];
    const byTerms = tells(vectorOf.get(topics.termLabels[topic]!)!, topic);
    const least = Math.max(TELLS, Math.min(TELLS_WELL, byTerms));
    return scored
      .slice(0, TRIED)
      .map((fit) => ({ fit, told: tells(vectorOf.get(fit.name)!, topic) }))
      .filter(({ told }) => told >= least)
      .map(({ fit, told }) => ({ ...fit, score: fit.score + TELLING * Math.log(told / (1.001 - told)) }))
      .sort((a, b) => b.score - a.score || a.entry - b.entry);
  });
}

/** How often a paper of the topic is more like `vector` than another paper. Cost: a product for each paper of the sample. */
export function tellsApart(
  { data, rows, dimensions }: Matrix,
  assignment: Int32Array,
): (vector: Vector, topic: number) => number {
  const stride = Math.max(1, Math.ceil(rows / TELLING_SAMPLE));
  return (vector, topic) => {
    const [inside, outside]: [number[], number[]] = [[], []];
    for (let row = 0; row < rows; row += stride) {
      const like = dot(data, row * dimensions, vector, 0, dimensions);
      (assignment[row] === topic ? inside : outside).push(like);
    }
    return auc(inside, outside) ?? 1;
  };
}

/**
 * How much larger the share of papers that use a word of the name is in the topic than over all topics, on average over
 * its words, in this form or another: "systems" and "methods" say nothing. Cost: the words of 60 papers a topic.
 */
function coverageOf({ assignment, papers }: Topics, count: number): (name: string, topic: number) => number {
  if (papers === undefined) return () => 0;
  const { offsets, rows } = groupRows(assignment, count);
  const words = Array.from({ length: count }, (_, topic) => {
    const own = rows.subarray(offsets[topic], offsets[topic + 1]);
    const stride = Math.max(1, own.length / PAPERS_SAMPLED);
    return Array.from({ length: Math.min(own.length, PAPERS_SAMPLED) }, (__, n) => {
      const { title, abstract } = papers[own[Math.floor(n * stride)]!]!;
      return new Set(stemsOf(`${title} ${abstract}`));
    });
  });
  const uses = new Map<string, readonly number[]>();
  const usesOf = (word: string): readonly number[] => {
    const known = uses.get(word);
    if (known !== undefined) return known;
    const found = words.map(
      (sample) => sample.filter((paper) => hasForm(paper, word)).length / Math.max(1, sample.length),
    );
    uses.set(word, found);
    return found;
  };
  return (name, topic) => {
    const own = [...new Set(stemsOf(name))];
    const gains = own.map((word) => {
      const shares = usesOf(word);
      return shares[topic]! - shares.reduce((sum, share) => sum + share, 0) / count;
    });
    const strange = own.filter((word) => usesOf(word)[topic]! < STRANGE.share).length;
    return gains.reduce((sum, gain) => sum + gain, 0) / Math.max(1, own.length) - STRANGE.cost * strange;
  };
}

/** Letters at the end of a stem that its forms may differ in (`cryptography`, `cryptographic`), and the least that stays. */
const ENDING = 3;
const ROOT = 5;

function hasForm(words: ReadonlySet<string>, word: string): boolean {
  if (words.has(word)) return true;
  if (word.length < ROOT) return false;
  const root = word.slice(0, Math.max(ROOT, word.length - ENDING));
  for (const other of words) if (other.startsWith(root)) return true;
  return false;
}
