/** What lies between two topics: papers that stand in both. */
import { FieldmapError } from '../../errors.js';
import { allNeighbors } from '../../neighbors/index.js';
import { leavesOf } from '../../looks/index.js';
import { bridges as between, sparseBorders } from '../../topics/index.js';
import { centroids } from '../../math/index.js';
import type { Context } from '../session/context.js';
import { neededTopic } from './find-topic.js';
import { NEIGHBORS } from './map-material.js';
import { lastMap } from './topics.js';

export interface Bridges {
  readonly topics: readonly { readonly id: string; readonly label: string }[];
  /** Best first: near both centres and with nearest papers in both. */
  readonly papers: readonly {
    readonly id: string;
    readonly title: string;
    /** Cosines with the two centres, -1..1. */
    readonly similarities: readonly [number, number];
    /** Share of its nearest papers in each topic, 0..1. */
    readonly shares: readonly [number, number];
  }[];
  /** Terms that both topics have. */
  readonly sharedTerms: readonly string[];
}

/** `a`, `b`: ids or labels of topics of the last map. @throws FieldmapError `not-found`, `usage` (one topic twice). */
export async function bridges(context: Context, a: string, b: string): Promise<Bridges> {
  const standing = await lastMap(context);
  const pair = [neededTopic(standing.topics, a), neededTopic(standing.topics, b)] as const;
  if (pair[0].id === pair[1].id) {
    throw new FieldmapError(
      'usage',
      `"${a}" and "${b}" are the same topic.`,
      'Give two different topics: `fieldmap topics` lists them.',
    );
  }
  const { keys, matrix } = await context.store.allDocumentVectors();
  const ids = await context.store.idsOf(keys);
  const paperOf = new Map(standing.papers.map((paper) => [paper.id, paper]));
  const groupOf = (topic: string | null): number =>
    pair.findIndex(
      ({ id }) => topic === id || standing.topics.some((one) => one.id === topic && one.parent === id),
    );
  const groups = Int32Array.from(ids, (id) => groupOf(paperOf.get(id ?? '')?.topic ?? null));
  const lists = await allNeighbors(await context.neighbors(), { keys, matrix }, NEIGHBORS, {
    threads: context.options.threads,
  });
  const found = between(matrix, lists, groups, { centres: centroids(matrix, groups, 2), pair: [0, 1] });
  const theirs = new Set(pair[1].terms.map(({ term }) => term));
  return {
    topics: pair.map(({ id, label }) => ({ id, label })),
    papers: found.map(({ row, toA, toB, shareA, shareB }) => ({
      id: ids[row]!,
      title: paperOf.get(ids[row]!)?.title ?? '',
      similarities: [toA, toB],
      shares: [shareA, shareB],
    })),
    sharedTerms: pair[0].terms.map(({ term }) => term).filter((term) => theirs.has(term)),
  };
}

export interface SparseBorder {
  readonly topics: readonly [
    { readonly id: string; readonly label: string },
    { readonly id: string; readonly label: string },
  ];
  /** Cosine of the two centres. */
  readonly similarity: number;
  /** Neighbour links across, over what topics this near and large have at the median; below 1 is sparse. */
  readonly density: number;
}

/** Pairs of near topics that hardly any paper joins, the emptiest first: where something may be missing. */
export async function borders(context: Context): Promise<SparseBorder[]> {
  const standing = await lastMap(context);
  const leaves = leavesOf(standing.topics);
  const number = new Map(leaves.map(({ id }, i) => [id, i]));
  const { keys, matrix } = await context.store.allDocumentVectors();
  const topics = await context.store.topicsOf(keys);
  const groups = Int32Array.from(topics, (topic) => number.get(topic ?? '') ?? -1);
  const lists = await allNeighbors(await context.neighbors(), { keys, matrix }, NEIGHBORS, {
    threads: context.options.threads,
  });
  const named = (i: number) => ({ id: leaves[i]!.id, label: leaves[i]!.label });
  return sparseBorders(lists, groups, centroids(matrix, groups, leaves.length)).map(
    ({ a, b, similarity, density }) => ({ topics: [named(a), named(b)], similarity, density }),
  );
}
