/** Where papers belong that came after the map was made. */
import { row, centroids, groupSizes, similarityTo } from '../math/index.js';
import { leavesOf } from '../looks/index.js';
import type { Grouping, Matrix, NeighborLists, WeightedGraph } from '../types.js';
import { membership, type Partition, neighborVotes } from '../cluster/index.js';
import type { TopicMap } from '../topic-map/index.js';

/** The centre nearest to `vector` and their cosine; topic -1 when there are no centres. Ties go to the lower number. */
export function nearestTopic(vector: Float32Array, centres: Matrix): { topic: number; similarity: number } {
  const one: Matrix = { data: vector, rows: 1, dimensions: vector.length };
  let topic = -1;
  let similarity = -Infinity;
  for (let c = 0; c < centres.rows; c++) {
    const here = similarityTo(one, 0, centres, c);
    if (here > similarity) {
      topic = c;
      similarity = here;
    }
  }
  return { topic, similarity };
}

/** What joins the papers: the nearest neighbours of each, and UMAP's fuzzy graph over them. */
export interface Links {
  readonly lists: NeighborLists;
  /** Made only when papers were added. */
  graph(): WeightedGraph;
}

/**
 * The grouping of a standing map with papers added: every paper that is on the map stays where it is. Every other one
 * is nearest to the topic that has most of its edge weight; where its neighbours are divided evenly, or it has none, the
 * nearest centre decides. How firmly it belongs, and whether it does, is what `membership` says, as for the papers that
 * the topics were found on: one scale for all. `ids[i]` names row `i` of `vectors` and `links`. Topics are numbered in
 * the order of `map.topics` with the areas left out.
 */
export function extendTopics(map: TopicMap, ids: readonly string[], vectors: Matrix, links: Links): Grouping {
  const topics = leavesOf(map.topics);
  const number = new Map(topics.map((topic, t) => [topic.id, t]));
  const standing = new Map(map.papers.map((paper) => [paper.id, paper]));
  const assignment = new Int32Array(ids.length).fill(-1);
  const nearest = new Int32Array(ids.length).fill(-1);
  const strength = new Float32Array(ids.length);
  const added: number[] = [];
  ids.forEach((id, i) => {
    const paper = standing.get(id);
    if (paper === undefined) {
      added.push(i);
      return;
    }
    assignment[i] = paper.topic === null ? -1 : number.get(paper.topic)!;
    nearest[i] = paper.nearestTopic === null ? -1 : number.get(paper.nearestTopic)!;
    strength[i] = paper.strength;
  });
  if (added.length > 0 && topics.length > 0) {
    const centres = centroids(vectors, assignment, topics.length);
    for (const i of added) nearest[i] = nearestTopic(row(vectors, i), centres).topic;
    const graph = links.graph();
    joinNeighbours(graph, nearest, added, topics.length);
    const belongs = membership(links.lists, graph, numbered(nearest, topics.length), identity(ids.length));
    for (const i of added) {
      strength[i] = belongs.strength[i]!;
      assignment[i] = belongs.assignment[i]!;
    }
  }
  return {
    count: topics.length,
    assignment,
    nearest,
    strength,
    ...areasOf(topics),
    stability: stabilityOf(topics),
  };
}

/** Moves each added paper to the topic with most of its edge weight; those of other added papers count by their centres. */
function joinNeighbours(
  graph: WeightedGraph,
  nearest: Int32Array,
  added: readonly number[],
  count: number,
): void {
  const before = nearest.slice();
  const share = new Float64Array(count);
  for (const i of added) {
    neighborVotes(graph, before, i, share);
    let best = before[i]!;
    for (let t = 0; t < count; t++) if (share[t]! > share[best]!) best = t;
    nearest[i] = best;
  }
}

function numbered(labels: Int32Array, count: number): Partition {
  return { labels, count, sizes: groupSizes(labels, count) };
}

/** Every paper is alone in its group of twins. */
function identity(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => i);
}

function areasOf(topics: TopicMap['topics']): Pick<Grouping, 'areaCount' | 'areas'> {
  // A topic without an area is one of its own.
  const numbers = new Map<string, number>();
  const areas = Int32Array.from(topics, ({ id, parent }) => {
    const area = parent ?? id;
    if (!numbers.has(area)) numbers.set(area, numbers.size);
    return numbers.get(area)!;
  });
  return { areaCount: numbers.size, areas };
}

function stabilityOf(topics: TopicMap['topics']): Float32Array | null {
  if (topics.some((topic) => topic.stability === null)) return null;
  return Float32Array.from(topics, (topic) => topic.stability!);
}
