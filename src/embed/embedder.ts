/** Texts to vectors, on worker threads. */
import type { ModelInfo, PaperKey, PaperVectors, Vector } from '../types.js';
import type { ResolvedModel } from './resolve-model.js';
import { Pool } from './pool.js';
import { embedPapers } from './embed-papers.js';
import { verifyFiles } from './verify-model.js';

/** What is embedded of a paper. Either text may be empty. */
export interface PaperText {
  readonly key: PaperKey;
  readonly title: string;
  readonly abstract: string;
}

/** One embedded paper. */
export interface EmbeddedPaper {
  readonly key: PaperKey;
  readonly vectors: PaperVectors;
}

export interface EmbedPapersOptions {
  /** Gets finished papers, a few dozen at a time, in no particular order; whoever stores them can stop at any call. */
  onBatch(batch: EmbeddedPaper[]): void;
  readonly signal?: AbortSignal;
}

export interface Embedder {
  readonly model: ModelInfo;
  /** The unit-length vector of a question, the model's query prefix put before it. A question too long is cut. */
  embedQuery(text: string): Promise<Vector>;
  /**
   * Embeds `papers`, which is read a window (1,024 papers) at a time, the longest first inside a window. The vectors of
   * a paper do not depend on the others nor on the number of threads.
   * @throws FieldmapError `interrupted` when `signal` aborts: what was finished has been given to `onBatch` before;
   *   `model` when the files are not the ones expected; `internal` when a worker dies. Whatever `onBatch` throws.
   */
  embedPapers(papers: Iterable<PaperText>, options: EmbedPapersOptions): Promise<void>;
  /** Stops the workers. Whatever is under way is rejected as `interrupted`. */
  close(): Promise<void>;
}

/**
 * An embedder for one model. Nothing is loaded before the first text; then the files' hashes are checked while the
 * model loads, and no vector is given out before they are known to be right.
 * @param options.threads Workers at most; each takes about 100 MB.
 */
export function openEmbedder(model: ResolvedModel, options: { threads: number }): Embedder {
  const { threads } = options;
  const pool = new Pool(model, threads);
  const run = checked(pool, model.dir);
  return {
    model: model.info,
    async embedQuery(text) {
      return (await run({ kind: 'query', text }, 1)).document;
    },
    embedPapers: (papers, given) => embedPapers((task) => run(task, threads), threads, papers, given),
    close: () => pool.close(),
  };
}

/** The pool's `run` behind the check of the files. A changed file is the better reason why a model did not load. */
function checked(pool: Pool, dir: string): Pool['run'] {
  let check: Promise<void> | undefined;
  return async (task, atMost) => {
    check ??= verifyFiles(dir);
    const [vectors, verified] = await Promise.allSettled([pool.run(task, atMost), check]);
    if (verified.status === 'rejected') throw verified.reason;
    if (vectors.status === 'rejected') throw vectors.reason;
    return vectors.value;
  };
}
