/** Worker threads, one single-threaded ONNX session each. */
import { Worker } from 'node:worker_threads';
import { FieldmapError } from '../errors.js';
import type { PaperVectors } from '../types.js';
import type { ResolvedModel } from './resolve-model.js';
import type { Reply, Request, Task } from './worker.js';

export interface Pool {
  readonly threads: number;
  /** Runs one task on the worker with the least to do; while all are busy and fewer than `atMost`, starts another. */
  run(task: Task, atMost: number): Promise<PaperVectors>;
  close(): Promise<void>;
}

interface Pending {
  resolve(vectors: PaperVectors): void;
  reject(error: unknown): void;
}

interface Running {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

const WORKER = new URL('./worker.js', import.meta.url);

/**
 * Workers start when there is something to do, and keep the process alive only while they have something to do.
 * @param file The worker's code; replaced in tests.
 */
export function openPool(model: ResolvedModel, threads: number, file = WORKER): Pool {
  if (!Number.isInteger(threads) || threads < 1) {
    throw new FieldmapError('usage', `threads must be a whole number from 1, got ${threads}.`);
  }
  const running: Running[] = [];
  let nextJob = 0;
  let closed = false;
  let broken: FieldmapError | undefined;

  const failAll = (error: FieldmapError): void => {
    for (const { pending } of running) {
      for (const job of pending.values()) job.reject(error);
      pending.clear();
    }
  };

  /** One dead worker ends the run: what made it die (memory, a native crash) would take the others too. */
  const die = (detail: string): void => {
    if (closed || broken) return;
    broken = new FieldmapError('internal', `An embedding worker died: ${detail}.`,
      'Run the same command again: it goes on where it stopped. FIELDMAP_THREADS=1 needs less memory.');
    failAll(broken);
    for (const { worker } of running) void worker.terminate();
  };

  const start = (): Running => {
    const worker = new Worker(file, { workerData: model });
    const entry: Running = { worker, pending: new Map() };
    worker.on('message', (reply: Reply) => {
      const job = entry.pending.get(reply.job);
      if (!job) return;
      entry.pending.delete(reply.job);
      if (entry.pending.size === 0) worker.unref();
      if ('error' in reply) job.reject(new FieldmapError(reply.code, reply.error, reply.hint));
      else job.resolve(reply.vectors);
    });
    worker.on('error', (error) => die(error.message));
    worker.on('exit', (code) => die(`it ended with exit code ${code}`));
    running.push(entry);
    return entry;
  };

  const leastBusy = (atMost: number): Running => {
    let best: Running | undefined;
    for (const entry of running) if (!best || entry.pending.size < best.pending.size) best = entry;
    if (!best || (best.pending.size > 0 && running.length < Math.min(atMost, threads))) best = start();
    return best;
  };

  return {
    threads,
    run(task, atMost) {
      if (closed) return Promise.reject(closedError());
      if (broken) return Promise.reject(broken);
      return new Promise((resolve, reject) => {
        const { worker, pending } = leastBusy(atMost);
        const job = nextJob++;
        pending.set(job, { resolve, reject });
        worker.ref();
        worker.postMessage({ job, task } satisfies Request);
      });
    },
    async close() {
      if (closed) return;
      closed = true;
      failAll(closedError());
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}

function closedError(): FieldmapError {
  return new FieldmapError('interrupted', 'The embedder was closed.');
}
