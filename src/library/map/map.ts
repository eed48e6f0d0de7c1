/** library ─neighbors─▶ projection, cluster ─▶ topic-map ─▶ files. */
import { basename } from 'node:path';
import type { Granularity } from '../../cluster/index.js';
import { DEFAULTS } from '../../config.js';
import { FieldmapError } from '../../errors.js';
import { nameFromVocabulary } from '../../labels/index.js';
import { assembleTopicMap, topicMapBytes } from '../../map-output/index.js';
import { diffMaps, type MapDiff, identify, type Identified } from '../../topics/index.js';
import type { MapTopic, TopicEdits, TopicMap, MapInput } from '../../topic-map/index.js';
import { renderPage } from '../../page/index.js';
import type { ModelInfo, Paper } from '../../types.js';
import { VERSION } from '../../version.js';
import type { Context } from '../session/context.js';
import { readEdits } from './edits.js';
import { writeMapFiles, type ExtraFile } from './map-files.js';
import { withConcepts } from './map-concepts.js';
import { withFields } from './map-fields.js';
import { pageOf } from './map-page.js';
import { extendMap, fitMap, type Laid } from './map-layout.js';
import {
  gatherMaterial,
  inputHash,
  standingFor,
  type MapMaterial,
  vectorsHash,
  type MapParameters,
} from './map-material.js';
import { remember } from '../maps/history.js';
import { noteFirstMap } from '../news/told.js';
import { nameByModel, nameServer } from './naming/name-with.js';
import type { NameServer } from './naming/name-server.js';
import { pendingNotes } from '../session/pending-note.js';
import { startNaming } from './map-threads.js';
import { nameEmbedder, vocabularyOf } from './vocabulary-of.js';

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
  /** No paper stays unplaced: each goes to its nearest topic. */
  readonly assignAll?: boolean;
  /** Topics and places anew by the settings given here and the defaults for the rest; ids and north kept. Default: papers added since are placed on the standing map. */
  readonly refit?: boolean;
  /** All topics are named anew from their papers' words; names given by hand stay. Default: known topics keep their labels. */
  readonly relabel?: boolean;
  /** Table of names (tab-separated `id`, `name`, `broader`, `description`) to name topics from; the library keeps it. Default: OpenAlex's topics. */
  readonly vocabulary?: string;
  /**
   * A server that speaks OpenAI's protocol, such as `http://localhost:11434/v1#qwen3:4b`: its model names the topics from
   * their terms and titles. Only on this machine, unless `allowRemote`. Default: none is asked.
   */
  readonly nameWith?: string;
  readonly allowRemote?: boolean;
  /** Abstracts in the page; default true. Without, it is a third of the size. */
  readonly abstracts?: boolean;
  /** Files beside the usual ones: a picture, the neighbour graph, tables for embedding-atlas. */
  readonly also?: readonly ExtraFile[];
}

export interface MapReport {
  readonly papers: number;
  /** What all papers are about, in the vocabulary's words; null when they have no field in common. */
  readonly about: string | null;
  readonly topics: readonly MapTopic[];
  readonly unplaced: number;
  /** `new`: the first map; `refit`: topics and places anew; `extended`: new papers placed; `same`: nothing to do. */
  readonly how: 'new' | 'refit' | 'extended' | 'same';
  /** Papers placed on a standing map. */
  readonly placed: number;
  /** What the map was made with, whether given now or with the standing map. */
  readonly parameters: MapParameters;
  /** What changed since the last map; null for the first. */
  readonly diff: MapDiff | null;
  readonly files: readonly string[];
}

/**
 * Makes the map, keeps it in the library and writes its files. The settings (`granularity`, `topics`, `minSize`,
 * `assignAll`) are those of the standing map when none is given, so that plain `map` after `add` only places what is
 * new. With one given, or `refit`, those that are not given have their defaults; settings other than the standing map's
 * make topics and places anew. Seed and title stay until others are given.
 * @throws FieldmapError `not-found` when no paper is embedded, `disk`.
 */
export async function map(context: Context, options: MapOptions): Promise<MapReport> {
  const { report, topicMap, json, abstracts } = await makeAndKeep(context, options);
  pendingNotes(await context.store.revision(), 'are not on the map').forEach((note) =>
    context.options.onNotice(note),
  );
  if (options.out === null) return { ...report, files: [] };
  const shown = options.abstracts === false ? null : abstracts;
  const page = await pageOf(context, topicMap);
  return {
    ...report,
    files: await writeMapFiles(
      options.out ?? DEFAULTS.out,
      { map: topicMap, json, page: () => renderPage(page, shown) },
      {
        also: options.also ?? [],
        citing: async () => (await import('../review/cited.js')).citationPairs(context),
      },
    ),
  };
}

interface Kept {
  readonly report: Omit<MapReport, 'files'>;
  readonly topicMap: TopicMap;
  /** Its text. */
  readonly json: Uint8Array;
  readonly abstracts: readonly string[];
}

/** A function of its own, so that vectors and neighbours are let go before the files are written. */
async function makeAndKeep(context: Context, options: MapOptions): Promise<Kept> {
  const namer = await nameServer(context, options);
  const material = await gatherMaterial(context, options);
  const { previous, papers } = material;
  const standing = options.refit === true ? null : standingFor(material);
  const before = new Set(previous?.papers.map(({ id }) => id));
  const placed = standing === null ? 0 : papers.filter(({ id }) => !before.has(id)).length;
  if (previous !== null && standing === null) refuseUnasked(context, options, material);
  const { topicMap, laid } = await makeMap(context, { ...options, namer }, material, standing);
  const json = topicMapBytes(topicMap);
  const isAnew = previous !== null && (standing === null || options.relabel === true);
  if (isAnew) await remember(context, standing === null ? 'the refit' : 'the new labels');
  await context.store.putMap(savedMap(material, laid, topicMap), json);
  if (previous === null) await noteNewMap(context, material.keys);
  return {
    topicMap,
    json,
    abstracts: papers.map(({ abstract }) => abstract),
    report: {
      papers: topicMap.papers.length,
      about: topicMap.about,
      topics: topicMap.topics,
      unplaced: topicMap.unplaced.count,
      how: previous === null ? 'new' : standing === null ? 'refit' : placed > 0 ? 'extended' : 'same',
      placed,
      parameters: material.parameters,
      diff: previous && diffMaps(previous, topicMap),
    },
  };
}

/** A map that is made for the first time: where the library goes by none yet, it goes by this one. */
async function noteNewMap(context: Context, keys: Int32Array): Promise<void> {
  const { store } = context;
  await noteFirstMap(context, keys);
  const names = await store.mapNames();
  if (names.length === 1) await store.useMap(names[0]!);
}

type MadeWith = Readonly<Record<string, string | number | boolean | null>>;

/** Settings that are not the standing map's would put another map in its place: that must be asked for. */
function refuseUnasked(context: Context, options: MapOptions, { previous, parameters }: MapMaterial): void {
  const { granularity, topics, minSize, assignAll } = options;
  const given = [granularity, topics, minSize, assignAll, context.options.seed].some(
    (one) => one !== undefined,
  );
  if (options.refit === true || !given) return;
  const { seed, parameters: stood } = previous!.made;
  const named: MadeWith = { ...stood, seed };
  const wanted: MadeWith = { ...parameters, seed: context.options.seed ?? seed };
  const differing = Object.keys(wanted).filter((name) => wanted[name] !== named[name]);
  const list = (values: MadeWith): string =>
    differing.map((name) => `${name} ${String(values[name] ?? 'by itself')}`).join(', ');
  throw new FieldmapError(
    'usage',
    `The standing map was made with ${list(named)}; ${list(wanted)} would put another one in its place.`,
    'Add --name trial to keep a second map beside it, or --refit to make it anew (`fieldmap topics undo` takes that back).',
  );
}

export interface Made {
  readonly topicMap: TopicMap;
  readonly laid: Laid;
}

/** The map itself; nothing is stored or written. */
export async function makeMap(
  context: Context,
  options: MapOptions & { readonly namer?: NameServer | null },
  material: MapMaterial,
  standing: TopicMap | null,
): Promise<Made> {
  const naming = startNaming(context, material.papers);
  try {
    const fields = await vocabularyOf(context, options.vocabulary);
    const laid =
      standing === null
        ? await fitMap(context, material, { fields, terms: () => naming.terms() })
        : await extendMap(context, material, standing);
    const input = await mapInput(context, options, material, { laid, standing });
    const found = identify(input);
    const own = await naming.result(found, context.options.onProgress);
    const labels =
      fields === null
        ? own
        : await nameFromVocabulary(own, found, material.vectors, {
            ...fields,
            ...(await nameEmbedder(context)),
            papers: material.papers,
          });
    const wanted = options.namer ? namelessTopics(input, found) : [];
    const named = options.namer
      ? await nameByModel(context, options.namer, { labels, found, material, wanted })
      : labels;
    const assembled = assembleTopicMap(input, found, named);
    const withNames = await withFields(context, assembled, material.keys);
    return { laid, topicMap: await withConcepts(context, withNames, material.keys) };
  } finally {
    await naming.end();
  }
}

/** Topics that neither a person has named nor, on the map that is added to, a model. */
function namelessTopics({ mode, edits, previous }: MapInput, { topicIds }: Identified): number[] {
  const kept = new Set(
    mode === 'extend'
      ? previous?.topics.filter(({ labelSource }) => labelSource === 'model').map(({ id }) => id)
      : [],
  );
  return Array.from(topicIds.keys()).filter(
    (topic) => edits.names[topicIds[topic]!] === undefined && !kept.has(topicIds[topic]!),
  );
}

async function mapInput(
  { store, options: { dir } }: Context,
  options: MapOptions,
  material: MapMaterial,
  { laid, standing }: { readonly laid: Laid; readonly standing: TopicMap | null },
): Promise<MapInput> {
  const model: ModelInfo = (await store.getModel())!;
  const edits = await readEdits(store);
  const { papers, vectors, parameters, seed, previous } = material;
  return {
    title: options.title ?? previous?.title ?? basename(dir),
    made: {
      fieldmap: VERSION,
      seed,
      parameters,
      model: { id: model.id, hash: model.hash, dimensions: model.dimensions },
      input: inputHash(papers),
      vectors: vectorsHash(vectors),
      placed: standing === null ? 0 : placedOn(standing, papers),
      continued: continues(previous, standing, papers) || hasEdits(edits),
    },
    papers,
    vectors,
    ...laid,
    previous,
    mode: options.relabel === true ? 'relabel' : standing === null ? 'refit' : 'extend',
    edits,
  };
}

/** Whether it is made from more than the papers: an earlier map, on which papers were placed or whose ids were kept. */
function continues(previous: TopicMap | null, standing: TopicMap | null, papers: readonly Paper[]): boolean {
  if (standing === null) return previous !== null;
  return standing.made.continued || placedOn(standing, papers) > standing.made.placed;
}

function hasEdits({ names, merges }: TopicEdits): boolean {
  return Object.keys(names).length + merges.length > 0;
}

/** Papers that were not there when the topics were found. */
function placedOn(standing: TopicMap, papers: readonly Paper[]): number {
  const before = new Set(standing.papers.map(({ id }) => id));
  const added = papers.filter(({ id }) => !before.has(id)).length;
  return Math.min(standing.made.placed + added, papers.length);
}

function savedMap({ keys }: MapMaterial, { points }: Laid, { topics, papers }: TopicMap) {
  const number = new Map(topics.map(({ id }, i) => [id, i]));
  return {
    topics,
    keys,
    topicOf: Int32Array.from(papers, ({ topic }) => (topic === null ? -1 : number.get(topic)!)),
    coordinates: points,
  };
}
