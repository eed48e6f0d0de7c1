/** The files that `map` writes. */
import { renderPage } from '../page/render-page.js';
import type { TopicMap } from '../topic-map/schema.js';
import { writeAtlas, writeAtlasLabels } from '../topic-map/write-atlas.js';
import { writePapersCsv, writeTopicsCsv } from '../topic-map/write-csv.js';
import { writeGraphml } from '../topic-map/write-graphml.js';
import { writeSvg } from '../topic-map/write-svg.js';

export interface MapFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const EXTRA = {
  svg: (map) => [{ name: 'map.svg', content: writeSvg(map) }],
  png: async (map) => [{ name: 'map.png', content: await (await import('../topic-map/write-png.js')).writePng(writeSvg(map)) }],
  graphml: (map) => [{ name: 'neighbors.graphml', content: writeGraphml(map) }],
  atlas: (map) => [
    { name: 'atlas.jsonl', content: writeAtlas(map) },
    { name: 'atlas-labels.json', content: writeAtlasLabels(map) },
  ],
} as const satisfies Record<string, (map: TopicMap) => MapFile[] | Promise<MapFile[]>>;

/** `svg`, `png`: a still picture; `graphml`: the neighbour graph; `atlas`: what embedding-atlas loads. */
export type ExtraFile = keyof typeof EXTRA;

/** `abstracts`: one a paper in the order of the map; null leaves them out of the page. */
export async function mapFiles(
  map: TopicMap, json: string, abstracts: readonly string[] | null, also: readonly ExtraFile[],
): Promise<MapFile[]> {
  const extra = await Promise.all(also.map(async (name) => EXTRA[name](map)));
  return [
    { name: 'topic-map.json', content: json },
    { name: 'papers.csv', content: writePapersCsv(map) },
    { name: 'topics.csv', content: writeTopicsCsv(map) },
    { name: 'map.html', content: renderPage(map, abstracts) },
    ...extra.flat(),
  ];
}
