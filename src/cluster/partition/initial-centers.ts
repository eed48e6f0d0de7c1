/** Where the groups start: several k-means fits of the layout, and of them the one that the vectors like best. */
import { shuffle, type Random } from '../../math/index.js';
import type { Matrix, WeightedGraph } from '../../types.js';
import { joinTopics } from '../areas.js';
import { kmeans, pickPoints, type Points } from './kmeans.js';
import { meansOf, lloyd, type LloydFit } from './lloyd.js';
import { modularity } from './modularity.js';

/** More starts than this find nothing tighter often enough to be worth their time; many topics get fewer. */
const STARTS = 16;
const FEWEST_STARTS = 6;
/** Starts × topics, so that the time does not grow with the topics. */
const TRIED_TOPICS = 320;
/** Every other start begins with so many times the groups, joined by what they scatter. */
const FINER = 1.5;
/** Papers the starts are tried on; the cost is 50 rounds × papers × topics × dimensions. */
const SAMPLE = 2560;
const SAMPLE_PER_TOPIC = 60;
/** Rounds that show which starts are worth more, what share of them is, and how many rounds these get on top. */
const FIRST_ROUNDS = 2;
const KEPT = 0.25;
const FURTHER_ROUNDS = 5;

/** The same papers three times. */
export interface Space {
  readonly layout: Points;
  /** Vectors smoothed over the graph. */
  readonly smooth: Matrix;
  readonly graph: WeightedGraph;
}

/**
 * Centres for `count` topics in the space of the smoothed vectors. Fits of the layout that are equally tight there
 * differ by 0.02 in v-measure on arXiv-20. How tight they are once settled on the smoothed vectors tells the good ones
 * (correlation with v-measure 0.83), and of the four tightest the modularity of their topics the best (0.91).
 */
export function initialCenters(
  { layout, smooth, graph }: Space,
  count: number,
  random: Random,
): Float32Array {
  const size = Math.max(SAMPLE, SAMPLE_PER_TOPIC * count);
  const rows = shuffle(
    Int32Array.from({ length: smooth.rows }, (_, i) => i),
    random,
  ).subarray(0, size);
  const points = pickPoints(layout, rows);
  const picked = pickPoints(smooth, rows);
  const vectors = { data: picked.data, rows: rows.length, dimensions: smooth.dimensions };
  const starts = Math.min(STARTS, Math.max(FEWEST_STARTS, Math.round(TRIED_TOPICS / count)));
  const finer = Math.min(Math.round(FINER * count), rows.length);
  const plain: LloydFit[] = [];
  const joined: LloydFit[] = [];
  for (let start = 0; start < starts; start++) {
    const groups = start % 2 === 0 ? count : finer;
    const { labels } = kmeans(points, groups, random);
    const means = meansOf(vectors, labels, new Float32Array(groups * vectors.dimensions));
    const centers = groups === count ? means : joinCenters(vectors, means, count);
    (groups === count ? plain : joined).push(lloyd(vectors, centers, FIRST_ROUNDS));
  }
  const tightest = (tried: LloydFit[]): LloydFit[] =>
    tried.sort((a, b) => b.fit - a.fit).slice(0, Math.ceil(KEPT * tried.length));
  const kept = [...tightest(plain), ...tightest(joined)].map(({ centers }) =>
    lloyd(vectors, centers, FURTHER_ROUNDS),
  );
  const scores = kept.map(({ centers }) => modularity(graph, lloyd(smooth, centers, 1).labels, count));
  return kept[scores.indexOf(Math.max(...scores))]!.centers;
}

/** More groups than are wanted, joined by Ward's method: no two of them share a topic that a third one splits. */
function joinCenters(vectors: Matrix, centers: Float32Array, count: number): Float32Array {
  const { labels, centers: settled } = lloyd(vectors, centers, FIRST_ROUNDS);
  const sizes = new Int32Array(settled.length / vectors.dimensions);
  for (const label of labels) sizes[label]!++;
  const group = joinTopics(settled, sizes, count);
  return meansOf(
    vectors,
    labels.map((label) => group[label]!),
    new Float32Array(count * vectors.dimensions),
  );
}
