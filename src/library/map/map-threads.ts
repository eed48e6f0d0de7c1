/** Parts of a map that need nothing of each other, side by side where there are cores for it. The result is the same. */
import { programUrl } from '../../config.js';
import { existsSync } from 'node:fs';
import { startWorker, type OneOffWorker } from '../../io/index.js';
import {
  judgePlaces,
  umapInTurns,
  writtenPlaces,
  type North,
  type Drawn,
  type UmapWork,
} from '../../projection/index.js';
import type { Identified } from '../../topics/index.js';
import type { TermLists } from '../../cluster/index.js';
import {
  labelTopics,
  readLabelSource,
  termListsOf,
  type FromLabelWorker,
  type Groups,
  type LabelSource,
  type ToLabelWorker,
} from '../../labels/index.js';
import type { Labels, Text } from '../../topic-map/index.js';
import type { NeighborLists, OnProgress, Paper, WeightedGraph } from '../../types.js';
import type { Context } from '../session/context.js';
import type { MapMaterial } from './map-material.js';

/** With fewer papers a thread takes longer to start than it saves. */
const WORTH_A_THREAD = 3000;
/** Papers whose texts leave in one message. */
const PIECE = 1024;
/** Made by the build: where the sources are run as they are (tests, benches), all happens on the main thread. */
const LABELS = programUrl('labels/label-worker.js');
const UMAP = programUrl('projection/umap-worker.js');

/** Something under way, here or on another thread. */
export interface Task<Input, Result> {
  result(input: Input, onProgress: OnProgress): Promise<Result>;
  /** To be called in the end, whatever happened. */
  end(): Promise<void>;
}

const beside = ({ options: { threads } }: Context, papers: number, file: URL): boolean =>
  threads > 1 && papers >= WORTH_A_THREAD && existsSync(file);

/** Reads the words of papers, on a thread of its own where that is worth it. */
export interface Naming extends Task<Identified, Labels> {
  /** The terms of each paper; to be asked for before the result. */
  readonly terms: () => Promise<TermLists>;
}

/** Names topics and areas. Begins with reading the words of `papers` at once when it has a thread for it. */
export function startNaming(context: Context, papers: readonly Paper[]): Naming {
  if (!beside(context, papers.length, LABELS)) return namingHere(context, papers);
  const thread: OneOffWorker<ToLabelWorker, FromLabelWorker> = startWorker(
    LABELS,
    null,
    context.options.signal,
  );
  for (let start = 0; start < papers.length; start += PIECE) {
    thread.post({
      texts: papers.slice(start, start + PIECE).map(({ title, abstract }) => ({ title, abstract })),
    });
  }
  thread.post('end');
  // The terms come first, whether they are asked for or not.
  let first: Promise<FromLabelWorker> | undefined;
  const terms = (): Promise<FromLabelWorker> => (first ??= thread.answer(() => {}));
  return {
    terms: async () => ((await terms()) as { readonly terms: TermLists }).terms,
    result: async (found, onProgress) => {
      onProgress({ step: 'naming topics', done: 0, total: 0 });
      await terms();
      thread.post(groupsOf(found));
      return ((await thread.answer(onProgress)) as { readonly labels: Labels }).labels;
    },
    end: () => thread.end(),
  };
}

function namingHere({ options }: Context, papers: readonly Paper[]): Naming {
  let source: LabelSource | undefined;
  const read = (): LabelSource => (source ??= readLabelSource(counted(papers, options.onProgress)));
  return {
    terms: () => Promise.resolve(termListsOf(read())),
    result: (found) => {
      const { assignment, count, areas, areaCount } = groupsOf(found);
      return Promise.resolve(labelTopics(read(), { assignment, count, areas, areaCount }));
    },
    end: () => Promise.resolve(),
  };
}

const groupsOf = ({ grouping, areas, areaIds }: Identified): Groups => ({
  assignment: grouping.assignment,
  count: grouping.count,
  areas,
  areaCount: areaIds.length,
});

/** The texts, progress told on the way. */
function* counted(papers: readonly Paper[], onProgress: OnProgress): Generator<Text> {
  for (let i = 0; i < papers.length; i++) {
    if (i % PIECE === 0) onProgress({ step: 'reading words', done: i, total: papers.length });
    yield papers[i]!;
  }
  onProgress({ step: 'reading words', done: papers.length, total: papers.length });
}

/** What the picture is drawn from, beside papers and seed. */
export interface Canvas {
  readonly graph: WeightedGraph;
  readonly lists: NeighborLists;
  /** Where the papers are at first: rows × 2. */
  readonly start: Float32Array;
  /** The standing map that it is turned onto; null: there is none. */
  readonly north: North | null;
}

/** Places in the plane, and how far to trust them. Begins at once when it has a thread for it. */
export function startUmap(
  context: Context,
  { graph, lists, start, north }: Canvas,
  material: MapMaterial,
): Task<undefined, Drawn> {
  const { signal } = context.options;
  const {
    vectors,
    seed,
    parameters: { neighbors },
  } = material;
  const options = { dimensions: 2, seed, start };
  const named =
    (onProgress: OnProgress): OnProgress =>
    ({ done, total }) =>
      onProgress({ step: 'drawing the map', done, total });
  if (!beside(context, graph.rows, UMAP)) {
    return {
      result: async (_, onProgress) => {
        const drawn = await umapInTurns(graph, {
          ...options,
          ...(signal && { signal }),
          onProgress: named(onProgress),
        });
        const places = writtenPlaces(drawn, north);
        return { places, judged: judgePlaces(vectors, lists, places, { k: neighbors, seed }) };
      },
      end: () => Promise.resolve(),
    };
  }
  const work: UmapWork = { graph, options, vectors, lists, neighbors, north };
  const thread = startWorker<never, Drawn>(UMAP, work, signal);
  return { result: (_, onProgress) => thread.answer(named(onProgress)), end: () => thread.end() };
}
