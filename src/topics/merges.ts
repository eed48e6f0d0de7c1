/** Topics that a person joined stay joined when the map is made anew. */
import type { Grouping } from '../types.js';
import { groupSizes } from '../math/index.js';
import type { TopicMerge } from '../topic-map/index.js';

/** For every id that was joined into another: the id it ends up in, chains followed. */
export function mergeTargets(merges: readonly TopicMerge[]): Map<string, string> {
  const targets = new Map<string, string>();
  for (const { into, from } of merges) {
    const end = targets.get(into) ?? into;
    for (const id of from) {
      if (id === end) continue;
      targets.set(id, end);
      for (const [earlier, target] of targets) if (target === id) targets.set(earlier, end);
    }
    // Joined the other way round later on: the last word counts.
    targets.delete(end);
  }
  return targets;
}

/**
 * Joins new topics of which more than half the papers were in one joined topic of the old map. `oldTopic[i]` is the
 * index into `oldIds` of paper `i`, or -1; ids are already those after joining. The result is numbered in the order
 * of the first member; a joined topic lies in the area of its largest part.
 */
export function keepMerged(
  grouping: Grouping,
  oldTopic: Int32Array,
  oldIds: readonly string[],
  joined: ReadonlySet<string>,
): Grouping {
  const into = destinations(grouping, oldTopic, oldIds, joined);
  return into === null ? grouping : regroup(grouping, into);
}

/** The grouping without topics that have no paper (any more). */
export function dropEmpty(grouping: Grouping): Grouping {
  const sizes = groupSizes(grouping.assignment, grouping.count);
  if (!sizes.includes(0)) return grouping;
  return regroup(
    grouping,
    Int32Array.from(sizes, (size, topic) => (size > 0 ? topic : -1)),
  );
}

/** Joins each topic to `into[topic]` (its own number: stays; -1: is dropped). */
function regroup(grouping: Grouping, into: Int32Array): Grouping {
  const sizes = groupSizes(grouping.assignment, grouping.count);
  const numbers = new Int32Array(grouping.count).fill(-1);
  const members: number[][] = [];
  into.forEach((to, topic) => {
    if (to < 0) return;
    if (numbers[to]! < 0) numbers[to] = members.push([]) - 1;
    numbers[topic] = numbers[to]!;
    members[numbers[to]!]!.push(topic);
  });
  const largest = members.map((parts) =>
    parts.reduce((best, part) => (sizes[part]! > sizes[best]! ? part : best)),
  );
  const move = (topic: number): number => (topic < 0 ? -1 : numbers[topic]!);
  return {
    count: members.length,
    assignment: grouping.assignment.map(move),
    nearest: grouping.nearest.map(move),
    strength: grouping.strength,
    ...compactAreas(largest.map((topic) => grouping.areas[topic]!)),
    stability:
      grouping.stability &&
      Float32Array.from(members, (parts) => meanBySize(parts, sizes, grouping.stability!)),
  };
}

/** Per new topic the topic it is joined to (its own number when none); null when nothing is to be joined. */
function destinations(
  grouping: Grouping,
  oldTopic: Int32Array,
  oldIds: readonly string[],
  joined: ReadonlySet<string>,
): Int32Array | null {
  const votes = new Int32Array(grouping.count * oldIds.length);
  const voters = new Int32Array(grouping.count);
  grouping.assignment.forEach((topic, i) => {
    if (topic < 0 || oldTopic[i]! < 0) return;
    votes[topic * oldIds.length + oldTopic[i]!]!++;
    voters[topic]!++;
  });
  const into = Int32Array.from({ length: grouping.count }, (_, topic) => topic);
  let changed = false;
  oldIds.forEach((id, old) => {
    if (!joined.has(id)) return;
    let first = -1;
    for (let topic = 0; topic < grouping.count; topic++) {
      if (votes[topic * oldIds.length + old]! * 2 <= voters[topic]!) continue;
      if (first < 0) first = topic;
      else changed = true;
      into[topic] = first;
    }
  });
  return changed ? into : null;
}

function compactAreas(areas: readonly number[]): Pick<Grouping, 'areaCount' | 'areas'> {
  const kept = [...new Set(areas)].sort((a, b) => a - b);
  return { areaCount: kept.length, areas: Int32Array.from(areas, (area) => kept.indexOf(area)) };
}

function meanBySize(parts: readonly number[], sizes: Int32Array, values: Float32Array): number {
  const size = parts.reduce((sum, part) => sum + sizes[part]!, 0);
  if (size === 0) return values[parts[0]!]!;
  return parts.reduce((sum, part) => sum + sizes[part]! * values[part]!, 0) / size;
}
