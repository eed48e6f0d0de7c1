/** Areas and the topics in them: an area is a topic that is the parent of others. */

interface Levelled {
  readonly id: string;
  readonly parent: string | null;
}

/** Ids of the areas. */
export function areaIds(topics: readonly Levelled[]): ReadonlySet<string> {
  return new Set(topics.flatMap(({ parent }) => parent ?? []));
}

/** The topics that papers are in: all but the areas, in the order given. */
export function leavesOf<T extends Levelled>(topics: readonly T[]): T[] {
  const areas = areaIds(topics);
  return topics.filter(({ id }) => !areas.has(id));
}
