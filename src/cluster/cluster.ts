/** Topics and areas of a corpus: how many, which paper belongs where, how firmly, and how far to trust it. */
import { FieldmapError } from '../errors.js';
import { seededRandom, type Random } from '../math/index.js';
import type { Matrix } from '../types.js';
import { numberOfTopics } from './partition/number-of-topics.js';
import { compress } from './partition/compress.js';
import { describeTopics } from './describe-topics.js';
import { warmStart, clearlyBetter } from './partition/warm-start.js';
import { kmeans } from './partition/kmeans.js';
import { membership, type Membership } from './membership.js';
import { renumberTopics, type Partition } from './partition/renumber-topics.js';
import { refineTopics } from './partition/refine-topics.js';
import { productsOf, type Products } from './partition/scatter.js';
import { dissolve, dissolveSmall } from './partition/small-topics.js';
import { lloyd } from './partition/lloyd.js';
import { smoothVectors } from './partition/smooth-vectors.js';
import { topicStability } from './topic-stability.js';
import { initialCenters } from './partition/initial-centers.js';
import { joinLinked, mustLinkGroups } from './partition/must-link.js';
import type { ClusterInput, ClusterOptions, Clustering, Granularity } from './types.js';

const FACTOR: Record<Granularity, number> = { coarse: 0.5, medium: 1, fine: 2 };
/** Steps over the graph that the vectors are smoothed for the rounds that settle the groups. */
const HOPS = 2;
const SETTLE_ROUNDS = 6;
const REFINE_ROUNDS = 5;
/** What `onProgress` counts. */
const STEPS = 3 + REFINE_ROUNDS;

/**
 * k-means on the layout, with as many groups as the graph falls apart into; the groups settle on vectors smoothed over
 * the graph; then each paper goes where a discriminant of the vectors, its neighbours' votes and its words agree. The same input
 * and seed give the same result.
 *
 * @throws FieldmapError `usage` when `topics` or `minSize` is not a whole number above 0, `interrupted` by the signal.
 */
export function cluster(input: ClusterInput, options: ClusterOptions): Clustering {
  checkWhole('number of topics', options.topics, 'Leave --topics out to let fieldmap choose.');
  checkWhole('smallest topic', options.minSize, 'Leave --min-size out for a size that suits the library.');
  const { vectors, lists, graph, layout } = input;
  const random = seededRandom(options.seed);
  const groups = mustLinkGroups(vectors, lists, input.mustLink);
  const products = productsOf(vectors, random);
  const smooth = smoothVectors(compress(vectors, products, random), graph, HOPS);
  const found = findTopics({ input, options, smooth, products, groups }, random);
  const { topics, strength, assignment } = placed(input, options, groups, found);
  return {
    count: topics.count,
    assignment,
    nearest: topics.labels,
    strength,
    stability: topicStability(layout, smooth, topics, random),
    ...describeTopics(vectors, topics),
  };
}

interface Material {
  readonly input: ClusterInput;
  readonly options: ClusterOptions;
  /** Vectors smoothed over the graph. */
  readonly smooth: Matrix;
  readonly products: Products;
  /** Per paper: its must-link group. */
  readonly groups: Int32Array;
}

function findTopics({ input, options, smooth, products, groups }: Material, random: Random): Partition {
  const { vectors, graph, layout, words } = input;
  const evidence = { vectors, graph, products, ...(words && { words }) };
  if (vectors.rows === 0) return renumberTopics(new Int32Array(0));
  let done = 0;
  const step = <T>(result: T): T => {
    if (options.signal?.aborted) {
      throw new FieldmapError('interrupted', 'Stopped while finding topics.', 'Run the same command again.');
    }
    options.onProgress?.({ step: 'clustering', done: ++done, total: STEPS });
    return result;
  };
  const wanted =
    options.topics ??
    Math.max(1, Math.round(numberOfTopics(layout, graph, random) * FACTOR[options.granularity ?? 'medium']));
  const count = Math.min(step(wanted), vectors.rows);
  const start = step(initialCenters({ layout, smooth, graph }, count, random));
  const settled = step(lloyd(smooth, start, SETTLE_ROUNDS)).labels;
  const exact = options.topics !== undefined;
  // Smoothed over a graph in which all are neighbours of all, a few papers are one and the same.
  const labels =
    exact && renumberTopics(settled).count < count ? kmeans(layout, count, random).labels : settled;
  const finish = (found: Int32Array, rounds: number, each: <T>(result: T) => T): Partition => {
    let now = renumberTopics(found);
    for (let round = 0; round < rounds; round++) {
      const next = renumberTopics(refineTopics(evidence, now));
      // So many were asked for: a round that would lose one is not taken.
      now = each(exact && next.count < now.count ? now : next);
    }
    const joined = renumberTopics(joinLinked(now.labels, groups, now.count));
    const kept = dissolveSmall(vectors, graph, joined, leastOf(options, vectors.rows));
    return renumberTopics(joinLinked(kept.labels, groups, kept.count));
  };
  const fresh = finish(labels, REFINE_ROUNDS, step);
  if (input.standing === undefined) return fresh;
  const before = warmStart(smooth, input.standing);
  if (before.count === 0 || (options.topics !== undefined && before.count !== options.topics)) return fresh;
  // Without new papers nothing is to be refined: the same papers give the same map.
  const carried = finish(before.labels, input.standing.includes(-1) ? REFINE_ROUNDS : 0, (result) => result);
  return clearlyBetter(graph, fresh, carried) ? fresh : carried;
}

/** Who belongs where. A topic that hardly any paper belongs to is none, unless so many were asked for: its papers go elsewhere. */
function placed(
  input: ClusterInput,
  options: ClusterOptions,
  groups: Int32Array,
  found: Partition,
): Membership & { topics: Partition } {
  const { vectors, lists, graph } = input;
  let topics = found;
  for (;;) {
    const member = membership(lists, graph, topics, groups);
    const sizes = new Int32Array(topics.count);
    for (const topic of member.assignment) if (topic >= 0) sizes[topic]!++;
    const weak = sizes.findLastIndex((size) => size < leastOf(options, vectors.rows));
    if (weak < 0 || topics.count < 2 || options.topics !== undefined) return { topics, ...member };
    topics = dissolve(vectors, graph, topics, weak);
    topics = renumberTopics(joinLinked(topics.labels, groups, topics.count));
  }
}

function leastOf({ minSize, topics }: ClusterOptions, rows: number): number {
  return minSize ?? (topics === undefined ? leastSize(rows) : 1);
}

/** 2 papers in a library of a few, 3 from 30 papers on, 20 in one of 10,000. */
function leastSize(rows: number): number {
  return Math.max(rows < 30 ? 2 : 3, Math.round(Math.sqrt(rows) / 5));
}

function checkWhole(name: string, value: number | undefined, hint: string): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return;
  throw new FieldmapError('usage', `The ${name} is ${value}; expected a whole number from 1.`, hint);
}
