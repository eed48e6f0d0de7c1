/** Work on a thread of its own, beside the main one. */
import { Worker } from 'node:worker_threads';
import { FieldmapError } from '../errors.js';
import type { OnProgress, Progress } from '../types.js';

/** What the thread sends: how far it is, and in the end what it was started for. */
export type FromWorker<Answer> = { readonly progress: Progress } | { readonly answer: Answer };

export interface OneOffWorker<Message, Answer> {
  post(message: Message): void;
  /** Its answer. Progress is told from the call on. @throws FieldmapError `internal` when the thread died, `interrupted`. */
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
  const answer = new Promise<Answer>((resolve, reject) => {
    const died = (detail: string): void =>
      reject(
        new FieldmapError(
          'internal',
          `A thread died: ${detail}.`,
          'Run the same command again. FIELDMAP_THREADS=1 needs less memory.',
        ),
      );
    worker.on('message', (message: FromWorker<Answer>) => {
      if ('answer' in message) resolve(message.answer);
      else tell(message.progress);
    });
    worker.on('error', (error) => died(error.message));
    worker.on('exit', (code) => died(`it ended with exit code ${code}`));
    const stop = (): void => {
      reject(
        new FieldmapError('interrupted', 'Stopped while making the map.', 'Run the same command again.'),
      );
      void worker.terminate();
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    // A signal may live longer than many threads.
    worker.on('exit', () => signal?.removeEventListener('abort', stop));
  });
  // Whoever started it may fail before asking for the answer.
  answer.catch(() => undefined);
  return {
    post: (message) => worker.postMessage(message),
    answer: (onProgress) => {
      tell = onProgress;
      return answer;
    },
    end: async () => void (await worker.terminate()),
  };
}
