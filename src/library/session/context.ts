/** What the verbs share: the store, and the model and indexes, each opened when the first verb needs it. */
import { join } from 'node:path';
import { BUNDLED_MODELS_DIR, DEFAULTS } from '../../config.js';
import { FieldmapError } from '../../errors.js';
import type { Embedder } from '../../embed/index.js';
import type { LexicalIndex } from '../../lexical/index.js';
import type { Engine, NeighborIndex } from '../../neighbors/index.js';
import type { Store } from '../../store/index.js';
import type { ModelInfo, OnProgress } from '../../types.js';
import type { Cluster } from '../../opensearch/index.js';
import type { LexicalSource, Unrelated } from '../../search/index.js';
import { Memo } from './memo.js';

export interface ContextOptions {
  readonly dir: string;
  readonly store: Store;
  /** For a library on a cluster: what it gives in place of the indexes of a folder. */
  readonly cluster?: Cluster;
  /** Model id or folder asked for; undefined: the pinned one, else the default. */
  readonly model: string | undefined;
  /** Undefined: by the number of papers. */
  readonly engine: Engine | undefined;
  readonly threads: number;
  /** Undefined: that of the standing map, else the default. */
  readonly seed: number | undefined;
  /** In place of a model: for tests and for vectors from elsewhere. */
  readonly embedder: Embedder | undefined;
  /** See `LibraryOptions.onStale`. */
  readonly onStale: (() => void) | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress;
  readonly onNotice: (text: string) => void;
}

/** The setting that holds the folder of a model that is neither bundled nor pulled. */
const MODEL_DIR = 'modelDir';

export class Context {
  readonly options: ContextOptions;
  /** This run adds papers: that indexes no longer fit is no news. */
  adding = false;
  private modelDir: string | undefined;
  private openedEmbedder: Promise<Embedder> | undefined;
  private readonly memo: Memo;

  constructor(options: ContextOptions) {
    this.options = options;
    this.memo = new Memo(options.onStale);
  }

  get store(): Store {
    return this.options.store;
  }

  /** The embedder of the pinned model; pins it when the library has none yet. @throws FieldmapError `library`, `model`. */
  embedder(): Promise<Embedder> {
    return (this.openedEmbedder ??= this.openEmbedder());
  }

  private async openEmbedder(): Promise<Embedder> {
    const pinned = await this.store.getModel();
    const embedder = this.options.embedder ?? (await this.openModel(pinned));
    if (pinned === null) return embedder;
    try {
      await refuseOther(pinned, embedder.model);
    } catch (error) {
      await embedder.close();
      throw error;
    }
    return embedder;
  }

  private async openModel(pinned: ModelInfo | null): Promise<Embedder> {
    const { openEmbedder, resolveModel } = await import('../../embed/index.js');
    // A library made with --model DIR remembers the folder.
    const remembered = pinned && ((await this.store.getSetting(MODEL_DIR)) as string | null);
    const model = resolveModel(this.options.model ?? remembered ?? pinned?.id ?? DEFAULTS.model);
    this.modelDir = model.dir;
    return openEmbedder(model, { threads: this.options.threads });
  }

  /**
   * Pins the model of this run, unless it is pinned already.
   * @throws FieldmapError `library` when another process has pinned another one since this one was opened.
   */
  async pinModel(): Promise<void> {
    const { model } = await this.embedder();
    const pinned = await this.store.getModel();
    if (pinned !== null) return refuseOther(pinned, model);
    await this.store.setModel(model);
    if (this.modelDir !== undefined && !this.modelDir.startsWith(BUNDLED_MODELS_DIR))
      await this.store.setSetting(MODEL_DIR, this.modelDir);
  }

  /** The BM25 index over all papers: from its file when that fits, else built and saved. */
  async lexical(): Promise<LexicalIndex> {
    const { lexicalFile } = await import('./caches.js');
    return this.memo.index('lexical', lexicalFile(this, await this.store.revision()));
  }

  /** How rare words are: by the index, or by the cluster. */
  rareness(): Promise<LexicalSource> {
    return this.options.cluster ? this.options.cluster.lexical() : this.lexical();
  }

  /** The neighbour index over all vectors: from its file when that fits, else built and saved. Not on a cluster. */
  async neighbors(): Promise<NeighborIndex> {
    const { neighborsFile } = await import('./caches.js');
    return this.memo.index('neighbors', neighborsFile(this, await this.store.revision()));
  }

  /** Where the cosines of unrelated papers lie: from its file when that fits, else measured and saved. */
  async unrelated(): Promise<Unrelated> {
    if (this.options.cluster) return this.options.cluster.unrelated();
    const { unrelatedFile } = await import('./caches.js');
    return this.memo.index('unrelated', unrelatedFile(this, await this.store.revision()));
  }

  /** Keeps what `make` makes while `key`, which says what it is made from, stays the same. */
  memoized<T>(name: string, key: string, make: () => Promise<T>): Promise<T> {
    return this.memo.get(name, key, make);
  }

  /** A file inside the library's folder. */
  file(name: string): string {
    return join(this.options.dir, name);
  }

  /** Ends the workers, if any; the next text starts new ones. An embedder that was given is its giver's to close. */
  async closeEmbedder(): Promise<void> {
    if (this.options.embedder !== undefined) return;
    const opened = this.openedEmbedder;
    this.openedEmbedder = undefined;
    // One that could not be opened has told its caller why.
    const embedder = await opened?.catch(() => undefined);
    await embedder?.close();
  }

  async close(): Promise<void> {
    await this.closeEmbedder();
    await this.store.close();
  }
}

/** @throws FieldmapError `library` unless both make the same vectors. */
async function refuseOther(pinned: ModelInfo, own: ModelInfo): Promise<void> {
  const { sameModel } = await import('../../embed/index.js');
  if (sameModel(pinned, own)) return;
  throw new FieldmapError(
    'library',
    `This library's vectors are from the model ${pinned.id} (${pinned.hash.slice(0, 12)}); ` +
      `${own.id} (${own.hash.slice(0, 12)}) was asked for, and vectors of two models do not compare.`,
    `Leave out --model, or run \`fieldmap add FILE --library DIR --model ${own.id}\` to make a library of its own.`,
  );
}
