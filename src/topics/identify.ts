/** Gives topics and areas their ids: joined topics stay joined, known ones keep their id, new ones get a fresh one. */
import type { Grouping } from '../types.js';
import { centroids } from '../math/index.js';
import { compareIds, matchTopics, type OldGroups, type TopicGroups } from './match-topics.js';
import { dropEmpty, keepMerged, mergeTargets } from './merges.js';
import type { MapTopic, TopicMap, MapInput } from '../topic-map/index.js';

export interface Identified {
  readonly grouping: Grouping;
  /** Per topic. */
  readonly topicIds: readonly string[];
  /** Per topic: index into `areaIds`, or -1: an area with one topic, or one area for all, is none. */
  readonly areas: Int32Array;
  readonly areaIds: readonly string[];
  /** By topic id: the ids of topics joined into it. */
  readonly merged: ReadonlyMap<string, string[]>;
  readonly nextIds: TopicMap['nextIds'];
}

export function identify(input: MapInput): Identified {
  const { papers, vectors, previous, edits } = input;
  const paperIds = papers.map((paper) => paper.id);
  const targets = mergeTargets(edits.merges);
  const old = standing(previous, paperIds, targets);
  const joined = new Set([...targets.values()].filter((id) => old.topicIds.includes(id)));
  const grouping = keepMerged(dropEmpty(input.grouping), old.topics, old.topicIds, joined);

  const groups = (assignment: Int32Array, count: number): TopicGroups => ({
    assignment,
    centres: centroids(vectors, assignment, count),
  });
  const standingGroups = (ids: readonly string[], assignment: Int32Array): OldGroups => ({
    ids,
    ...groups(assignment, ids.length),
  });
  const next = previous?.nextIds ?? { topic: 1, area: 1 };
  const topics = matchTopics(
    standingGroups(old.topicIds, old.topics),
    groups(grouping.assignment, grouping.count),
    paperIds,
    { prefix: 't', next: next.topic },
  );
  const { areas, areaCount } = realAreas(grouping);
  const areaOf = grouping.assignment.map((topic) => (topic < 0 ? -1 : areas[topic]!));
  const named = matchTopics(standingGroups(old.areaIds, old.areas), groups(areaOf, areaCount), paperIds, {
    prefix: 'a',
    next: next.area,
  });
  return {
    grouping,
    topicIds: topics.ids,
    areas,
    areaIds: named.ids,
    merged: mergedInto(targets),
    nextIds: { topic: topics.next, area: named.next },
  };
}

interface Standing {
  readonly topicIds: readonly string[];
  readonly areaIds: readonly string[];
  /** Per row: index into `topicIds` or -1. */
  readonly topics: Int32Array;
  /** Per row: index into `areaIds` or -1. */
  readonly areas: Int32Array;
}

/** Where each row was on the map before, topics joined since then counted as one. */
function standing(
  map: TopicMap | null,
  paperIds: readonly string[],
  targets: ReadonlyMap<string, string>,
): Standing {
  const all: readonly MapTopic[] = map?.topics ?? [];
  const parents = new Set(all.map((topic) => topic.parent));
  const isArea = (id: string): boolean => parents.has(id);
  const present = new Set(all.map((topic) => topic.id));
  const settle = (id: string): string => {
    const target = targets.get(id);
    return target !== undefined && present.has(target) && !isArea(target) ? target : id;
  };
  const topicIds = [...new Set(all.filter(({ id }) => !isArea(id)).map(({ id }) => settle(id)))].sort(
    compareIds,
  );
  const areaIds = all
    .filter(({ id }) => isArea(id))
    .map(({ id }) => id)
    .sort(compareIds);
  const parentOf = new Map(all.map((topic) => [topic.id, topic.parent]));
  const topicOf = new Map(map?.papers.map((paper) => [paper.id, paper.topic]));
  const numberOf = new Map(topicIds.map((id, t) => [id, t]));
  const topics = new Int32Array(paperIds.length).fill(-1);
  const areas = new Int32Array(paperIds.length).fill(-1);
  paperIds.forEach((id, i) => {
    const topic = topicOf.get(id);
    if (topic === null || topic === undefined) return;
    topics[i] = numberOf.get(settle(topic))!;
    const area = parentOf.get(topic);
    if (area !== null && area !== undefined) areas[i] = areaIds.indexOf(area);
  });
  return { topicIds, areaIds, topics, areas };
}

/** Areas of two topics or more, when there are two areas or more. */
function realAreas(grouping: Grouping): { areas: Int32Array; areaCount: number } {
  const children = new Int32Array(grouping.areaCount);
  for (const area of grouping.areas) children[area]!++;
  const numbers = new Int32Array(grouping.areaCount).fill(-1);
  let areaCount = 0;
  const inUse = children.filter((topics) => topics > 0).length;
  if (inUse > 1) {
    children.forEach((topics, area) => {
      if (topics > 1) numbers[area] = areaCount++;
    });
  }
  return { areas: grouping.areas.map((area) => numbers[area]!), areaCount };
}

/** By topic id what was joined into it. */
function mergedInto(targets: ReadonlyMap<string, string>): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const [from, into] of [...targets].sort(([a], [b]) => compareIds(a, b))) {
    merged.set(into, [...(merged.get(into) ?? []), from]);
  }
  return merged;
}
