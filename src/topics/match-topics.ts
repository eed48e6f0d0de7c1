/** Stable identities: which new topic is which old one. */
import { dot, groupRows, groupSizes } from '../math/index.js';
import type { Matrix } from '../types.js';

/** Same topic when the two share this part of their joint papers (Jaccard), … */
const LEAST_OVERLAP = 0.3;
/** … or fewer when their centres are practically one. */
const LEAST_OVERLAP_SAME_CENTRE = 0.1;
const SAME_CENTRE = 0.95;

/** One side of a match: row `i` is the same paper on both. */
export interface TopicGroups {
  /** Per paper: its topic, or -1; on the old side also for papers that the old map did not have. */
  readonly assignment: Int32Array;
  readonly centres: Matrix;
}

export interface OldGroups extends TopicGroups {
  /** Per topic. */
  readonly ids: readonly string[];
}

/** How ids are made for topics that are none of the old ones. */
export interface FreshIds {
  readonly prefix: 't' | 'a';
  /** The number of the first. */
  readonly next: number;
}

export interface Matched {
  /** Per new topic: its id. */
  readonly ids: string[];
  /** The number for the next fresh id. */
  readonly next: number;
}

/**
 * Ids for new topics: the most overlapping old and new topics are paired first (ties: the more alike centres, the
 * older id, the topic with the first paper id), each once; what overlaps no old topic enough gets a fresh id,
 * `prefix` and a number from `next` on, the largest first. The result depends on the papers alone, not on how the
 * new topics are numbered; no id is ever given twice.
 */
export function matchTopics(
  old: OldGroups,
  fresh: TopicGroups,
  paperIds: readonly string[],
  naming: FreshIds,
): Matched {
  const { prefix } = naming;
  let { next } = naming;
  const count = fresh.centres.rows;
  const first = firstPapers(fresh.assignment, count, paperIds);
  const ids = new Array<string>(count).fill('');
  const usedOld = new Set<number>();
  for (const pair of candidates(old, fresh, first)) {
    if (ids[pair.to] !== '' || usedOld.has(pair.from)) continue;
    ids[pair.to] = old.ids[pair.from]!;
    usedOld.add(pair.from);
  }
  const sizes = groupSizes(fresh.assignment, count);
  const born = ids
    .flatMap((id, topic) => (id === '' ? [topic] : []))
    .sort((a, b) => sizes[b]! - sizes[a]! || compareText(first[a]!, first[b]!));
  for (const topic of born) ids[topic] = `${prefix}${next++}`;
  return { ids, next };
}

interface Pair {
  readonly from: number;
  readonly to: number;
  readonly overlap: number;
  readonly likeness: number;
}

/** Old and new topics that could be one, best first. */
function candidates(old: OldGroups, fresh: TopicGroups, first: readonly string[]): Pair[] {
  const toCount = fresh.centres.rows;
  const shared = new Int32Array(old.ids.length * toCount);
  // Papers that only one of the two maps has say nothing about identity: 10 % new papers are no change of topic.
  const fromSizes = groupSizes(old.assignment, old.ids.length);
  const toSizes = new Int32Array(toCount);
  fresh.assignment.forEach((to, i) => {
    const from = old.assignment[i]!;
    if (to >= 0 && from >= 0) {
      shared[from * toCount + to]!++;
      toSizes[to]!++;
    }
  });
  const { dimensions } = fresh.centres;
  const pairs: Pair[] = [];
  shared.forEach((both, at) => {
    if (both === 0) return;
    const from = Math.floor(at / toCount);
    const to = at % toCount;
    const overlap = both / (fromSizes[from]! + toSizes[to]! - both);
    const likeness = dot(
      old.centres.data,
      from * dimensions,
      fresh.centres.data,
      to * dimensions,
      dimensions,
    );
    if (overlap >= (likeness >= SAME_CENTRE ? LEAST_OVERLAP_SAME_CENTRE : LEAST_OVERLAP)) {
      pairs.push({ from, to, overlap, likeness });
    }
  });
  return pairs.sort(
    (a, b) =>
      b.overlap - a.overlap ||
      b.likeness - a.likeness ||
      compareIds(old.ids[a.from]!, old.ids[b.from]!) ||
      compareText(first[a.to]!, first[b.to]!),
  );
}

/** Per topic the alphabetically first id of its papers: a name that does not depend on numbering. */
function firstPapers(assignment: Int32Array, count: number, paperIds: readonly string[]): string[] {
  const { offsets, rows } = groupRows(assignment, count);
  return Array.from({ length: count }, (_, topic) => {
    let first = '';
    for (const i of rows.subarray(offsets[topic], offsets[topic + 1])) {
      if (first === '' || paperIds[i]! < first) first = paperIds[i]!;
    }
    return first;
  });
}

/** By UTF-16 units, the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `t2` before `t10`. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}
