/** The worker thread: loads the model, then answers one request after another. */
import { parentPort, workerData } from 'node:worker_threads';
import { FieldmapError, messageOf, type ErrorCode } from '../errors.js';
import type { PaperVectors } from '../types.js';
import { loadEncoder } from './encoder.js';
import type { ResolvedModel } from './resolve-model.js';

export type Task =
  | { readonly kind: 'query'; readonly text: string }
  | { readonly kind: 'paper'; readonly title: string; readonly abstract: string };

export interface Request {
  readonly job: number;
  readonly task: Task;
}

export type Reply =
  | { readonly job: number; readonly vectors: PaperVectors }
  | { readonly job: number; readonly error: string; readonly code: ErrorCode; readonly hint: string | null };

const port = parentPort;
if (!port) throw new FieldmapError('internal', 'embed/worker.js is a worker thread, not a program.');

const encoder = loadEncoder(workerData as ResolvedModel);
// Answered by every request; without this line a failed load would kill the thread before the first.
encoder.catch(() => undefined);

/** One at a time: the session is single-threaded, and a second text in flight would only add to the memory. */
let last: Promise<void> = Promise.resolve();

port.on('message', ({ job, task }: Request) => {
  last = last.then(async () => {
    try {
      const vectors = task.kind === 'query'
        ? await (await encoder).encodeQuery(task.text)
        : await (await encoder).encodePaper(task.title, task.abstract);
      const { values, scales, spans } = vectors.sentences;
      const reply: Reply = { job, vectors };
      port.postMessage(reply, [vectors.document, values, scales, spans].map((array) => array.buffer as ArrayBuffer));
    } catch (error) {
      const known = error instanceof FieldmapError;
      const reply: Reply = {
        job, error: messageOf(error), code: known ? error.code : 'internal', hint: known ? error.hint : null,
      };
      port.postMessage(reply);
    }
  });
});
