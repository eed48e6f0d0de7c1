/** Many papers through the pool: in windows, longest first, two in flight a worker. */
import { FieldmapError } from '../errors.js';
import type { EmbeddedPaper, EmbedPapersOptions, PaperText } from './embedder.js';
import type { PaperVectors } from '../types.js';
import type { Task } from './worker.js';

/** Papers read ahead of the workers. More evens out the end of a run, and costs memory (2 kB each). */
const WINDOW = 1024;

/** Papers handed to `onBatch` at once: half a second of work on two cores, and the most a kill can lose. */
const BATCH = 64;

/** For each worker: it answers two texts at a time, and has two more while the next ones are on their way. */
const IN_FLIGHT = 4;

/** `run` embeds one paper on one of `threads` workers. */
export async function embedPapers(
  run: (task: Task) => Promise<PaperVectors>,
  threads: number,
  papers: Iterable<PaperText>,
  options: EmbedPapersOptions,
): Promise<void> {
  const queue = longestFirst(papers);
  let batch: EmbeddedPaper[] = [];
  let stopped = options.signal?.aborted ?? false;
  const flush = (): void => {
    const finished = batch;
    batch = [];
    if (finished.length > 0) options.onBatch(finished);
  };
  /** A batch is handed over once: what `onBatch` refuses (a full disk) is not offered to it again. */
  let refused = false;
  const flushFull = (): void => {
    refused = true;
    flush();
    refused = false;
  };

  const lane = async (): Promise<void> => {
    while (!stopped) {
      const item = queue.next();
      if (item.done) return;
      const { key, title, abstract } = item.value;
      const vectors = await run({ kind: 'paper', title, abstract });
      if (stopped) return;
      batch.push({ key, vectors });
      if (batch.length >= BATCH) flushFull();
    }
  };

  const { promise: aborted, dispose } = whenAborted(options.signal);
  try {
    const lanes = Array.from({ length: threads * IN_FLIGHT }, lane);
    await Promise.race([Promise.all(lanes), aborted]);
  } catch (error) {
    stopped = true;
    if (!refused) flush();
    throw error;
  } finally {
    dispose();
    // Whoever produces the papers (an open query, a file) can let go of them.
    queue.return();
  }
  flush();
}

/** Reads `papers` a window at a time and gives each window out by falling length. */
function* longestFirst(papers: Iterable<PaperText>): Generator<PaperText, void> {
  let window: PaperText[] = [];
  const length = (paper: PaperText): number => paper.title.length + paper.abstract.length;
  for (const paper of papers) {
    window.push(paper);
    if (window.length < WINDOW) continue;
    yield* window.sort((a, b) => length(b) - length(a));
    window = [];
  }
  yield* window.sort((a, b) => length(b) - length(a));
}

/** Rejects when `signal` aborts; never resolves. */
function whenAborted(signal: AbortSignal | undefined): { promise: Promise<never>; dispose: () => void } {
  let dispose = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const abort = (): void =>
      reject(
        new FieldmapError(
          'interrupted',
          'Embedding was stopped.',
          'Run the same command again: it goes on where it stopped.',
        ),
      );
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    dispose = () => signal?.removeEventListener('abort', abort);
  });
  promise.catch(() => undefined);
  return { promise, dispose };
}
