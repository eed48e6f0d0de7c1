/**
 * Stopping worker threads that may be inside native code. A thread that is terminated there, by `worker.terminate()` or
 * by the end of the process, takes the whole process down ("terminate called after throwing an instance of
 * 'Napi::Error'", exit code 134; onnxruntime-node 1.30, Node 20). So threads are asked to stop, and waited for.
 */
import { FieldmapError } from '../errors.js';

/** Shared by all threads of a pool: whether they shall stop, and how many are inside native code. */
export type Halt = Int32Array<SharedArrayBuffer>;

const STOP = 0;
const BUSY = 1;

/** A text takes tens of milliseconds, loading the model half a second. */
const LONGEST_WAIT_MS = 5000;

export function openHalt(): Halt {
  return new Int32Array(new SharedArrayBuffer(8));
}

/** In a worker: does `work`, unless the pool is stopping. */
export async function unlessHalted<T>(halt: Halt, work: () => Promise<T>): Promise<T> {
  Atomics.add(halt, BUSY, 1);
  try {
    if (Atomics.load(halt, STOP) === 1) throw closedError();
    return await work();
  } finally {
    Atomics.sub(halt, BUSY, 1);
    Atomics.notify(halt, BUSY);
  }
}

/** Lets no worker begin anything more. */
export function stopWork(halt: Halt): void {
  Atomics.store(halt, STOP, 1);
}

/** Blocks until no worker is inside native code: for the end of the process, where nothing can be awaited. */
export function waitForWork(halt: Halt): void {
  for (let busy = Atomics.load(halt, BUSY); busy > 0; busy = Atomics.load(halt, BUSY)) {
    if (Atomics.wait(halt, BUSY, busy, LONGEST_WAIT_MS) === 'timed-out') return;
  }
}

export function closedError(): FieldmapError {
  return new FieldmapError('interrupted', 'The embedder was closed.');
}
