/** One thing, whole: a paper with its nearest papers, or a topic with its papers. */
import { FieldmapError } from '../../errors.js';
import type { Shown } from '../../answers/index.js';
import type { MapTopic } from '../../topic-map/index.js';
import { clipped } from '../../text/index.js';
import type { Context } from '../session/context.js';
import { findTopic } from '../map/find-topic.js';
import type { OptionsOf, showFields } from '../../questions/index.js';
import { UNPLACED } from './filter.js';
import { lookUp } from './find.js';
import { fieldsOf } from '../map/paper-fields.js';
import { noMap, standingMap, topicsOnMap } from '../map/topics.js';

export interface ShowOptions extends OptionsOf<typeof showFields> {
  /** One of the two, when a name may be both. */
  readonly only?: 'paper' | 'topic';
}

/** Papers shown beside a paper. */
const NEIGHBORS = 5;

/**
 * `name`: a paper's id, DOI or part of its title, or a topic's id or label; a topic comes first, unless `only` one of
 * the two is wanted. `unplaced`: the papers of the map that are in no topic. `count` and `offset`: of a list of papers.
 * @throws FieldmapError `not-found`, or `usage` when it is part of several titles.
 */
export async function show(context: Context, name: string, options: ShowOptions = {}): Promise<Shown> {
  const { only, count, offset = 0 } = options;
  const topics = await topicsOnMap(context);
  if (only === 'topic' && topics.length === 0) throw noMap(context);
  const topic = only === 'paper' ? undefined : findTopic(topics, name);
  const page = <T>(papers: readonly T[]): T[] =>
    papers.slice(offset, count === undefined ? undefined : offset + count);
  if (topic) {
    const members = await membersOf(context, topic, topics);
    const { aboutTopic } = await import('../reading/about-topic.js');
    const about = await aboutTopic(
      context,
      members.map(({ id }) => id),
    );
    return { kind: 'topic', topic, about, papers: page(members) };
  }
  if (only === undefined && topics.length > 0 && name.trim().toLowerCase() === UNPLACED) {
    const loose = await unplaced(context, topics);
    return { kind: 'unplaced', size: loose.length, papers: page(loose) };
  }

  const stored = only === 'topic' ? null : await lookUp(context, name);
  if (stored === null) {
    throw new FieldmapError(
      'not-found',
      `Nothing here is called "${clipped(name, 120)}": neither a paper's id, DOI or title nor a topic.`,
      'Run `fieldmap ask "words"` for papers or `fieldmap topics` for topics.',
    );
  }
  const { similar } = await import('./similar.js');
  const embedded = (await context.store.sentenceVectors([stored.key]))[0] !== null;
  const answer = embedded ? await similar(context, [stored.paper.id], { count: NEIGHBORS }) : null;
  const [topicId] = await context.store.topicsOf([stored.key]);
  const own = topics.find(({ id }) => id === topicId);
  const [mark] = await context.store.marksOf([stored.key]);
  return {
    kind: 'paper',
    paper: stored.paper,
    topic: own ? { id: own.id, label: own.label } : null,
    // A map has found the fields of all papers; without one that would be done here, for one of them.
    fields: topics.length === 0 ? [] : await fieldsOf(context, stored.key),
    ...(mark && { mark }),
    similar: answer?.hits ?? [],
  };
}

type Loose = Extract<Shown, { kind: 'unplaced' }>['papers'][number];

/** Those that nearly belong to a topic first. */
async function unplaced(context: Context, topics: readonly MapTopic[]): Promise<Loose[]> {
  const label = new Map(topics.map((topic) => [topic.id, topic.label]));
  const papers = ((await standingMap(context))?.papers ?? []).filter(({ topic }) => topic === null);
  return papers
    .map(({ id, title, year, strength, nearestTopic: near }) => ({
      id,
      title,
      year,
      strength,
      nearest: near === null ? null : { id: near, label: label.get(near) ?? near },
    }))
    .sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1));
}

type Member = Extract<Shown, { kind: 'topic' }>['papers'][number];

/** The firmest first. */
async function membersOf(context: Context, topic: MapTopic, topics: readonly MapTopic[]): Promise<Member[]> {
  const ids = [topic.id, ...topics.filter(({ parent }) => parent === topic.id).map(({ id }) => id)];
  const members = await membersByTopic(context);
  return ids
    .flatMap((id) => members.get(id) ?? [])
    .sort((a, b) => b.strength - a.strength || (a.id < b.id ? -1 : 1));
}

/** The map itself is not kept: parsed, one of 58,919 papers takes 250 MB; this takes a tenth. */
async function membersByTopic(context: Context): Promise<ReadonlyMap<string, readonly Member[]>> {
  const digest = (await context.store.mapState())?.digest ?? '';
  return context.memoized('members', digest, async () => {
    const members = new Map<string, Member[]>();
    for (const { topic, id, title, year, strength } of (await standingMap(context))?.papers ?? []) {
      if (topic === null) continue;
      const others = members.get(topic);
      if (others === undefined) members.set(topic, [{ id, title, year, strength }]);
      else others.push({ id, title, year, strength });
    }
    return members;
  });
}
