/** Where papers belong that came after the map was made. */
import { row } from '../math/matrix.js';
import { leavesOf } from '../looks/topic-levels.js';
import type { Grouping, Matrix } from '../types.js';
import { centroids, groupRows, similarityTo } from '../math/centroids.js';
import type { TopicMap } from '../topic-map/schema.js';

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

/** A new paper belongs to its nearest topic when it is as near to the centre as all but this share of its papers. */
const RIM = 0.02;

/**
 * The grouping of a standing map with papers added: every paper that is on the map stays where it is; every other one
 * goes to the topic with the nearest centre, or nowhere when it lies farther out than that topic's rim. `ids[i]` names
 * row `i` of `vectors`. Topics are numbered in the order of `map.topics` with the areas left out.
 */
export function extendTopics(map: TopicMap, ids: readonly string[], vectors: Matrix): Grouping {
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
  const centres = centroids(vectors, assignment, topics.length);
  const near = sortedSimilarities(vectors, assignment, centres);
  for (const i of added) {
    const { topic, similarity } = nearestTopic(row(vectors, i), centres);
    if (topic < 0) continue;
    const rank = shareBelow(near[topic]!, similarity);
    nearest[i] = topic;
    strength[i] = rank;
    if (rank >= RIM) assignment[i] = topic;
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

/** Per topic: its papers' cosines with its centre, ascending. */
function sortedSimilarities(vectors: Matrix, assignment: Int32Array, centres: Matrix): Float32Array[] {
  const { offsets, rows } = groupRows(assignment, centres.rows);
  return Array.from({ length: centres.rows }, (_, topic) =>
    Float32Array.from(rows.subarray(offsets[topic], offsets[topic + 1]), (i) =>
      similarityTo(vectors, i, centres, topic),
    ).sort(),
  );
}

/** Share of the ascending `values` that are at most `value`. */
function shareBelow(values: Float32Array, value: number): number {
  if (values.length === 0) return 0;
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low / values.length;
}
