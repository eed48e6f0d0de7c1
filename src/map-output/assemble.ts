/** Puts the topic map together: identities, labels, exemplars, relations, times and places. */
import type { Paper } from '../types.js';
import { centroids, cohesion, groupRows, groupSizes, clamp, round } from '../math/index.js';
import { describe } from './describe.js';
import { exemplars, identify, type Identified, compareIds, overTime, related } from '../topics/index.js';
import { labelTopics, readLabelSource, settleLabels, type SettledLabel } from '../labels/index.js';
import {
  SCHEMA_VERSION,
  type MapPaper,
  type MapTopic,
  type TopicMap,
  type Labels,
  type MapInput,
} from '../topic-map/index.js';

/** Most similar papers listed with each paper. */
const NEIGHBORS = 10;

/**
 * The topic map of `input`: pure, the same input gives the same map. Cost: mostly the labels, 100 µs a paper; memory
 * for the words of all abstracts as numbers.
 */
export function buildTopicMap(input: MapInput): TopicMap {
  const found = identify(input);
  const { grouping, areas, areaIds } = found;
  return assembleTopicMap(
    input,
    found,
    labelTopics(readLabelSource(input.papers), {
      assignment: grouping.assignment,
      count: grouping.count,
      areas,
      areaCount: areaIds.length,
    }),
  );
}

/** The same from parts made elsewhere: `found` is what `identify` makes of `input`, `named` the labels of its groups. */
export function assembleTopicMap(input: MapInput, found: Identified, named: Labels): TopicMap {
  const { papers } = input;
  const { grouping, areas } = found;
  const labels = settleLabels(named, found, input);
  const topics = level(
    input,
    { groups: grouping.assignment, ids: found.topicIds, labels: labels.topics },
    grouping.stability,
  );
  const areaOf = grouping.assignment.map((topic) => (topic < 0 ? -1 : areas[topic]!));
  const parents = level(input, { groups: areaOf, ids: found.areaIds, labels: labels.areas }, null);
  topics.forEach((topic, t) => {
    if (areas[t]! >= 0) topic.parent = found.areaIds[areas[t]!]!;
  });
  const unplaced = countUnplaced(found);
  const { quality, made } = input;
  return {
    schemaVersion: SCHEMA_VERSION,
    title: input.title,
    about: named.about ?? null,
    made: {
      sentence: describe(input, topics.length, parents.length, unplaced.count),
      ...made,
      parameters: Object.fromEntries(Object.entries(made.parameters).sort(([a], [b]) => (a < b ? -1 : 1))),
      papers: papers.length,
    },
    papers: papers.map((paper, i) => mapPaper(input, found, paper, i)),
    topics: inOrder(topics, parents),
    concepts: [],
    fields: [],
    fieldDepth: 0,
    unplaced,
    quality: {
      trustworthiness: quality.trustworthiness === null ? null : share(quality.trustworthiness),
      neighborsKept: quality.neighborsKept === null ? null : share(quality.neighborsKept),
      neighbors: quality.neighbors,
      stability: meanStability(topics),
    },
    nextIds: found.nextIds,
  };
}

const share = (value: number): number => round(clamp(value, 0, 1), 4);
const cosine = (value: number): number => round(clamp(value, -1, 1), 4);

interface Level {
  /** Per paper: its group, or -1. */
  readonly groups: Int32Array;
  readonly ids: readonly string[];
  readonly labels: readonly SettledLabel[];
}

/** The topics of one level (topics proper, or areas), parents not yet known. */
function level(input: MapInput, { groups, ids, labels }: Level, stability: Float32Array | null): MapTopic[] {
  const { papers, vectors, points } = input;
  const count = ids.length;
  const centres = centroids(vectors, groups, count);
  const sizes = groupSizes(groups, count);
  const close = cohesion(vectors, groups, centres);
  const central = exemplars(vectors, groups, centres);
  const near = related(centres);
  const times = overTime(
    papers.map((paper) => paper.year),
    groups,
    count,
  );
  const places = labelPlaces(points, groups, count);
  const idOf = (i: number): string => papers[i]!.id;
  return ids.map((id, t): MapTopic => {
    const { years, growth, firstPapers, emerging, reason } = times[t]!;
    const { label, source, renamed, merged, terms } = labels[t]!;
    const dated = central[t]!.filter((i) => papers[i]!.year !== null);
    const newest =
      dated.length === 0 ? null : dated.reduce((a, b) => (papers[b]!.year! > papers[a]!.year! ? b : a));
    return {
      id,
      label,
      labelSource: source,
      renamed,
      merged,
      terms: [...terms],
      size: sizes[t]!,
      exemplars: central[t]!.map(idOf),
      parent: null,
      stability: stability && share(stability[t]!),
      cohesion: cosine(close[t]!),
      separation: round(clamp(1 - (near[t]![0]?.similarity ?? 0), 0, 2), 4),
      related: near[t]!.map(({ topic, similarity }) => ({ id: ids[topic]!, similarity: cosine(similarity) })),
      ...places[t]!,
      years: { ...years },
      overTime: {
        growth,
        firstPapers: firstPapers.map(idOf),
        newestExemplar: newest === null ? null : idOf(newest),
        emerging,
        reason,
      },
      concepts: [],
      fields: [],
    };
  });
}

/** Where labels stand: the paper nearest to the median of the topic's places, so that a label is never in a void. */
function labelPlaces(points: Float32Array, groups: Int32Array, count: number): { x: number; y: number }[] {
  const { offsets, rows } = groupRows(groups, count);
  return Array.from({ length: count }, (_, group) => {
    const members = rows.subarray(offsets[group], offsets[group + 1]);
    const x = median(Float32Array.from(members, (i) => points[2 * i]!));
    const y = median(Float32Array.from(members, (i) => points[2 * i + 1]!));
    let best = -1;
    let bestDistance = Infinity;
    for (const i of members) {
      const distance = (points[2 * i]! - x) ** 2 + (points[2 * i + 1]! - y) ** 2;
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return { x: round(points[2 * best] ?? 0, 4), y: round(points[2 * best + 1] ?? 0, 4) };
  });
}

function median(values: Float32Array): number {
  return values.sort()[values.length >> 1] ?? 0;
}

function mapPaper(input: MapInput, { grouping, topicIds }: Identified, paper: Paper, i: number): MapPaper {
  const { lists, points, quality, papers } = input;
  const topic = grouping.assignment[i]!;
  const nearest = grouping.nearest[i]!;
  const neighbors: MapPaper['neighbors'] = [];
  for (let j = i * lists.k; j < (i + 1) * lists.k && neighbors.length < NEIGHBORS; j++) {
    const other = lists.indices[j]!;
    if (other >= 0) neighbors.push({ id: papers[other]!.id, similarity: cosine(lists.similarities[j]!) });
  }
  return {
    id: paper.id,
    title: paper.title,
    authors: [...paper.authors],
    year: paper.year,
    venue: paper.venue,
    doi: paper.doi,
    url: paper.url,
    labels: [...paper.labels],
    x: round(points[2 * i]!, 4),
    y: round(points[2 * i + 1]!, 4),
    topic: topic < 0 ? null : topicIds[topic]!,
    nearestTopic: nearest < 0 ? null : topicIds[nearest]!,
    strength: share(grouping.strength[i]!),
    placeTrust: neighbors.length === 0 || quality.placeTrust === null ? null : share(quality.placeTrust[i]!),
    neighbors,
    fields: [],
  };
}

function countUnplaced({ grouping, topicIds }: Identified): TopicMap['unplaced'] {
  const counts = new Int32Array(grouping.count);
  let count = 0;
  grouping.assignment.forEach((topic, i) => {
    if (topic >= 0) return;
    count++;
    if (grouping.nearest[i]! >= 0) counts[grouping.nearest[i]!]!++;
  });
  const nearest = topicIds
    .map((id, t) => ({ id, count: counts[t]! }))
    .filter((topic) => topic.count > 0)
    .sort((a, b) => b.count - a.count || compareIds(a.id, b.id));
  return { count, nearest };
}

/** Areas and topics without an area by size, each area followed by its topics. */
function inOrder(topics: readonly MapTopic[], areas: readonly MapTopic[]): MapTopic[] {
  const bySize = (a: MapTopic, b: MapTopic): number => b.size - a.size || compareIds(a.id, b.id);
  const top = [...areas, ...topics.filter((topic) => topic.parent === null)].sort(bySize);
  return top.flatMap((topic) => [topic, ...topics.filter((child) => child.parent === topic.id).sort(bySize)]);
}

function meanStability(topics: readonly MapTopic[]): number | null {
  const size = topics.reduce((sum, topic) => sum + topic.size, 0);
  if (size === 0 || topics.some((topic) => topic.stability === null)) return null;
  return share(topics.reduce((sum, topic) => sum + topic.size * topic.stability!, 0) / size);
}
