/** Texts to vectors, on worker threads. */
import type { ModelInfo, PaperKey, PaperVectors, Vector } from '../types.js';
import type { ResolvedModel } from './resolve-model.js';
import { openPool } from './pool.js';
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
   *   `model` when the files are not the ones expected; `internal` when a worker dies. What `onBatch` throws, it throws.
   */
  embedPapers(papers: Iterable<PaperText>, options: EmbedPapersOptions): Promise<void>;
  /** Stops the workers. Whatever is under way is rejected as `interrupted`. */
  close(): Promise<void>;
}

/**
 * An embedder for one model. Nothing is loaded before the first text; then the files' hashes are checked while the
 * model loads, and no vector is given out before they are known to be right.
 */
export function openEmbedder(model: ResolvedModel, options: { threads: number }): Embedder {
  const pool = openPool(model, options.threads);
  let verified: Promise<void> | undefined;
  const verify = (): Promise<void> => (verified ??= verifyFiles(model.dir));

  return {
    model: model.info,
    async embedQuery(text) {
      const [vectors] = await Promise.all([pool.run({ kind: 'query', text }), verify()]);
      return vectors.document;
    },
    async embedPapers(papers, given) {
      await embedPapers(pool, verify, papers, given);
    },
    close: () => pool.close(),
  };
}
