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

/** What a writer needs beside the map: who cites whom within the library, read when a file wants it. */
export type Citing = () => Promise<readonly (readonly [string, string])[]>;

type Content = string | Uint8Array;

/** How the content of each file comes about. */
type Writers = Readonly<
  Partial<Record<(typeof MAP_FILES)[number], (map: TopicMap, citing: Citing) => Content | Promise<Content>>>
>;

const EXTRA = {
  svg: { 'map.svg': (map) => writeSvg(map) },
  png: { 'map.png': async (map) => (await import('../../map-output/index.js')).writePng(writeSvg(map)) },
  graphml: { 'neighbors.graphml': async (map, citing) => writeGraphml(map, await citing()) },
  atlas: { 'atlas.jsonl': writeAtlas, 'atlas-labels.json': writeAtlasLabels },
} as const satisfies Record<string, Writers>;

/** `svg`, `png`: a still picture; `graphml`: the graph of neighbours and citations; `atlas`: what embedding-atlas loads. */
export type ExtraFile = keyof typeof EXTRA;

export interface MapContents {
  readonly map: TopicMap;
  /** The map's own text. */
  readonly json: Uint8Array;
  /** Makes the page when its turn comes. */
  readonly page: () => string;
}

/**
 * Writes the files to the folder `out`, one after another, so that no two of them are in memory together. Answers their
 * paths.
 */
export async function writeMapFiles(
  out: string,
  { map, json, page }: MapContents,
  { also, citing }: { readonly also: readonly ExtraFile[]; readonly citing: Citing },
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
    writeFileAtomically(path, await write(map, citing));
    paths.push(path);
  }
  return paths;
}
