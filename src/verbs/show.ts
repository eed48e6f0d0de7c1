/** One thing, whole: a paper with its nearest papers, or a topic with its papers. */
import { FieldmapError } from '../errors.js';
import type { MapTopic, TopicMap } from '../topic-map/schema.js';
import { clipped } from '../text.js';
import type { Hit, Paper } from '../types.js';
import type { Context } from './context.js';
import { lookUp } from './find.js';
import { standingMap } from './topics.js';

export type Shown =
  | {
    readonly kind: 'paper';
    readonly paper: Paper;
    /** The topic it is in on the last map; null when it is in none, or there is no map. */
    readonly topic: { readonly id: string; readonly label: string } | null;
    /** The most similar papers, best first. */
    readonly similar: readonly Hit[];
  }
  | {
    readonly kind: 'topic';
    readonly topic: MapTopic;
    /** The firmest members first. */
    readonly papers: readonly { readonly id: string; readonly title: string; readonly year: number | null; readonly strength: number }[];
  };

/** Papers shown beside a paper. */
const NEIGHBORS = 5;

/**
 * `name`: a paper's id, DOI or part of its title, or a topic's id or label.
 * @throws FieldmapError `not-found`, or `usage` when it is part of several titles.
 */
export async function show(context: Context, name: string): Promise<Shown> {
  const map = await standingMap(context);
  const topic = map && findTopic(map, name);
  if (topic) return { kind: 'topic', topic, papers: members(map, topic) };

  const stored = await lookUp(context, name);
  if (stored === null) {
    throw new FieldmapError('not-found', `Nothing here is called "${clipped(name, 120)}": neither a paper's id, DOI or title nor a topic.`,
      'Run `fieldmap ask "words"` for papers or `fieldmap topics` for topics.');
  }
  const { similar } = await import('./similar.js');
  const embedded = (await context.store.sentenceVectors([stored.key]))[0] !== null;
  const answer = embedded ? await similar(context, [stored.paper.id], { count: NEIGHBORS }) : null;
  const [topicId] = await context.store.topicsOf([stored.key]);
  const own = map?.topics.find(({ id }) => id === topicId);
  return { kind: 'paper', paper: stored.paper, topic: own ? { id: own.id, label: own.label } : null, similar: answer?.hits ?? [] };
}

/** By id, else by label, letter case ignored. */
export function findTopic(map: TopicMap, name: string): MapTopic | undefined {
  const wanted = name.trim().toLowerCase();
  return map.topics.find(({ id }) => id === name) ?? map.topics.find(({ label }) => label.toLowerCase() === wanted);
}

function members(map: TopicMap, topic: MapTopic): { id: string; title: string; year: number | null; strength: number }[] {
  const ids = new Set([topic.id, ...map.topics.filter(({ parent }) => parent === topic.id).map(({ id }) => id)]);
  return map.papers
    .filter((paper) => paper.topic !== null && ids.has(paper.topic))
    .sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1))
    .map(({ id, title, year, strength }) => ({ id, title, year, strength }));
}
