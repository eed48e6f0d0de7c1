/** Topics by what a person calls them. */
import { FieldmapError } from '../../errors.js';
import { clipped, nearestName } from '../../text/index.js';

interface Named {
  readonly id: string;
  readonly label: string;
}

/** By id, else by label, letter case ignored. */
export function findTopic<T extends Named>(topics: readonly T[], name: string): T | undefined {
  const wanted = name.trim().toLowerCase();
  return topics.find(({ id }) => id === name) ?? topics.find(({ label }) => label.toLowerCase() === wanted);
}

/** As `findTopic`. `topics`: those of the last map. @throws FieldmapError `not-found`. */
export function neededTopic<T extends Named>(topics: readonly T[], name: string): T {
  const found = findTopic(topics, name);
  if (found !== undefined) return found;
  const near = nearestName(
    name,
    topics.map(({ label }) => label),
  );
  throw topics.length === 0
    ? new FieldmapError(
        'not-found',
        `There is no topic "${clipped(name, 120)}": the library has no map yet.`,
        'Run `fieldmap map` first.',
      )
    : new FieldmapError(
        'not-found',
        `There is no topic "${clipped(name, 120)}" on the last map${near === null ? '' : `; the nearest is "${clipped(near, 120)}"`}.`,
        'Run `fieldmap topics` for their ids and labels.',
      );
}
