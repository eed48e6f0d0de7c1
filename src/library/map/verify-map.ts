/** Is this the map that these papers give? */
import { readFile } from 'node:fs/promises';
import { cannotRead } from '../../errors.js';
import { readTopicMap, writeTopicMap } from '../../map-output/index.js';
import { VERSION } from '../../version.js';
import type { TopicMap } from '../../topic-map/index.js';
import type { Paper } from '../../types.js';
import type { Context } from '../session/context.js';
import { makeMap } from './map.js';
import { gatherMaterial, inputHash, vectorsHash, type MapParameters } from './map-material.js';

export interface MapVerdict {
  readonly same: boolean;
  /** Whole sentences: what was compared, or what differs. */
  readonly reason: string;
}

/** @throws FieldmapError `input` when the file is missing or no topic map. */
export async function verifyMap(context: Context, path: string): Promise<MapVerdict> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(
      path,
      error,
      'Give the topic-map.json that `fieldmap map` wrote: `fieldmap map --verify out/topic-map.json`.',
    );
  });
  const given = readTopicMap(text, path);
  const { granularity, topics, minSize, assignAll } = given.made.parameters as MapParameters;
  const material = {
    ...(await gatherMaterial(context, {
      granularity,
      assignAll,
      ...(topics !== null && { topics }),
      ...(minSize !== null && { minSize }),
    })),
    seed: given.made.seed,
    previous: null,
  };
  const model = (await context.store.getModel())!;
  if (given.made.input !== inputHash(material.papers)) {
    return {
      same: false,
      reason: `It is a map of other papers: the library's ${material.papers.length} give another input hash than the map's ${given.papers.length}.`,
    };
  }
  const edited = listProblem(given, material.papers);
  if (edited !== null) return { same: false, reason: edited };
  if (given.made.model.hash !== model.hash)
    return {
      same: false,
      reason: `It was made with another model: ${given.made.model.id}, here ${model.id}.`,
    };
  if (given.made.fieldmap !== VERSION)
    return { same: false, reason: `It was made by fieldmap ${given.made.fieldmap}, this is ${VERSION}.` };
  if (given.made.vectors !== '' && given.made.vectors !== vectorsHash(material.vectors))
    return {
      same: false,
      reason:
        "It was made from other vectors of the same texts, so the two maps cannot be compared: the papers were embedded on another machine, whose processor rounds otherwise. Copy the library's folder instead of adding the papers again.",
    };
  const { topicMap } = await makeMap(context, { title: given.title }, material, null);
  if (writeTopicMap(topicMap) === text)
    return { same: true, reason: 'Made again from the library: the same, byte for byte.' };
  const kept = await context.store.getTopicMap();
  if (kept !== null && Buffer.from(kept).toString('utf8') === text) {
    return {
      same: true,
      reason:
        "It is the library's standing map, byte for byte. Papers were placed on it, or topics kept from an earlier one, so it is not what a first map of these papers would be.",
    };
  }
  const moved = topicMap.papers.filter(({ topic }, i) => topic !== given.papers[i]!.topic).length;
  return {
    same: false,
    reason: `Made again, ${moved} of ${topicMap.papers.length} papers have another topic; the file may be edited, or from a map with a history.`,
  };
}

/** What is wrong with the file's list of papers, which must be that of the papers it names as its input; or null. */
function listProblem(given: TopicMap, papers: readonly Paper[]): string | null {
  const listed = new Set(given.papers.map(({ id }) => id));
  const missing = papers.filter(({ id }) => !listed.has(id));
  const wrong =
    missing.length > 0
      ? `the paper ${missing[0]!.id} is missing from its list${missing.length > 1 ? `, and ${missing.length - 1} more` : ''}`
      : given.papers.length !== papers.length
        ? `it lists ${given.papers.length} papers, of which the library has ${papers.length}`
        : given.papers.some(({ id }, i) => id !== papers[i]!.id)
          ? 'its papers stand in another order'
          : null;
  return wrong && `The file was edited after it was made: ${wrong}.`;
}
