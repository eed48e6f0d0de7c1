/** library ─neighbors─▶ projection, cluster ─▶ topic-map ─▶ files. */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Granularity } from '../cluster/types.js';
import { FieldmapError } from '../errors.js';
import { writeFileAtomically } from '../files.js';
import { buildTopicMap } from '../topic-map/build.js';
import type { TopicMap } from '../topic-map/schema.js';
import { NO_EDITS, type MapInput, type TopicEdits } from '../topic-map/types.js';
import { writeTopicMap } from '../topic-map/write.js';
import type { Matrix, ModelInfo, Paper, PaperKey, Topic } from '../types.js';
import { VERSION } from '../version.js';
import type { Context } from './context.js';
import { extendMap, fitMap, type Laid } from './map-layout.js';

export interface MapOptions {
  /** Folder of the files; null writes none. Default `out`. */
  readonly out?: string | null;
  /** Default: the library folder's name. */
  readonly title?: string;
  readonly granularity?: Granularity;
  /** Exactly so many topics. Default: as many as the papers have. */
  readonly topics?: number;
  /** Papers a topic must have at least. */
  readonly minSize?: number;
  /** Topics and places anew, ids and north kept. Default: papers added since are placed on the standing map. */
  readonly refit?: boolean;
}

export interface MapReport {
  readonly papers: number;
  readonly topics: readonly Topic[];
  readonly unplaced: number;
  /** `new`: the first map; `refit`: topics and places anew; `extended`: new papers placed; `same`: nothing to do. */
  readonly how: 'new' | 'refit' | 'extended' | 'same';
  /** Papers placed on a standing map. */
  readonly placed: number;
  readonly files: readonly string[];
}

/** All that a map is made from. Row `i` of `vectors` is paper `i`. */
export interface MapMaterial {
  readonly keys: Int32Array;
  readonly papers: readonly Paper[];
  readonly vectors: Matrix;
  readonly parameters: Readonly<Record<string, string | number | null>>;
  readonly previous: TopicMap | null;
}

/** Document in the store: names and merges given by hand. */
export const TOPIC_EDITS = 'topic-edits';

/**
 * Makes the map, keeps it in the library and writes its files.
 * @throws FieldmapError `not-found` when no paper is embedded, `disk`.
 */
export async function map(context: Context, options: MapOptions): Promise<MapReport> {
  const material = await gather(context, options);
  const standing = options.refit === true ? null : standingFor(material, context.options.seed);
  const before = new Set(standing?.papers.map(({ id }) => id));
  const placed = standing === null ? 0 : material.papers.filter(({ id }) => !before.has(id)).length;
  const laid = standing === null ? await fitMap(context, material, options) : await extendMap(context, material, standing);
  const topicMap = buildTopicMap(await mapInput(context, options, material, laid, standing));
  const json = writeTopicMap(topicMap);
  await context.store.putMap(savedMap(material, laid, topicMap), Buffer.from(json));
  return {
    papers: topicMap.papers.length,
    topics: topicMap.topics,
    unplaced: topicMap.unplaced.count,
    how: standing === null ? (material.previous === null ? 'new' : 'refit') : placed > 0 ? 'extended' : 'same',
    placed,
    files: options.out === null ? [] : await writeFiles(context, options.out ?? 'out', topicMap, json),
  };
}

async function gather({ store, options: { dir } }: Context, options: MapOptions): Promise<MapMaterial> {
  const { keys, matrix } = await store.allDocumentVectors();
  if (keys.length === 0) {
    throw new FieldmapError('not-found', `The library ${dir} has no embedded papers: there is nothing to map.`, 'Run `fieldmap add FILE` first.');
  }
  const papers: Paper[] = [];
  for (const stored of await store.getByKey(keys)) papers.push(stored!.paper);
  const bytes = await store.getTopicMap();
  return {
    keys,
    papers,
    vectors: matrix,
    parameters: { granularity: options.granularity ?? 'medium', topics: options.topics ?? null, minSize: options.minSize ?? null, neighbors: NEIGHBORS },
    previous: bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as TopicMap),
  };
}

/** Nearest papers that the graph, the picture and the measures go by. */
export const NEIGHBORS = 15;

/** The standing map, when it was made the way this one is wanted. */
function standingFor({ previous, parameters }: MapMaterial, seed: number): TopicMap | null {
  if (previous === null || previous.made.seed !== seed) return null;
  const fits = Object.entries(parameters).every(([name, value]) => previous.made.parameters[name] === value);
  return fits ? previous : null;
}

async function mapInput(
  context: Context, options: MapOptions, material: MapMaterial, laid: Laid, standing: TopicMap | null,
): Promise<MapInput> {
  const model: ModelInfo = (await context.store.getModel())!;
  const edits = await context.store.getDocument(TOPIC_EDITS);
  return {
    title: options.title ?? material.previous?.title ?? basename(context.options.dir),
    made: {
      fieldmap: VERSION,
      seed: context.options.seed,
      parameters: material.parameters,
      model: { id: model.id, hash: model.hash, dimensions: model.dimensions },
      input: inputHash(material.papers),
    },
    papers: material.papers,
    vectors: material.vectors,
    lists: laid.lists,
    points: laid.points,
    grouping: laid.grouping,
    quality: laid.quality,
    previous: material.previous,
    mode: standing === null ? 'refit' : 'extend',
    edits: edits === null ? NO_EDITS : (JSON.parse(Buffer.from(edits).toString('utf8')) as TopicEdits),
    onProgress: context.options.onProgress,
  };
}

/** sha256 over ids and texts in the order of the papers. */
function inputHash(papers: readonly Paper[]): string {
  const hash = createHash('sha256');
  for (const { id, title, abstract } of papers) hash.update(JSON.stringify([id, title, abstract]));
  return hash.digest('hex');
}

function savedMap({ keys }: MapMaterial, { points }: Laid, { topics, papers }: TopicMap) {
  const number = new Map(topics.map(({ id }, i) => [id, i]));
  return {
    topics,
    keys: keys satisfies ArrayLike<PaperKey>,
    topicOf: Int32Array.from(papers, ({ topic }) => (topic === null ? -1 : number.get(topic)!)),
    coordinates: points,
  };
}

async function writeFiles(context: Context, out: string, topicMap: TopicMap, json: string): Promise<string[]> {
  const { mapFiles } = await import('./map-files.js');
  const files = await mapFiles(context, topicMap, json);
  return files.map(({ name, content }) => {
    const path = join(out, name);
    writeFileAtomically(path, content);
    return path;
  });
}
