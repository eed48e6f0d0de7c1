/** The files that `map` writes. */
import { renderPage } from '../page/render-page.js';
import type { TopicMap } from '../topic-map/schema.js';
import { writeAtlas, writeAtlasLabels } from '../topic-map/write-atlas.js';
import { writePapersCsv, writeTopicsCsv } from '../topic-map/write-csv.js';
import { writeGraphml } from '../topic-map/write-graphml.js';
import { writeSvg } from '../topic-map/write-svg.js';

export interface MapFile {
  readonly name: string;
  readonly content: string;
}

const EXTRA = {
  svg: (map: TopicMap) => [{ name: 'map.svg', content: writeSvg(map) }],
  graphml: (map: TopicMap) => [{ name: 'neighbors.graphml', content: writeGraphml(map) }],
  atlas: (map: TopicMap) => [
    { name: 'atlas.jsonl', content: writeAtlas(map) },
    { name: 'atlas-labels.json', content: writeAtlasLabels(map) },
  ],
} as const;

/** `svg`: a still picture; `graphml`: the neighbour graph; `atlas`: what embedding-atlas loads. */
export type ExtraFile = keyof typeof EXTRA;

/** `abstracts`: one a paper in the order of the map; null leaves them out of the page. */
export function mapFiles(map: TopicMap, json: string, abstracts: readonly string[] | null, also: readonly ExtraFile[]): MapFile[] {
  return [
    { name: 'topic-map.json', content: json },
    { name: 'papers.csv', content: writePapersCsv(map) },
    { name: 'topics.csv', content: writeTopicsCsv(map) },
    { name: 'map.html', content: renderPage(map, abstracts) },
    ...also.flatMap((name) => EXTRA[name](map)),
  ];
}
