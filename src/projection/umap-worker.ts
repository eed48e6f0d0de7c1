/** A thread that places papers: `workerData` is the graph with the options, the answer their places. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromBeside } from '../beside.js';
import { FieldmapError } from '../errors.js';
import type { WeightedGraph } from '../types.js';
import { umap, type UmapOptions } from './umap.js';

export interface UmapWork {
  readonly graph: WeightedGraph;
  readonly options: Omit<UmapOptions, 'onProgress' | 'signal'>;
}

const port = parentPort;
if (!port) throw new FieldmapError('internal', 'projection/umap-worker.js is a worker thread, not a program.');
const say = (message: FromBeside<Float32Array>): void => port.postMessage(message);
const { graph, options } = workerData as UmapWork;
say({ answer: umap(graph, { ...options, onProgress: (progress) => say({ progress }) }) });
