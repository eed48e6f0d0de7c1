/** Worker threads, one single-threaded ONNX session each. */
import { Worker } from 'node:worker_threads';
import { keepOnnxRuntimeToItself, programUrl } from '../config.js';
import { FieldmapError } from '../errors.js';
import type { PaperVectors } from '../types.js';
import { closedError, openHalt, stopWork, waitForWork } from './halt.js';
import type { ResolvedModel } from './resolve-model.js';
import type { Reply, Request, Task, ToWorker, WorkerInput } from './worker.js';

interface Pending {
  readonly resolve: (vectors: PaperVectors) => void;
  readonly reject: (error: FieldmapError) => void;
}

interface Running {
  readonly worker: Worker;
  /** Tasks that leave together at the end of this turn of the event loop. */
  outbox: Request[];
  /** By job number. */
  readonly pending: Map<number, Pending>;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
}

/**
 * The model's answer of 400 kB a text is a small object to V8 that keeps much memory outside its heap. With little room
 * for young objects such answers are let go of after a few texts, before they make V8 search the whole heap: 9 whole
 * searches instead of 32 to 47 in 1,800 texts, and 70 MB less (`bench/embed.ts --only ours`).
 */
const YOUNG_MB = 2;

const WORKER = programUrl('embed/worker.js');

/** Workers start when there is something to do, and keep the process alive only while they have something to do. */
export class Pool {
  readonly #model: ResolvedModel;
  readonly #threads: number;
  readonly #file: URL;
  readonly #running: Running[] = [];
  readonly #halt = openHalt();
  /** Why no more tasks are taken. */
  #over: FieldmapError | null = null;
  #nextJob = 0;

  /** @param file The worker's code; replaced in tests. */
  constructor(model: ResolvedModel, threads: number, file = WORKER) {
    if (!Number.isInteger(threads) || threads < 1) {
      throw new FieldmapError('usage', `threads must be a whole number from 1, got ${threads}.`);
    }
    this.#model = model;
    this.#threads = threads;
    this.#file = file;
  }

  /** Runs one task on the worker with the least to do; while all are busy and fewer than `atMost`, starts another. */
  run(task: Task, atMost: number): Promise<PaperVectors> {
    if (this.#over) return Promise.reject(this.#over);
    return new Promise((resolve, reject) => {
      const entry = this.#leastBusy(Math.min(atMost, this.#threads));
      const job = this.#nextJob++;
      entry.pending.set(job, { resolve, reject });
      entry.worker.ref();
      if (entry.outbox.push({ job, task }) === 1) queueMicrotask(() => this.#send(entry));
    });
  }

  /** Rejects what is under way, and resolves when all threads have ended. */
  async close(): Promise<void> {
    this.#stop(closedError());
    await Promise.all(this.#running.map(({ ended }) => ended));
    process.off('exit', this.#onExit);
  }

  #send(entry: Running): void {
    entry.worker.postMessage(entry.outbox satisfies ToWorker);
    entry.outbox = [];
  }

  #leastBusy(atMost: number): Running {
    let best: Running | undefined;
    for (const entry of this.#running) if (!best || entry.pending.size < best.pending.size) best = entry;
    return !best || (best.pending.size > 0 && this.#running.length < atMost) ? this.#start() : best;
  }

  #start(): Running {
    if (this.#running.length === 0) process.on('exit', this.#onExit);
    keepOnnxRuntimeToItself();
    const input: WorkerInput = { model: this.#model, halt: this.#halt };
    const worker = new Worker(this.#file, {
      workerData: input,
      // Flags of the main thread can be wrong here: with `node --input-type=module -e` no worker file would load.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const pending = new Map<number, Pending>();
    const ended = new Promise<void>((resolve) => {
      worker.on('message', (replies: Reply[]) => {
        for (const reply of replies) {
          const job = pending.get(reply.job);
          pending.delete(reply.job);
          if ('vectors' in reply) job?.resolve(reply.vectors);
          else job?.reject(new FieldmapError(reply.code, reply.error, reply.hint));
        }
        if (pending.size === 0 && !this.#over) worker.unref();
      });
      worker.on('error', (error) => this.#die(error.message));
      worker.on('exit', (code) => {
        this.#die(`it ended with exit code ${code}`);
        resolve();
      });
    });
    const entry: Running = { worker, outbox: [], pending, ended };
    this.#running.push(entry);
    return entry;
  }

  /** One dead worker ends the run: what made it die (no memory, most likely) would take the others too. */
  #die(detail: string): void {
    this.#stop(
      new FieldmapError(
        'internal',
        `An embedding worker died: ${detail}.`,
        'Run the same command again: it goes on where it stopped. FIELDMAP_THREADS=1 needs less memory.',
      ),
    );
  }

  #stop(reason: FieldmapError): void {
    if (this.#over) return;
    this.#over = reason;
    stopWork(this.#halt);
    for (const { worker, pending } of this.#running) {
      for (const job of pending.values()) job.reject(reason);
      pending.clear();
      // Whoever waits for the end must not find the process gone before.
      worker.ref();
      worker.postMessage('stop' satisfies ToWorker);
    }
  }

  /** A process that ends with workers at work (an error nobody caught, `process.exit`) must not crash over them. */
  readonly #onExit = (): void => {
    stopWork(this.#halt);
    waitForWork(this.#halt);
  };
}
