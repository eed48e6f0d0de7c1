/** What a person changes about the topics by hand: names and merges. Kept apart from the map, so that refits keep them. */
import { FieldmapError } from '../../errors.js';
import { oneLine } from '../../text/index.js';
import type { MapTopic, TopicEdits } from '../../topic-map/index.js';
import type { Context } from '../session/context.js';
import { forget, remember } from '../maps/history.js';
import { readEdits, writeEdits } from './edits.js';
import { neededTopic } from './find-topic.js';
import { map } from './map.js';
import { lastMap } from './topics.js';

/** `topic`: id or label. @throws FieldmapError `not-found`, `usage` for an empty name or one that another topic has. */
export async function renameTopic(context: Context, topic: string, name: string): Promise<MapTopic> {
  const standing = await lastMap(context);
  const { id } = neededTopic(standing.topics, topic);
  const label = oneLine(name);
  if (label === '' || label.length > 200)
    throw new FieldmapError(
      'usage',
      `"${name.slice(0, 200)}" is no name for a topic.`,
      'Expected 1 to 200 characters.',
    );
  const other = standing.topics.find(
    (one) => one.id !== id && one.label.toLowerCase() === label.toLowerCase(),
  );
  if (other)
    throw new FieldmapError(
      'usage',
      `The topic ${other.id} is called "${label}" already.`,
      'Give another name, or join the two: `fieldmap topics merge`.',
    );
  const edits = await readEdits(context.store);
  return apply(
    context,
    { ...edits, names: { ...edits.names, [id]: label } },
    id,
    `the name "${label}" of ${id}`,
  );
}

/** The first of `topics` takes in the others. @throws FieldmapError `not-found`, `usage` for fewer than two or an area. */
export async function mergeTopics(context: Context, topics: readonly string[]): Promise<MapTopic> {
  const standing = await lastMap(context);
  const ids = [...new Set(topics.map((topic) => neededTopic(standing.topics, topic).id))];
  const [into, ...from] = ids;
  if (into === undefined || from.length === 0) {
    throw new FieldmapError(
      'usage',
      `Expected two or more different topics to join, got ${ids.length}.`,
      'Run `fieldmap topics` for their ids.',
    );
  }
  const area = ids.find((id) => standing.topics.some(({ parent }) => parent === id));
  if (area !== undefined)
    throw new FieldmapError(
      'usage',
      `${area} is an area: only topics can be joined.`,
      'Run `fieldmap topics` for their ids.',
    );
  const edits = await readEdits(context.store);
  const merges = [...edits.merges, { into, from }];
  return apply(context, { ...edits, merges }, into, `the merge of ${from.join(', ')} into ${into}`);
}

/** `what`: for whoever undoes it. */
async function apply(context: Context, edits: TopicEdits, id: string, what: string): Promise<MapTopic> {
  const step = await remember(context, what);
  const before = await readEdits(context.store);
  await writeEdits(context.store, edits);
  // A map that fails must not leave a name that no map shows.
  const { topics } = await map(context, { out: null }).catch(async (error: unknown) => {
    await writeEdits(context.store, before);
    await forget(context, step);
    throw error;
  });
  return topics.find((topic) => topic.id === id)!;
}
