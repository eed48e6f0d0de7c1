/** What a process remembers of the library while the library stays as it is. */
import type { Revision, StoredPaper } from '../store/index.js';
import type { PaperKey, SentenceVectors, Vector } from '../types.js';
import type { PackedTerms } from './counted-terms.js';
import type { PaperIndex } from './papers/paper-index.js';

/** What ranking reads of a paper. */
export interface Parts {
  readonly terms: PackedTerms;
  /** Both null until they are read, or when the paper is not embedded. */
  readonly vector: Vector | null;
  readonly sentences: SentenceVectors | null;
}

/**
 * How long, in milliseconds, the library is taken to be as it was found: the engine itself shows what others write a second
 * later. What this process writes counts at once.
 */
const HOLDS = 1000;
/** Papers kept for the questions that follow: 10 kB each. */
const MOST_KEPT = 5000;

export class Snapshot {
  readonly #texts = new Map<PaperKey, StoredPaper>();
  readonly #parts = new Map<PaperKey, Parts>();
  #revision: { readonly until: number; readonly found: Promise<Revision> } | undefined;
  #seen = -1;

  constructor(private readonly index: PaperIndex) {}

  /** This process has changed something. */
  forget(): void {
    this.#revision = undefined;
    this.#clear();
  }

  text(key: PaperKey): StoredPaper | null {
    return this.#texts.get(key) ?? null;
  }

  keepText(stored: StoredPaper): void {
    if (this.#texts.size >= MOST_KEPT) this.#texts.clear();
    this.#texts.set(stored.key, stored);
  }

  parts(key: PaperKey): Parts | null {
    return this.#parts.get(key) ?? null;
  }

  keepParts(key: PaperKey, parts: Parts): void {
    if (this.#parts.size >= MOST_KEPT) this.#parts.clear();
    this.#parts.set(key, parts);
  }

  revision(): Promise<Revision> {
    if (this.#revision === undefined || this.#revision.until < performance.now()) {
      const found = this.#find();
      this.#revision = { until: performance.now() + HOLDS, found };
      found.catch(() => (this.#revision = undefined));
    }
    return this.#revision.found;
  }

  async #find(): Promise<Revision> {
    const [revision, counts] = await Promise.all([
      this.index.sequence(),
      this.index.search({
        size: 0,
        track_total_hits: true,
        aggs: { embedded: { filter: { term: { embedded: true } } } },
      }),
    ]);
    if (revision !== this.#seen) this.#clear();
    this.#seen = revision;
    const digest = revision.toString(16).padStart(16, '0');
    return {
      papers: counts.hits.total.value,
      embedded: counts.aggregations?.['embedded']?.doc_count ?? 0,
      revision,
      vectorsRevision: revision,
      textDigest: digest,
      vectorsDigest: digest,
    };
  }

  #clear(): void {
    this.#texts.clear();
    this.#parts.clear();
  }
}
