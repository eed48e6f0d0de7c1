/** What a map is made from: papers, vectors, and the wishes of this run and of the map before. */
import { createHash } from 'node:crypto';
import type { Granularity } from '../../cluster/index.js';
import { DEFAULTS } from '../../config.js';
import { FieldmapError } from '../../errors.js';
import type { TopicMap } from '../../topic-map/index.js';
import type { Matrix, Paper } from '../../types.js';
import type { Context } from '../session/context.js';
import { embeddedPapers } from '../session/embedded-papers.js';
import type { MapOptions } from './map.js';
import { standingMap } from './topics.js';

/** All that a map is made from. Row `i` of `vectors` is paper `i`. */
export interface MapMaterial {
  readonly keys: Int32Array;
  readonly papers: readonly Paper[];
  readonly vectors: Matrix;
  /** What decides the result, beside the papers and the seed. */
  readonly parameters: MapParameters;
  readonly seed: number;
  readonly previous: TopicMap | null;
}

/** A type and no interface: it goes into the JSON as it is. */
export type MapParameters = {
  readonly granularity: Granularity;
  readonly topics: number | null;
  readonly minSize: number | null;
  readonly assignAll: boolean;
  readonly neighbors: number;
};

/** Nearest papers that the graph, the picture and the measures go by. */
export const NEIGHBORS = 15;

export async function gatherMaterial(context: Context, options: MapOptions): Promise<MapMaterial> {
  const {
    store,
    options: { dir, seed },
  } = context;
  const { keys, papers, vectors } = await embeddedPapers(store);
  if (keys.length === 0) {
    throw new FieldmapError(
      'not-found',
      `The library ${dir} has no embedded papers: there is nothing to map.`,
      'Run `fieldmap add FILE` first.',
    );
  }
  const previous = await readable(context, options.refit === true);
  return {
    keys,
    papers,
    vectors,
    parameters: parametersFor(options, previous),
    seed: seed ?? previous?.made.seed ?? DEFAULTS.seed,
    previous,
  };
}

/** The standing map. With `refit` one that is damaged is passed over: a new one is what is asked for. */
async function readable(context: Context, refit: boolean): Promise<TopicMap | null> {
  try {
    return await standingMap(context);
  } catch (error) {
    if (!refit || !(error instanceof FieldmapError && error.code === 'library')) throw error;
    context.options.onNotice(`${error.message} A new one is made; its topics are numbered from 1.`);
    return null;
  }
}

/**
 * With `refit`, or when any setting is given: what is given, and the defaults for the rest, so that the same call gives
 * the same settings whatever map stood before. Else those of the standing map.
 */
function parametersFor(
  { granularity, topics, minSize, assignAll, refit }: MapOptions,
  previous: TopicMap | null,
): MapParameters {
  const anew =
    refit === true || [granularity, topics, minSize, assignAll].some((setting) => setting !== undefined);
  if (!anew && previous !== null)
    return { ...(previous.made.parameters as MapParameters), neighbors: NEIGHBORS };
  return {
    granularity: granularity ?? 'medium',
    topics: topics ?? null,
    minSize: minSize ?? null,
    assignAll: assignAll ?? false,
    neighbors: NEIGHBORS,
  };
}

/** The standing map, when it was made the way this one is wanted. */
export function standingFor({ previous, parameters, seed }: MapMaterial): TopicMap | null {
  if (previous === null || previous.made.seed !== seed) return null;
  const fits = Object.entries(parameters).every(([name, value]) => previous.made.parameters[name] === value);
  return fits ? previous : null;
}

/** sha256 over the numbers of the vectors. */
export function vectorsHash({ data }: Matrix): string {
  return createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
}

/** sha256 over ids and texts in the order of the papers. */
export function inputHash(papers: readonly Paper[]): string {
  const hash = createHash('sha256');
  for (const { id, title, abstract } of papers) hash.update(JSON.stringify([id, title, abstract]));
  return hash.digest('hex');
}
