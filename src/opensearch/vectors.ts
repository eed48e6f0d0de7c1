/** Vectors of papers on a cluster: by number, nearest first, and what is still to be embedded. */
import { randomInt } from 'node:crypto';
import { FieldmapError } from '../errors.js';
import { SAMPLE, sampleOrder, UnrelatedCosines } from '../neighbors/index.js';
import type { Unrelated } from '../search/index.js';
import {
  packSentences,
  slotsOf,
  unpackSentences,
  type PendingPaper,
  type Shard,
  type VectorsEntry,
} from '../store/index.js';
import type { Matrix, ModelInfo, PaperKey, SentenceVectors } from '../types.js';
import { bulk } from './bulk.js';
import { PackedTerms } from './counted-terms.js';
import type { ClusterDocuments } from './documents.js';
import type { Query } from './filter-query.js';
import type { Keys } from './papers/keys.js';
import { makeVectorField } from './mapping.js';
import {
  bytesOf,
  fieldsOf,
  indexed,
  packVector,
  paperOf,
  TEXT_FIELDS,
  unpackVector,
  type FoundDocument,
} from './papers/paper-document.js';
import type { PaperIndex } from './papers/paper-index.js';
import type { Parts, Snapshot } from './snapshot.js';

/** Cosines of unrelated papers are measured again when the number of papers with vectors has changed by this share. */
const CHANGED = 0.01;

/** Papers taken to be embedded at once: some seconds of work, which two processes may do twice at worst. */
const WINDOW = 512;

export class ClusterVectors {
  #model: ModelInfo | null | undefined;
  #unrelated: { readonly embedded: number; readonly cosines: Promise<Unrelated> } | undefined;

  constructor(
    private readonly index: PaperIndex,
    private readonly keys: Keys,
    private readonly snapshot: Snapshot,
    private readonly documents: ClusterDocuments,
  ) {}

  async pending(limit: number, after = 0): Promise<PendingPaper[]> {
    // What was written a moment ago counts.
    if (after === 0) await this.index.refresh();
    const from = this.keys.idOf(after);
    const found = await this.index.documents(
      {
        size: Math.min(limit, 2000),
        query: { bool: { filter: [{ term: { embedded: false } }] } },
        sort: [{ id: 'asc' }],
        ...(from !== null && { search_after: [from] }),
      },
      TEXT_FIELDS,
    );
    return found.map((one) => this.#pendingOf(one));
  }

  async pendingCount(shard: Shard | null = null): Promise<number> {
    await this.index.refresh();
    return this.index.count([{ term: { embedded: false } }, ...inSlots(shard)]);
  }

  /**
   * Papers to be embedded, some hundreds at a time, each time from another place: of several processes at work hardly two
   * meet, and one that dies holds nothing that others would wait for. The next are looked for when those given have vectors.
   */
  async *pendingWindows(shard: Shard | null = null): AsyncGenerator<PendingPaper[]> {
    const { from, to } = slotsOf(shard ?? { index: 1, of: 1 });
    for (;;) {
      await this.index.refresh();
      // Not seeded: the processes are to begin at different places. No answer depends on it.
      const start = randomInt(from, to);
      const after = await this.#pendingBetween(start, to, WINDOW);
      const found =
        after.length < WINDOW
          ? [...after, ...(await this.#pendingBetween(from, start, WINDOW - after.length))]
          : after;
      if (found.length === 0) return;
      yield found;
    }
  }

  async #pendingBetween(from: number, to: number, limit: number): Promise<PendingPaper[]> {
    const range = { range: { slot: { gte: from, lt: to } } };
    const found = await this.index.documents(
      {
        size: limit,
        query: { bool: { filter: [{ term: { embedded: false } }, range] } },
        sort: [{ slot: 'asc' }, { id: 'asc' }],
      },
      TEXT_FIELDS,
    );
    return found.map((one) => this.#pendingOf(one));
  }

  #pendingOf({ _source }: FoundDocument): PendingPaper {
    const { title, abstract } = paperOf(_source);
    return { key: this.keys.of(_source.id), contentHash: _source.contentHash, title, abstract };
  }

  /** Written only where the text is still the one that was embedded. */
  async putVectors(batch: readonly VectorsEntry[]): Promise<number> {
    const dimensions = await this.dimensions();
    const wrong = batch.find(({ vectors }) => vectors.document.length !== dimensions);
    if (wrong !== undefined)
      throw new FieldmapError(
        'internal',
        `A vector of ${wrong.vectors.document.length} numbers for a model of ${dimensions} dimensions.`,
      );
    const found = await this.index.read(
      batch.map(({ key }) => this.keys.idOf(key) ?? ''),
      [...TEXT_FIELDS, 'citations'],
    );
    const fitting = batch.flatMap((entry, i) =>
      found[i]?._source.contentHash === entry.contentHash ? [{ entry, at: found[i] }] : [],
    );
    const statuses = await bulk(
      this.index,
      fitting.map(({ entry, at }) => ({
        head: { index: { _id: at._id, if_seq_no: at._seq_no, if_primary_term: at._primary_term } },
        body: withVectors(at, entry, dimensions),
      })),
    );
    this.snapshot.forget();
    return statuses.filter((status) => status < 400).length;
  }

  async documentVectors(keys: ArrayLike<PaperKey>): Promise<Matrix> {
    const dimensions = await this.dimensions();
    const data = new Float32Array(keys.length * dimensions);
    (await this.#read(keys)).forEach(({ vector }, i) => {
      if (vector === null)
        throw new FieldmapError('not-found', `The paper ${this.keys.idOf(keys[i]!)} has no vector.`);
      data.set(vector, i * dimensions);
    });
    return { data, rows: keys.length, dimensions };
  }

  async sentenceVectors(keys: ArrayLike<PaperKey>): Promise<(SentenceVectors | null)[]> {
    return (await this.#read(keys)).map(({ sentences }) => sentences);
  }

  /** From what ranking has read, else as they are now. */
  async #read(keys: ArrayLike<PaperKey>): Promise<Pick<Parts, 'vector' | 'sentences'>[]> {
    const [dimensions] = await Promise.all([this.dimensions(), this.snapshot.revision()]);
    const known = new Map(Array.from(keys, (key) => [key, this.snapshot.parts(key)]));
    const missing = [...known.keys()].filter((key) => !known.get(key)?.vector);
    const found = await this.index.read(
      missing.map((key) => this.keys.idOf(key) ?? ''),
      ['meaning', 'sentences'],
    );
    const read = new Map(
      missing.map((key, i) => [
        key,
        unpacked(found[i]?._source.meaning, found[i]?._source.sentences, dimensions),
      ]),
    );
    return Array.from(keys, (key) => read.get(key) ?? known.get(key)!);
  }

  /** Ids and parts of what a search has read by column. */
  keep(found: readonly FoundDocument[], dimensions: number): Map<PaperKey, Parts> {
    return new Map(
      found.map(({ fields = {} }) => {
        const key = this.keys.of(fields['id']![0]!);
        const known = this.snapshot.parts(key);
        const parts: Parts = {
          terms: known?.terms ?? new PackedTerms(fields['counted']![0]!),
          ...(known?.vector ? known : unpacked(fields['meaning']?.[0], fields['sentences']?.[0], dimensions)),
        };
        this.snapshot.keepParts(key, parts);
        return [key, parts];
      }),
    );
  }

  /** The mean and spread of cosines, from the same sample as in a library in a folder. */
  async unrelated(): Promise<Unrelated> {
    const { embedded } = await this.snapshot.revision();
    const known = this.#unrelated;
    if (known === undefined || Math.abs(embedded - known.embedded) > CHANGED * known.embedded)
      this.#unrelated = { embedded, cosines: this.#measureUnrelated() };
    return this.#unrelated!.cosines;
  }

  async #measureUnrelated(): Promise<Unrelated> {
    const dimensions = await this.dimensions();
    const found = await this.index.columns(
      {
        size: dimensions === 0 ? 0 : SAMPLE,
        query: { bool: { filter: [{ term: { embedded: true } }] } },
        sort: [{ sample: 'desc' }, { id: 'asc' }],
      },
      ['meaning'],
    );
    const data = new Float32Array(found.length * dimensions);
    found.forEach(({ fields }, i) => data.set(unpackVector(fields!['meaning']![0]!), i * dimensions));
    return UnrelatedCosines.of({ data, rows: found.length, dimensions });
  }

  async getModel(): Promise<ModelInfo | null> {
    return (this.#model ??= (await this.documents.getSetting('model')) as ModelInfo | null);
  }

  async dimensions(): Promise<number> {
    return (await this.getModel())?.dimensions ?? 0;
  }

  /** Another model than the pinned one would need another index: vectors of two models do not compare. */
  async setModel(model: ModelInfo): Promise<void> {
    const pinned = await this.getModel();
    if (pinned !== null && JSON.stringify(pinned) !== JSON.stringify(model))
      throw new FieldmapError(
        'library',
        `The vectors of ${this.index.connection.address.text} are from the model ${pinned.id}; ${model.id} would need an index of its own.`,
        'Choose another name at the end of the address and add the papers there.',
      );
    await makeVectorField(this.index, model.dimensions);
    await this.documents.setSetting('model', model);
    this.#model = model;
  }
}

function inSlots(shard: Shard | null): Query[] {
  if (shard === null) return [];
  const { from, to } = slotsOf(shard);
  return [{ range: { slot: { gte: from, lt: to } } }];
}

function unpacked(
  meaning: string | undefined,
  sentences: string | undefined,
  dimensions: number,
): Pick<Parts, 'vector' | 'sentences'> {
  return {
    vector: meaning === undefined ? null : unpackVector(meaning),
    sentences: sentences === undefined ? null : unpackSentences(bytesOf(sentences), dimensions),
  };
}

function withVectors(
  { _source: { id, records, citations = null } }: FoundDocument,
  { vectors }: VectorsEntry,
  dimensions: number,
): Record<string, unknown> {
  return indexed({
    ...fieldsOf(id, records, citations),
    embedded: true,
    truncated: vectors.truncated,
    meaning: packVector(vectors.document),
    sentences: Buffer.from(packSentences(vectors.sentences, dimensions)).toString('base64'),
    sample: sampleOrder(vectors.document),
  });
}
