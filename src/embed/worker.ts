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

export interface Request {
  readonly job: number;
  readonly task: Task;
}

/** `stop` ends the thread when what it does is done. */
export type ToWorker = readonly Request[] | 'stop';

export type Reply =
  | { readonly job: number; readonly vectors: PaperVectors }
  | { readonly job: number; readonly error: string; readonly code: ErrorCode; readonly hint: string | null };

/** Answers that leave together: a message costs both threads something, and more of them would leave a worker idle at the end. */
const TOGETHER = 2;

const port = parentPort;
if (!port) throw new FieldmapError('internal', 'embed/worker.js is a worker thread, not a program.');

const { model, halt } = workerData as WorkerInput;
const encoder = unlessHalted(halt, () => loadEncoder(model));
// Every request answers with the reason; without this line a failed load would end the thread before the first.
encoder.catch(() => undefined);

/** One at a time: the session is single-threaded, and a second text in flight would only add to the memory. */
let last: Promise<unknown> = encoder.catch(() => undefined);

let waiting = 0;
let replies: Reply[] = [];

port.on('message', (message: ToWorker) => {
  if (message === 'stop') {
    last = last.then(() => port.close());
    return;
  }
  waiting += message.length;
  for (const { job, task } of message) {
    last = last.then(async () => {
      replies.push(await answer(job, task));
      waiting--;
      if (waiting === 0 || replies.length >= TOGETHER) send();
    });
  }
});

function send(): void {
  const buffers = replies.flatMap((reply) => {
    if (!('vectors' in reply)) return [];
    const {
      document,
      sentences: { values, scales, spans },
    } = reply.vectors;
    return [document, values, scales, spans].map((array) => array.buffer as ArrayBuffer);
  });
  port?.postMessage(replies, buffers);
  replies = [];
}

async function answer(job: number, task: Task): Promise<Reply> {
  try {
    const loaded = await encoder;
    return { job, vectors: await unlessHalted(halt, () => encode(loaded, task)) };
  } catch (error) {
    const { code, hint } = error instanceof FieldmapError ? error : { code: 'internal' as const, hint: null };
    return { job, error: messageOf(error), code, hint };
  }
}

function encode(loaded: Encoder, task: Task): Promise<PaperVectors> {
  return task.kind === 'query'
    ? loaded.encodeQuery(task.text)
    : loaded.encodePaper(task.title, task.abstract);
}
