/** The maps that a library keeps beside one another. */
import { readFile } from 'node:fs/promises';
import { cannotRead, FieldmapError } from '../../errors.js';
import { readTopicMap } from '../../map-output/index.js';
import type { MapList } from '../../answers/index.js';
import { editsDocument } from '../map/edits.js';
import type { Context } from '../session/context.js';
import { forgetSteps } from './history.js';
import { checkedMapName } from './map-name.js';
import { savedFrom } from './saved-map.js';

export async function listMaps({ store }: Context): Promise<MapList> {
  const current = await store.mapName();
  const names = await store.mapNames();
  const states = await Promise.all(names.map((name) => store.mapState(name)));
  return {
    maps: names.map((name, i) => {
      const { papers = 0, unplaced = 0, topics = 0 } = states[i] ?? {};
      return { name, papers, topics, unplaced, current: name === current };
    }),
  };
}

/** @throws FieldmapError `not-found` */
export async function useMap({ store }: Context, name: string): Promise<void> {
  await store.useMap(name);
}

/** With what was done to it by hand. @throws FieldmapError `not-found`; `usage` for the map that the library goes by. */
export async function removeMap(context: Context, name: string): Promise<void> {
  const { store } = context;
  await store.removeMap(name);
  await store.removeDocument(editsDocument(name));
  await forgetSteps(context, name);
}

/**
 * Takes a `topic-map.json` up as a map of this name, as it is.
 * @throws FieldmapError `usage` for a name that is none or is taken, `input` when the file is no topic map or one of
 *   other papers.
 */
export async function loadMap(context: Context, path: string): Promise<MapList['maps'][number]> {
  const { store } = context;
  const name = checkedMapName(await store.mapName());
  if ((await store.mapNames()).includes(name)) {
    throw new FieldmapError(
      'usage',
      `There is a map "${name}" already.`,
      'Give another name: `fieldmap maps load FILE --name OTHER`.',
    );
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(path, error, 'Give a topic-map.json that `fieldmap map` wrote.');
  });
  const topicMap = readTopicMap(text, path);
  const saved = await savedFrom(context, topicMap);
  if (saved.keys.length === 0) {
    throw new FieldmapError(
      'input',
      `${path} is a map of other papers: none of its ${topicMap.papers.length} is in the library.`,
      'Add its papers first: `fieldmap add FILE`.',
    );
  }
  await store.putMap(saved, Buffer.from(text));
  await forgetSteps(context, name);
  return (await listMaps(context)).maps.find((one) => one.name === name)!;
}
