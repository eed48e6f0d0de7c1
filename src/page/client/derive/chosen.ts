/** Which papers are bright: those that fit all that was asked for. */
import type { Data } from '../data/types.js';

export interface Choices {
  /** Found by words or by the server, best first. */
  readonly found: readonly number[] | null;
  /** A topic or an area; -1: papers without a topic. */
  readonly topic: number | null;
  /** Another topic, whose papers are bright too. */
  readonly compare: number | null;
  /** Both inclusive. */
  readonly years: readonly [number, number] | null;
  /** Starred or decided; null: the reading list is not shown. */
  readonly listed: ReadonlySet<number> | null;
  /** By lasso or one by one. */
  readonly picked: ReadonlySet<number> | null;
}

export interface Chosen {
  /** The best found first, else the newest first. */
  readonly papers: readonly number[];
  /** Per paper 1 or 0; null when nothing was asked for and all are bright. */
  readonly lit: Uint8Array | null;
}

export function choose(data: Data, { found, topic, compare, years, picked, listed }: Choices): Chosen {
  const fits = (paper: number): boolean =>
    (topic === null || isIn(data, paper, topic) || (compare !== null && isIn(data, paper, compare))) &&
    (years === null || (data.year[paper]! >= years[0] && data.year[paper]! <= years[1])) &&
    (listed === null || listed.has(paper)) &&
    (picked === null || picked.has(paper));
  const all = found ?? (picked === null ? Array.from({ length: data.count }, (_, i) => i) : [...picked]);
  const papers = all.filter(fits);
  if (found === null) papers.sort((a, b) => data.year[b]! - data.year[a]! || a - b);
  if (found === null && topic === null && years === null && picked === null && listed === null)
    return { papers, lit: null };
  const lit = new Uint8Array(data.count);
  for (const paper of papers) lit[paper] = 1;
  return { papers, lit };
}

/** Areas hold the papers of their topics. */
export function isIn({ head, topic }: Data, paper: number, wanted: number): boolean {
  const own = topic[paper]!;
  return own === wanted || (own >= 0 && wanted >= 0 && head.topics[own]!.parent === wanted);
}
