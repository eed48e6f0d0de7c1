/** A thread that draws the map: `workerData` is what it is made from, the answer the picture. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker } from '../io/index.js';
import { FieldmapError } from '../errors.js';
import type { Matrix, NeighborLists, WeightedGraph } from '../types.js';
import { judgePlaces, type Judged } from './judge.js';
import { umap, type UmapOptions } from './umap.js';
import { writtenPlaces, type North } from './written-places.js';

/** `vectors` in shared memory, which is not copied. */
export interface UmapWork {
  readonly graph: WeightedGraph;
  readonly options: Omit<UmapOptions, 'onProgress' | 'signal'>;
  readonly vectors: Matrix;
  readonly lists: NeighborLists;
  /** What the picture is turned onto; null: it is the first. */
  readonly north: North | null;
  /** Nearest papers that the places are judged by. */
  readonly neighbors: number;
}

export interface Drawn {
  /** As they are written: see `writtenPlaces`. */
  readonly places: Float32Array;
  readonly judged: Judged;
}

const port = parentPort;
if (!port)
  throw new FieldmapError('internal', 'projection/umap-worker.js is a worker thread, not a program.');
const say = (message: FromWorker<Drawn>): void => port.postMessage(message);
const { graph, options, vectors, lists, neighbors, north } = workerData as UmapWork;
const drawn = umap(graph, { ...options, onProgress: (progress) => say({ progress }) });
const places = writtenPlaces(drawn, north);
say({
  answer: { places, judged: judgePlaces(vectors, lists, places, { k: neighbors, seed: options.seed }) },
});
