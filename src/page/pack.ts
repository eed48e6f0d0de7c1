/** The map as the client wants it: numbers in place of ids, and only what is shown. */
import type { PageData, PageMap } from './types.js';

export function packMap(map: PageMap, abstracts: readonly string[] | null): PageData {
  const paperNumber = new Map(map.papers.map(({ id }, i) => [id, i]));
  const topicNumber = new Map(map.topics.map(({ id }, i) => [id, i]));
  const topic = (id: string | null): number => (id === null ? -1 : (topicNumber.get(id) ?? -1));
  const parents = new Set(map.topics.map(({ parent }) => parent));
  return {
    title: map.title,
    made: map.made.sentence,
    quality: { trustworthiness: map.quality.trustworthiness, neighborsKept: map.quality.neighborsKept },
    unplaced: map.unplaced.count,
    points: map.papers.flatMap(({ x, y }) => [x, y]),
    papers: map.papers.map((paper, i) => ({
      id: paper.id,
      title: paper.title,
      authors: paper.authors,
      year: paper.year,
      venue: paper.venue,
      doi: paper.doi,
      url: paper.url,
      topic: topic(paper.topic),
      nearest: topic(paper.nearestTopic),
      trust: paper.placeTrust,
      neighbors: paper.neighbors.slice(0, NEIGHBORS)
        .flatMap(({ id, similarity }) => (paperNumber.has(id) ? [[paperNumber.get(id)!, Math.round(similarity * 100) / 100] as const] : [])),
      abstract: abstracts?.[i] ?? null,
    })),
    topics: map.topics.map(({ id, label, terms, size, x, y, years, parent }) => ({
      id, label, terms: terms.slice(0, TERMS), size, x, y, years, parent: topic(parent), isArea: parents.has(id),
    })),
  };
}

/** Nearest papers and terms that the page shows: each costs bytes for every paper or topic. */
const NEIGHBORS = 5;
const TERMS = 8;
