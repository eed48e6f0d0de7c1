/** The files that `map` writes. */
import { join } from 'node:path';
import { type MAP_FILES, writeFileAtomically } from '../../io/index.js';
import type { TopicMap } from '../../topic-map/index.js';
import {
  writeAtlas,
  writeAtlasLabels,
  writePapersCsv,
  writeTopicsCsv,
  writeGraphml,
  writeSvg,
} from '../../map-output/index.js';

type Content = string | Uint8Array;

/** How the content of each file comes about. */
type Writers = Readonly<
  Partial<Record<(typeof MAP_FILES)[number], (map: TopicMap) => Content | Promise<Content>>>
>;

const EXTRA = {
  svg: { 'map.svg': writeSvg },
  png: { 'map.png': async (map) => (await import('../../map-output/index.js')).writePng(writeSvg(map)) },
  graphml: { 'neighbors.graphml': writeGraphml },
  atlas: { 'atlas.jsonl': writeAtlas, 'atlas-labels.json': writeAtlasLabels },
} as const satisfies Record<string, Writers>;

/** `svg`, `png`: a still picture; `graphml`: the neighbour graph; `atlas`: what embedding-atlas loads. */
export type ExtraFile = keyof typeof EXTRA;

/**
 * Writes the files to the folder `out`, one after another, so that no two of them are in memory together. Answers their
 * paths. `page`: makes the page when its turn comes.
 */
export async function writeMapFiles(
  out: string,
  map: TopicMap,
  json: Uint8Array,
  page: () => string,
  also: readonly ExtraFile[],
): Promise<string[]> {
  const writers: Writers = {
    'topic-map.json': () => json,
    'papers.csv': writePapersCsv,
    'topics.csv': writeTopicsCsv,
    'map.html': page,
    ...(Object.assign({}, ...also.map((name) => EXTRA[name])) as Writers),
  };
  const paths: string[] = [];
  for (const [name, write] of Object.entries(writers)) {
    const path = join(out, name);
    writeFileAtomically(path, await write(map));
    paths.push(path);
  }
  return paths;
}
