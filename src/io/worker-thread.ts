/** Work on a thread of its own, beside the main one. */
import { Worker } from 'node:worker_threads';
import { FieldmapError } from '../errors.js';
import type { OnProgress, Progress } from '../types.js';

/** What the thread sends: how far it is, and what it was asked for. */
export type FromWorker<Answer> = { readonly progress: Progress } | { readonly answer: Answer };

export interface OneOffWorker<Message, Answer> {
  post(message: Message): void;
  /** Its next answer. Progress is told from the call on. @throws FieldmapError `internal` when the thread died, `interrupted`. */
  answer(onProgress: OnProgress): Promise<Answer>;
  /** Ends the thread, whatever it is doing. */
  end(): Promise<void>;
}

/** Starts `file` as a thread with `data` as its `workerData`. */
export function startWorker<Message, Answer>(
  file: URL,
  data: unknown,
  signal?: AbortSignal,
): OneOffWorker<Message, Answer> {
  // Flags of the main thread can be wrong here: with `node --input-type=module -e` no worker file would load.
  const worker = new Worker(file, { workerData: data, execArgv: [] });
  let tell: OnProgress = () => {};
  const arrived: Answer[] = [];
  let waiting: { resolve(answer: Answer): void; reject(error: FieldmapError): void } | null = null;
  let failure: FieldmapError | null = null;
  const fail = (error: FieldmapError): void => {
    failure ??= error;
    waiting?.reject(failure);
  };
  const died = (detail: string): void =>
    fail(
      new FieldmapError(
        'internal',
        `A thread died: ${detail}.`,
        'Run the same command again. FIELDMAP_THREADS=1 needs less memory.',
      ),
    );
  worker.on('message', (message: FromWorker<Answer>) => {
    if ('progress' in message) tell(message.progress);
    else if (waiting === null) arrived.push(message.answer);
    else waiting.resolve(message.answer);
  });
  worker.on('error', (error) => died(error.message));
  worker.on('exit', (code) => died(`it ended with exit code ${code}`));
  const stop = (): void => {
    fail(new FieldmapError('interrupted', 'Stopped while making the map.', 'Run the same command again.'));
    void worker.terminate();
  };
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  // A signal may live longer than many threads.
  worker.on('exit', () => signal?.removeEventListener('abort', stop));
  return {
    post: (message) => worker.postMessage(message),
    answer: async (onProgress) => {
      tell = onProgress;
      if (arrived.length > 0) return arrived.shift()!;
      if (failure !== null) throw failure;
      try {
        return await new Promise<Answer>((resolve, reject) => (waiting = { resolve, reject }));
      } finally {
        waiting = null;
      }
    },
    end: async () => void (await worker.terminate()),
  };
}
