/** What was done to a map by hand or by a refit, so that it can be undone: the map as it was before each step. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { FieldmapError } from '../../errors.js';
import { readTopicMap, topicMapBytes } from '../../map-output/index.js';
import type { TopicEdits, TopicMap } from '../../topic-map/index.js';
import { readEdits, topicEdits, writeEdits } from '../map/edits.js';
import { lastMap } from '../map/topics.js';
import { documentBytes, parseDocument, type DocumentKind } from '../session/documents.js';
import type { Context } from '../session/context.js';
import { savedFrom } from './saved-map.js';

/** Steps that can be undone; each costs the map's JSON, packed: 12 MB for 60,000 papers. */
const MOST = 5;

const PREFIX = 'undo/';

interface Step {
  /** `the merge of t2 into t1` */
  readonly what: string;
  readonly edits: TopicEdits;
  /** `topic-map.json` before, deflated, in base 64. */
  readonly map: string;
}

const STEP: DocumentKind<Step> = {
  title: 'note of how the map was before',
  version: 1,
  schema: z.object({ what: z.string(), edits: topicEdits, map: z.string() }),
  hint: 'Run `fieldmap doctor --repair` to drop what cannot be read.',
};

export interface Undone {
  /** `the merge of t2 into t1` */
  readonly what: string;
  readonly topics: number;
  /** Papers that came since: they are not on the map until it is made again. */
  readonly unmapped: number;
}

/** Keeps the map that is about to be changed; null when there is none. Answers what `forget` takes. */
export async function remember(context: Context, what: string): Promise<string | null> {
  const { store } = context;
  const bytes = await store.getTopicMap();
  if (bytes === null) return null;
  const names = await stepsOf(context);
  const prefix = prefixOf(await store.mapName());
  const number = names.length === 0 ? 1 : Number(names.at(-1)!.slice(prefix.length)) + 1;
  const name = `${prefix}${String(number).padStart(6, '0')}`;
  const map = deflateRawSync(bytes, { level: 1 }).toString('base64');
  await store.putDocument(name, documentBytes(STEP, { what, edits: await readEdits(store), map }));
  for (const old of names.slice(0, Math.max(0, names.length + 1 - MOST))) await store.removeDocument(old);
  return name;
}

/** The step did not come about. */
export async function forget({ store }: Context, name: string | null): Promise<void> {
  if (name !== null) await store.removeDocument(name);
}

/** Of the map that is read, oldest first. */
async function stepsOf({ store }: Context): Promise<string[]> {
  return store.documentNames(prefixOf(await store.mapName()));
}

/** The steps of a map that is gone or another one now. */
export async function forgetSteps({ store }: Context, map: string): Promise<void> {
  for (const step of await store.documentNames(prefixOf(map))) await store.removeDocument(step);
}

const prefixOf = (map: string): string => `${PREFIX}${map}/`;

/**
 * Takes the last step back: the map and what was given by hand are as they were. Ids that the undone map had given are
 * not given again.
 * @throws FieldmapError `not-found` when there is nothing to undo.
 */
export async function undo(context: Context): Promise<Undone> {
  const { store } = context;
  const name = (await stepsOf(context)).at(-1);
  const bytes = name === undefined ? null : await store.getDocument(name);
  if (name === undefined || bytes === null) {
    throw new FieldmapError(
      'not-found',
      'There is nothing to undo: no topic was renamed or merged, and the map was not made anew, since it was first made or since what was undone.',
      `The last ${MOST} steps of each map can be undone.`,
    );
  }
  const { what, edits, map } = parseDocument(STEP, bytes);
  const before = inflateRawSync(Buffer.from(map, 'base64'));
  const restored = readTopicMap(before.toString('utf8'), 'The map as it was before');
  const { json, topicMap } = withNextIds(restored, before, await lastMap(context));
  await writeEdits(store, edits);
  const saved = await savedFrom(context, topicMap);
  await store.putMap(saved, json);
  await store.removeDocument(name);
  return {
    what,
    topics: topicMap.topics.length,
    unmapped: Math.max(0, (await store.revision()).embedded - saved.keys.length),
  };
}

/** As it was to the byte, unless ids were given since. */
function withNextIds(
  restored: TopicMap,
  before: Uint8Array,
  { nextIds: { topic, area } }: TopicMap,
): { readonly json: Uint8Array; readonly topicMap: TopicMap } {
  const nextIds = {
    topic: Math.max(topic, restored.nextIds.topic),
    area: Math.max(area, restored.nextIds.area),
  };
  if (nextIds.topic === restored.nextIds.topic && nextIds.area === restored.nextIds.area)
    return { json: before, topicMap: restored };
  const topicMap = { ...restored, nextIds };
  return { json: topicMapBytes(topicMap), topicMap };
}
