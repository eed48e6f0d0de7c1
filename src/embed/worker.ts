/** The worker thread: loads the model, then answers one request after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { FieldmapError, messageOf, type ErrorCode } from '../errors.js';
import type { PaperVectors } from '../types.js';
import { loadEncoder, type Encoder } from './encoder.js';
import { unlessHalted, type Halt } from './halt.js';
import type { ResolvedModel } from './resolve-model.js';

/** What a worker is started with. */
export interface WorkerInput {
  readonly model: ResolvedModel;
  readonly halt: Halt;
}

export type Task =
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'paper'; readonly title: string; readonly abstract: string };

/** `stop` ends the thread when what it does is done. */
export type Request = { readonly job: number; readonly task: Task } | 'stop';

export type Reply =
  | { readonly job: number; readonly vectors: PaperVectors }
  | { readonly job: number; readonly error: string; readonly code: ErrorCode; readonly hint: string | null };

const port = parentPort;
if (!port) throw new FieldmapError('internal', 'embed/worker.js is a worker thread, not a program.');

const { model, halt } = workerData as WorkerInput;
const encoder = unlessHalted(halt, () => loadEncoder(model));
// Every request answers with the reason; without this line a failed load would end the thread before the first.
encoder.catch(() => undefined);

/** One at a time: the session is single-threaded, and a second text in flight would only add to the memory. */
let last: Promise<unknown> = encoder.catch(() => undefined);

port.on('message', (request: Request) => {
  last = last.then(async () => {
    if (request === 'stop') port.close();
    else await answer(request.job, request.task);
  });
});

async function answer(job: number, task: Task): Promise<void> {
  try {
    const loaded = await encoder;
    const vectors = await unlessHalted(halt, () => encode(loaded, task));
    const { values, scales, spans } = vectors.sentences;
    const buffers = [vectors.document, values, scales, spans].map((array) => array.buffer as ArrayBuffer);
    port?.postMessage({ job, vectors } satisfies Reply, buffers);
  } catch (error) {
    const { code, hint } = error instanceof FieldmapError ? error : { code: 'internal' as const, hint: null };
    port?.postMessage({ job, error: messageOf(error), code, hint } satisfies Reply);
  }
}

function encode(loaded: Encoder, task: Task): Promise<PaperVectors> {
  return task.kind === 'query' ? loaded.encodeQuery(task.text) : loaded.encodePaper(task.title, task.abstract);
}
