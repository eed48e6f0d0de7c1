/** The neighbour graph as GraphML (http://graphml.graphdrawing.org), for Gephi, Cytoscape, networkx and igraph. */
import type { MapPaper, TopicMap } from '../topic-map/index.js';
import { xml } from '../text/index.js';

const KEYS = [
  ['title', 'node', 'string'],
  ['year', 'node', 'int'],
  ['topic', 'node', 'string'],
  ['topicLabel', 'node', 'string'],
  ['strength', 'node', 'double'],
  ['x', 'node', 'double'],
  ['y', 'node', 'double'],
  ['weight', 'edge', 'double'],
  ['kind', 'edge', 'string'],
] as const;

/**
 * Papers as nodes with their places and topics; an undirected edge where one lists the other as near, weight its cosine; a directed
 * one of the kind `cites` for each of `cites` (citing and cited id) whose papers are on the map.
 */
export function writeGraphml(map: TopicMap, cites: readonly (readonly [string, string])[] = []): string {
  const labels = new Map(map.topics.map(({ id, label }) => [id, label]));
  const numbers = new Map(map.papers.map(({ id }, i) => [id, i]));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...KEYS.map(
      ([name, of, type]) => `<key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`,
    ),
    '<graph edgedefault="undirected">',
    ...map.papers.map((paper) => node(paper, labels)),
    ...map.papers.flatMap((paper, i) => edges(paper, i, map.papers, numbers)),
    ...cites
      .filter(([from, to]) => numbers.has(from) && numbers.has(to))
      .map(
        ([from, to]) =>
          `<edge source="${xml(from)}" target="${xml(to)}" directed="true"><data key="kind">cites</data></edge>`,
      ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function node(paper: MapPaper, labels: ReadonlyMap<string, string>): string {
  const data = {
    title: paper.title,
    year: paper.year,
    topic: paper.topic,
    topicLabel: paper.topic === null ? null : labels.get(paper.topic)!,
    strength: paper.strength,
    x: paper.x,
    y: paper.y,
  };
  const parts = Object.entries(data)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `<data key="${key}">${xml(String(value))}</data>`);
  return `<node id="${xml(paper.id)}">${parts.join('')}</node>`;
}

/** The edges of paper `i`, those left out that its neighbour has written already. */
function edges(
  paper: MapPaper,
  i: number,
  papers: readonly MapPaper[],
  numbers: ReadonlyMap<string, number>,
): string[] {
  return paper.neighbors
    .filter(({ id }) => {
      const other = numbers.get(id)!;
      return i < other || !papers[other]!.neighbors.some((back) => back.id === paper.id);
    })
    .map(
      ({ id, similarity }) =>
        `<edge source="${xml(paper.id)}" target="${xml(id)}"><data key="weight">${similarity}</data></edge>`,
    );
}
