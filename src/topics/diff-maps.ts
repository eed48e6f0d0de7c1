/** What changed from one map to the next. */
import { leavesOf } from '../looks/index.js';
import { compareIds } from './match-topics.js';
import { round } from '../math/index.js';
import type { MapTopic, TopicMap } from '../topic-map/index.js';

/** A part of a topic counts as split off or taken in from this share of its papers on. */
const PART = 0.25;
/** Grown or shrunk: by this share and at least so many papers. */
const CHANGE = 0.1;
const FEWEST_CHANGED = 2;

interface TopicRef {
  readonly id: string;
  readonly label: string;
  readonly size: number;
}

interface Flow extends TopicRef {
  /** Share of the papers (those on both maps) that came from or went to it, 0..1. */
  readonly share: number;
}

export interface MapDiff {
  /** Papers that only the new map has, and only the old one. */
  readonly added: number;
  readonly removed: number;
  readonly born: readonly (TopicRef & { readonly from: readonly Flow[] })[];
  readonly faded: readonly (TopicRef & { readonly to: readonly Flow[] })[];
  readonly grew: readonly (TopicRef & { readonly was: number })[];
  readonly shrank: readonly (TopicRef & { readonly was: number })[];
  /** Old topics of which two or more new topics hold a part. */
  readonly split: readonly (TopicRef & { readonly to: readonly Flow[] })[];
  /** New topics that took in the larger part of two or more old ones. */
  readonly merged: readonly (TopicRef & { readonly from: readonly Flow[] })[];
  readonly relabelled: readonly (TopicRef & { readonly was: string })[];
  /** Papers on both maps whose topic is another; null: no topic. */
  readonly moved: readonly Move[];
}

interface Move {
  readonly id: string;
  readonly title: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Compares topics without children; areas follow from them. Lists are in the order of topic ids, `moved` in map order. */
export function diffMaps(old: TopicMap, fresh: TopicMap): MapDiff {
  const oldTopics = leaves(old);
  const newTopics = leaves(fresh);
  const topicThen = new Map(old.papers.map((paper) => [paper.id, paper.topic]));
  const flows = new Flows();
  const moved: Move[] = [];
  let kept = 0;
  for (const paper of fresh.papers) {
    const from = topicThen.get(paper.id);
    if (from === undefined) continue;
    kept++;
    flows.add(from, paper.topic);
    if (from !== paper.topic) moved.push({ id: paper.id, title: paper.title, from, to: paper.topic });
  }
  const to = (topic: MapTopic): Flow[] => flows.from(topic.id, newTopics);
  const from = (topic: MapTopic): Flow[] => flows.into(topic.id, oldTopics);
  const now = [...newTopics.values()];
  const then = [...oldTopics.values()];
  const both = now.flatMap((topic) => {
    const was = oldTopics.get(topic.id);
    return was ? [{ topic, was }] : [];
  });
  const changed = both.filter(
    ({ topic, was }) => Math.abs(topic.size - was.size) >= Math.max(FEWEST_CHANGED, CHANGE * was.size),
  );
  const resized = (sign: number): MapDiff['grew'] =>
    changed
      .filter(({ topic, was }) => Math.sign(topic.size - was.size) === sign)
      .map(({ topic, was }) => ({ ...refer(topic), was: was.size }));
  return {
    added: fresh.papers.length - kept,
    removed: old.papers.length - kept,
    born: now.filter(({ id }) => !oldTopics.has(id)).map((topic) => ({ ...refer(topic), from: from(topic) })),
    faded: then.filter(({ id }) => !newTopics.has(id)).map((topic) => ({ ...refer(topic), to: to(topic) })),
    grew: resized(1),
    shrank: resized(-1),
    split: then.map((topic) => ({ ...refer(topic), to: to(topic) })).filter((topic) => topic.to.length > 1),
    merged: now
      .map((topic) => ({
        ...refer(topic),
        from: from(topic).filter(({ id }) => flows.share(id, topic.id) > 0.5),
      }))
      .filter((topic) => topic.from.length > 1),
    relabelled: both
      .filter(({ topic, was }) => topic.label !== was.label)
      .map(({ topic, was }) => ({ ...refer(topic), was: was.label })),
    moved,
  };
}

const refer = ({ id, label, size }: MapTopic): TopicRef => ({ id, label, size });

function leaves(map: TopicMap): Map<string, MapTopic> {
  return new Map(
    leavesOf(map.topics)
      .sort((a, b) => compareIds(a.id, b.id))
      .map((topic) => [topic.id, topic]),
  );
}

/** How many papers went from which topic to which. */
class Flows {
  readonly #out = new Map<string, Map<string, number>>();
  readonly #in = new Map<string, Map<string, number>>();
  readonly #left = new Map<string, number>();
  readonly #came = new Map<string, number>();

  add(from: string | null, to: string | null): void {
    if (from !== null) bump(this.#left, from);
    if (to !== null) bump(this.#came, to);
    if (from === null || to === null) return;
    bump(inner(this.#out, from), to);
    bump(inner(this.#in, to), from);
  }

  /** Share of `from`'s papers that are in `to` now. */
  share(from: string, to: string): number {
    return (this.#out.get(from)?.get(to) ?? 0) / (this.#left.get(from) ?? 1);
  }

  from(id: string, topics: ReadonlyMap<string, MapTopic>): Flow[] {
    return parts(this.#out.get(id), this.#left.get(id) ?? 0, topics);
  }

  into(id: string, topics: ReadonlyMap<string, MapTopic>): Flow[] {
    return parts(this.#in.get(id), this.#came.get(id) ?? 0, topics);
  }
}

function parts(
  counts: ReadonlyMap<string, number> | undefined,
  all: number,
  topics: ReadonlyMap<string, MapTopic>,
): Flow[] {
  return [...(counts ?? [])]
    .filter(([, papers]) => papers >= PART * all)
    .sort(([a, m], [b, n]) => n - m || compareIds(a, b))
    .map(([id, papers]) => ({ ...refer(topics.get(id)!), share: round(papers / all, 4) }));
}

function inner(map: Map<string, Map<string, number>>, key: string): Map<string, number> {
  let found = map.get(key);
  if (found === undefined) {
    found = new Map<string, number>();
    map.set(key, found);
  }
  return found;
}

function bump(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
