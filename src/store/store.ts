/**
 * The narrow interface that all kept data stands behind. Types only: nothing outside this folder knows SQL, and every
 * method is a promise so that a database on another machine can stand in for the file.
 *
 * Every method rejects with FieldmapError: `busy` (another process is writing), `disk` (full, read-only), `library`
 * (damaged); `internal` when the store is closed or a value could only come from a bug.
 */
import type { PaperCitations } from './papers/citations.js';
import type { Filter } from '../questions/index.js';
import type {
  Mark,
  MatchEvidence,
  Matrix,
  ModelInfo,
  Paper,
  PaperKey,
  PaperMatch,
  PaperVectors,
  SentenceVectors,
  Topic,
} from '../types.js';

/** A paper as the library holds it. */
export interface StoredPaper {
  readonly key: PaperKey;
  readonly paper: Paper;
  /** Of title and abstract, white space folded: when it changes, the paper is embedded anew. */
  readonly contentHash: string;
}

/** One source's own record of a paper. A paper is the merge of its records, oldest first. */
export interface PaperRecord {
  readonly source: string;
  /** As that source gave it; its `id` may differ from the merged paper's, `sources` is that source alone. */
  readonly paper: Paper;
}

/** What became of each paper given to `upsert`. The five counts add up to the papers given. */
export interface UpsertReport {
  /** Not known before. */
  readonly new: number;
  /** Known, and something of the merged paper changed; the newer text won. */
  readonly updated: number;
  /** This very record, from this source, was there. Differences in white space are none. */
  readonly unchanged: number;
  /** Known from another source or an earlier line, and nothing but the list of sources changed. */
  readonly merged: number;
  /** Left out: a record of a paper that was removed. */
  readonly removed: number;
  /** Ids in the order given, without repeats. The unchanged are not listed. */
  readonly newIds: readonly string[];
  readonly updatedIds: readonly string[];
  readonly mergedIds: readonly string[];
  /** Of `newIds`, those given here: the paper came with the id of another one (`1`), and became `1~2`. */
  readonly apartIds: readonly string[];
}

export interface UpsertOptions {
  /** Called after each committed batch with the papers done so far. */
  readonly onBatch?: (done: number) => void;
  /** Stops after the batch at hand with FieldmapError `interrupted`; what was committed stays. */
  readonly signal?: AbortSignal;
  /**
   * Whether a record is of another paper than the stored one that has its id: it is then kept under an id of its own
   * (`id~2`, `id~3`, …). Asked of every record that is not stored already, whatever its source. Default: never.
   */
  readonly isAnother?: (stored: Paper, record: Paper) => boolean;
  /** Takes records of papers that were removed, too. Default: they are left out. */
  readonly restore?: boolean;
}

export interface RemoveReport {
  /** Ids of the papers that are gone. */
  readonly removed: readonly string[];
  /** `remove`: ids that no paper has. `removeSource`: ids of the papers that stay because another source has them. */
  readonly left: readonly string[];
}

/** A paper whose text has no vectors yet. */
export interface PendingPaper {
  readonly key: PaperKey;
  readonly contentHash: string;
  readonly title: string;
  readonly abstract: string;
}

export interface VectorsEntry {
  readonly key: PaperKey;
  /** As `pending` gave it: vectors of a text that has changed since are dropped. */
  readonly contentHash: string;
  readonly vectors: PaperVectors;
}

export interface StatusCounts {
  readonly papers: number;
  /** What the sources said, of which papers are made: one a source and id. */
  readonly records: number;
  readonly withAbstract: number;
  readonly withoutAbstract: number;
  readonly embedded: number;
  /** Embedded, but not to the end of their text: longer than 4,096 tokens, or by a fieldmap that read less. */
  readonly truncated: number;
  /** Papers that are the merge of two or more records. */
  readonly merged: number;
  /** In the order first added. A paper of two sources counts for both. */
  readonly bySource: readonly {
    readonly source: string;
    readonly records: number;
    readonly papers: number;
  }[];
  /** Ascending, the papers without a year (null) last. */
  readonly byYear: readonly { readonly year: number | null; readonly papers: number }[];
}

/**
 * What a cache compares. A cache of texts (the lexical index) fits when `papers` and `textDigest` are as when it was
 * made; a cache of vectors, when `embedded` and `vectorsDigest` are. Digests go by content and key alone: the same
 * papers added in the same order give the same digests in another library and after any number of interruptions.
 */
export interface Revision {
  readonly papers: number;
  readonly embedded: number;
  /** Goes up with every change to any paper: for what is kept in memory while a process runs. */
  readonly revision: number;
  /** Goes up with every change to any vector. */
  readonly vectorsRevision: number;
  /** 16 hex digits. */
  readonly textDigest: string;
  /** 16 hex digits; covers the pinned model too. */
  readonly vectorsDigest: string;
}

/** The last map: which topic each paper is in, and where it lies. */
export interface SavedMap {
  readonly topics: readonly Topic[];
  /** Papers on the map, ascending. */
  readonly keys: Int32Array;
  /** For each key an index into `topics`, or -1: unclustered. */
  readonly topicOf: Int32Array;
  /** x and y of each key in turn; length 2 × keys. */
  readonly coordinates: Float32Array;
}

/** The last map in a few numbers. */
export interface MapState {
  /** Of the topic-map JSON, 16 hex digits: another map, another digest. */
  readonly digest: string;
  /** Papers on it, those removed since left out. */
  readonly papers: number;
  /** Of these, in no topic. */
  readonly unplaced: number;
  /** Topics, areas left out. */
  readonly topics: number;
}

/** A paper for which duplicates have been looked for. */
export interface SettledPaper {
  readonly key: PaperKey;
  /** Whole numbers below 2^53 that a possible duplicate shares at least one of. */
  readonly blocks: readonly number[];
}

export interface Duplicates {
  /**
   * Ordered by paper: first those found to be one by comparing them, where `joined` is the id that the other had; then
   * records that came with one id from several sources, one for each source after the first.
   */
  readonly merges: readonly {
    readonly id: string;
    readonly joined: string;
    readonly evidence: MatchEvidence;
    /** Of records that came with one id: the two sources. */
    readonly sources?: readonly [string, string];
  }[];
  readonly nearMisses: readonly {
    readonly a: string;
    readonly b: string;
    readonly evidence: MatchEvidence;
  }[];
}

/** What is to be said of one paper from now on; what is left out stays as it is. */
export interface MarkChange {
  /** As `get` takes it. */
  readonly id: string;
  /** Null takes a decision back. */
  readonly decision?: Mark['decision'];
  readonly reason?: string;
  readonly star?: boolean;
  /** Added to those that are there. */
  readonly tags?: readonly string[];
  readonly note?: string;
  /** Forgets what was said before. */
  readonly clear?: boolean;
}

export interface MarkReport {
  /** Ids as given, those whose paper was marked. */
  readonly marked: readonly string[];
  /** Ids that no paper has. */
  readonly unknown: readonly string[];
}

export interface MarkedPaper {
  readonly key: PaperKey;
  readonly mark: Mark;
}

/** What is not as it was written, by ids and names. */
export interface Damage {
  /** Papers with other vectors. `repair` drops them: they are embedded anew. */
  readonly vectors: readonly string[];
  /** `repair` removes them. */
  readonly documents: readonly string[];
  /** Papers with other texts or data. `repair` lets the file that they came from, added again, replace them. */
  readonly papers: readonly string[];
  /** Papers embedded from their beginnings only, by a fieldmap that read no further. `repair` has them embedded anew. */
  readonly partlyRead: readonly string[];
  /** Papers that filters take for others. `repair` mends them. */
  readonly facets: readonly string[];
}

/** Papers and their records. */
export interface PaperStore {
  /**
   * Stores papers in batches of one transaction each: a crash loses at most the batch at hand. A paper with a known id
   * is merged into it: the newer record wins where both say something, and fields that only one of them fills stay.
   */
  upsert(papers: Iterable<Paper> | AsyncIterable<Paper>, options?: UpsertOptions): Promise<UpsertReport>;
  /**
   * Removes papers and all that belongs to them. Their keys are not used again, and `upsert` leaves their records out
   * until it is told to take them.
   */
  remove(ids: readonly string[]): Promise<RemoveReport>;
  /**
   * Forgets what came from one source (its name, whole or the last part): papers that no other source has are removed,
   * the others are merged anew from what is left. `not-found` when there is no such source, or several.
   */
  removeSource(source: string): Promise<RemoveReport>;

  /** By id, else by the id of one of its records. */
  get(id: string): Promise<StoredPaper | null>;
  /** In the order asked; null where there is none. */
  getByKey(keys: ArrayLike<PaperKey>): Promise<(StoredPaper | null)[]>;
  /** In the order asked; 0 where there is none. Ids as `get` takes them. */
  keysOf(ids: readonly string[]): Promise<Int32Array>;
  /** In the order asked; null where there is none. Cheaper than `getByKey` for a whole library. */
  idsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]>;
  /** Papers whose title has `part` in it, accents and case ignored: whole titles first, then by key. */
  findByTitle(part: string, limit: number): Promise<StoredPaper[]>;
  /** By DOI or another identifier, with any of the schemes; case ignored. Ascending by key. */
  findByIdentifier(value: string): Promise<StoredPaper[]>;
  /** The records a paper was merged from, oldest first; empty for an unknown key. */
  records(key: PaperKey): Promise<PaperRecord[]>;
  /** Keys of the papers that pass, ascending; all papers when no condition is given. A topic means its children too. */
  filter(filter: Filter): Promise<Int32Array>;
  count(): Promise<number>;
  /** All papers by ascending key, a few hundred in memory at a time. Papers added meanwhile may or may not come. */
  scan(): AsyncIterable<StoredPaper>;
  statusCounts(): Promise<StatusCounts>;
  revision(): Promise<Revision>;
  /** What papers cite, ascending by key; only papers whose source told it. Reads it all. */
  citations(): Promise<PaperCitations[]>;
}

/** What the model made of the texts. */
export interface VectorStore {
  /** Papers without vectors by ascending key, from the first above `after` (default 0). */
  pending(limit: number, after?: PaperKey): Promise<PendingPaper[]>;
  pendingCount(): Promise<number>;
  /** In one transaction. Answers how many were stored: those of papers gone or changed meanwhile are not. */
  putVectors(batch: readonly VectorsEntry[]): Promise<number>;
  /** Row `i` for key `i`; `not-found` when one has no vector. */
  documentVectors(keys: ArrayLike<PaperKey>): Promise<Matrix>;
  /** All there are, by ascending key; none, of no dimensions, before a model is pinned. */
  allDocumentVectors(): Promise<{ readonly keys: Int32Array; readonly matrix: Matrix }>;
  /** In the order asked; null where there is none. Views on the stored bytes: treat as read-only. */
  sentenceVectors(keys: ArrayLike<PaperKey>): Promise<(SentenceVectors | null)[]>;
  /** The pinned model; null before the first. */
  getModel(): Promise<ModelInfo | null>;
  /** Pins the model. When any part of it differs from the pinned one, all vectors are dropped: they do not compare. */
  setModel(model: ModelInfo): Promise<void>;
}

/** Which records are one paper. */
export interface DuplicateStore {
  /** Papers for which duplicates have not been looked for since they came or changed, by ascending key. */
  unmatched(limit: number): Promise<StoredPaper[]>;
  /** Keys of all papers that have one of the blocks, ascending. Blocks of more than `largest` papers are left out. */
  papersInBlocks(blocks: readonly number[], largest: number): Promise<Int32Array>;
  /**
   * In one transaction: marks papers as looked at, joins what is one paper (the older key and id stay, all records and
   * ids are kept), notes near-misses. Pairs that were split stay apart. Answers the ids that were joined into others.
   */
  settleMatches(
    settled: readonly SettledPaper[],
    joins: readonly PaperMatch[],
    nearMisses: readonly PaperMatch[],
  ): Promise<string[]>;
  duplicates(): Promise<Duplicates>;
  /**
   * Undoes a join for good: the records of `id` become a paper of their own again; for the id of the merged paper, all
   * others do. Answers the ids of the two papers. `not-found` when there is no such paper or it is not merged.
   */
  split(id: string): Promise<readonly [string, string]>;
  /**
   * Joins two papers as one, whatever they say, and takes back a split of the two: the counterpart of `split`, and as
   * lasting. Answers the id that stays and the one that was joined into it. `not-found` for an id that no paper has.
   */
  join(a: string, b: string): Promise<readonly [string, string]>;
}

/** What people said of papers. */
export interface MarkStore {
  /**
   * Changes the marks of papers, in one transaction. A mark outlives its paper's removal and comes back with it; a paper
   * of several records has what the marks of all of them say, and its parts have their own again after a split.
   */
  mark(changes: readonly MarkChange[]): Promise<MarkReport>;
  /** In the order asked; null where nothing is said of a paper. */
  marksOf(keys: ArrayLike<PaperKey>): Promise<(Mark | null)[]>;
  /** All marks of papers that are in the library, the earliest decision first. */
  marked(): Promise<MarkedPaper[]>;
}

/** The last map, and where papers lie on it. */
export interface MapStore {
  /** Replaces the last map, its assignments and its topic-map JSON in one transaction. */
  putMap(map: SavedMap, topicMap: Uint8Array): Promise<void>;
  /** Papers removed since are left out. */
  getMap(): Promise<SavedMap | null>;
  /** The topics of the last map alone, as given: a thousandth of the work of `getMap`. Empty without a map. */
  getTopics(): Promise<readonly Topic[]>;
  /** Of the map that is read, or of another one; null when there is none. Cheap. */
  mapState(name?: string): Promise<MapState | null>;
  /** The topic-map JSON of the last map, as given. */
  getTopicMap(): Promise<Uint8Array | null>;
  /** The topic id of each key in the order asked; null: unclustered, or not on the last map. */
  topicsOf(keys: ArrayLike<PaperKey>): Promise<(string | null)[]>;
  /** The name of the map that is read and written: the one asked for at opening, else the one that the library goes by. */
  mapName(): Promise<string>;
  /** Of all maps, ascending. */
  mapNames(): Promise<string[]>;
  /** From now on the library goes by this map, wherever none is asked for at opening. `not-found`. */
  useMap(name: string): Promise<void>;
  /** Forgets a map; `usage` for the one that the library goes by, `not-found`. */
  removeMap(name: string): Promise<void>;
}

/** What needs no table of its own. */
export interface DocumentStore {
  /** A JSON value; null when never set. */
  getSetting(name: string): Promise<unknown>;
  /** Null forgets it. */
  setSetting(name: string, value: unknown): Promise<void>;

  /** Named bytes for what needs no table of its own: saved searches (`search/NAME`), names given to topics, … */
  putDocument(name: string, bytes: Uint8Array): Promise<void>;
  getDocument(name: string): Promise<Uint8Array | null>;
  /** False when there was none. */
  removeDocument(name: string): Promise<boolean>;
  /** Ascending, those that begin with `prefix`. */
  documentNames(prefix?: string): Promise<string[]>;
}

/** All of it, and its upkeep. */
export interface Store extends PaperStore, VectorStore, DuplicateStore, MarkStore, MapStore, DocumentStore {
  /** What is wrong with the file, in words; empty when all is well. Reads everything: seconds for a large library. */
  check(): Promise<string[]>;
  /** What is not as it was written, where the database itself is sound. Reads everything: seconds for a large library. */
  damage(): Promise<Damage>;
  /** Makes again what can be; see `Damage`. Answers what there was. */
  repair(): Promise<Damage>;
  /** Further calls reject; a second close does nothing. */
  close(): Promise<void>;
}
