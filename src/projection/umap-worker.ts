/** A thread that draws the map: `workerData` is what it is made from, the answer the picture. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromBeside } from '../io/worker-thread.js';
import { FieldmapError } from '../errors.js';
import type { Matrix, NeighborLists, WeightedGraph } from '../types.js';
import { judgePlaces, type Judged } from './judge.js';
import { umap, type UmapOptions } from './umap.js';

/** `vectors` in shared memory, which is not copied. */
export interface UmapWork {
  readonly graph: WeightedGraph;
  readonly options: Omit<UmapOptions, 'onProgress' | 'signal'>;
  readonly vectors: Matrix;
  readonly lists: NeighborLists;
  /** Nearest papers that the places are judged by. */
  readonly neighbors: number;
}

export interface Drawn {
  readonly places: Float32Array;
  readonly judged: Judged;
}

const port = parentPort;
if (!port)
  throw new FieldmapError('internal', 'projection/umap-worker.js is a worker thread, not a program.');
const say = (message: FromBeside<Drawn>): void => port.postMessage(message);
const { graph, options, vectors, lists, neighbors } = workerData as UmapWork;
const places = umap(graph, { ...options, onProgress: (progress) => say({ progress }) });
say({ answer: { places, judged: judgePlaces(vectors, lists, places, neighbors, options.seed) } });
