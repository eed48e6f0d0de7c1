/** What has no vectors yet gets them, committed as it goes. */
import type { EmbeddedPaper } from '../../embed/index.js';
import { FieldmapError } from '../../errors.js';
import type { PendingPaper, Shard } from '../../store/index.js';
import type { Context } from '../session/context.js';

/** Papers embedded between two commits: what a crash costs at most, half a second of work. A commit takes 1 ms. */
const COMMIT_EVERY = 64;
/** The same on a cluster, where a commit takes two round trips. */
const COMMIT_EVERY_THERE = 256;
/** Windows one after another of which nothing could be stored: their texts change as fast as they are read. */
const MOST_IN_VAIN = 3;

export interface Embedded {
  readonly embedded: number;
  readonly truncated: number;
  readonly interrupted: boolean;
}

/** Papers without vectors, of one shard when given. */
export function pendingCount({ store, options: { cluster } }: Context, shard: Shard | null): Promise<number> {
  return cluster?.pendingCount(shard) ?? store.pendingCount();
}

/** Embeds all that is pending, of one shard when given. An abort of the library's signal is no error. */
export async function embedPending(context: Context, shard: Shard | null = null): Promise<Embedded> {
  const { onProgress, signal, cluster } = context.options;
  const total = await pendingCount(context, shard);
  const done = { embedded: 0, truncated: 0, interrupted: false };
  if (total === 0) return done;
  const embedder = await context.embedder();
  await context.pinModel();
  const writer = new Writer(context);
  onProgress({ step: 'embedding', done: 0, total });
  try {
    for await (const window of windows(context, shard)) {
      writer.expect(window);
      await embedder.embedPapers(window, {
        ...(signal && { signal }),
        onBatch: (batch) => {
          writer.take(batch);
          done.embedded += batch.length;
          for (const { vectors } of batch) if (vectors.truncated) done.truncated++;
          onProgress({ step: 'embedding', done: done.embedded, total: Math.max(total, done.embedded) });
        },
      });
      // The next window there is whatever has no vectors by then.
      if (cluster) await writer.finishWindow();
    }
  } catch (error) {
    if (!isInterruption(error)) throw error;
    done.interrupted = true;
  } finally {
    await writer.finish();
  }
  writer.refuseFailed();
  return done;
}

export function isInterruption(error: unknown): boolean {
  return error instanceof FieldmapError && error.code === 'interrupted';
}

/** Stores vectors while the next ones are being made. */
class Writer {
  readonly #hashes = new Map<number, string>();
  readonly #every: number;
  #waiting: EmbeddedPaper[] = [];
  #writing: Promise<unknown> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #stored = 0;
  #inVain = 0;

  constructor(private readonly context: Context) {
    this.#every = context.options.cluster ? COMMIT_EVERY_THERE : COMMIT_EVERY;
  }

  expect(window: readonly PendingPaper[]): void {
    for (const { key, contentHash } of window) this.#hashes.set(key, contentHash);
  }

  take(batch: readonly EmbeddedPaper[]): void {
    // What cannot be stored need not be computed.
    this.refuseFailed();
    this.#waiting.push(...batch);
    if (this.#waiting.length >= this.#every) this.#flush();
  }

  async finish(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  /** @throws FieldmapError `busy` when window after window has changed before it could be stored. */
  async finishWindow(): Promise<void> {
    this.#stored = 0;
    await this.finish();
    this.refuseFailed();
    this.#inVain = this.#stored === 0 ? this.#inVain + 1 : 0;
    if (this.#inVain === MOST_IN_VAIN)
      throw new FieldmapError(
        'busy',
        'The papers to be embedded are being changed by other processes all the time.',
        'Run the same command again: it goes on.',
      );
  }

  refuseFailed(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #flush(): void {
    const batch = this.#waiting.map(({ key, vectors }) => ({
      key,
      vectors,
      contentHash: this.#hashes.get(key)!,
    }));
    this.#waiting = [];
    for (const { key } of batch) this.#hashes.delete(key);
    if (batch.length === 0) return;
    this.#writing = this.#writing
      .then(async () => (this.#stored += await this.context.store.putVectors(batch)))
      .catch((error: unknown) => (this.#failure ??= { error }));
  }
}

/** The pending papers, a few thousand texts in memory at a time. */
async function* windows(context: Context, shard: Shard | null): AsyncGenerator<PendingPaper[]> {
  const { store, options } = context;
  if (options.cluster) {
    yield* options.cluster.pendingWindows(shard);
    return;
  }
  for (let after = 0; ;) {
    const window = await store.pending(4096, after);
    if (window.length === 0) return;
    yield window;
    after = window.at(-1)!.key;
  }
}
