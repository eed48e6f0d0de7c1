/**
 * The library: the stages of ARCHITECTURE.md behind one object. Each method is a verb with a file of its own in
 * a folder beside this one, loaded when it is first called, so that nothing is imported that is not needed.
 *
 *   add      files ─ingest─▶ store ─embed─▶ store ─▶ lexical, neighbors
 *   ask      question ─lexical, neighbors─▶ search ─▶ hits
 *   similar  papers or a draft ─▶ search ─▶ hits
 *   concepts vectors ─concepts─▶ dictionary, codes ─topic-map─▶ names
 *   map      store ─neighbors─▶ projection, cluster ─▶ topic-map ─▶ files
 */
import { defaultThreads, isOnCluster, libraryDir } from '../config.js';
import type {
  Answer,
  Cited,
  Comparison,
  ConceptList,
  Fields,
  MapList,
  ReadingList,
  News,
  Marking,
  Marks,
  Screening,
  Shown,
  ShownConcept,
  SimilarAnswer,
  Status,
} from '../answers/index.js';
import { FieldmapError } from '../errors.js';
import { checkedMapName } from './maps/map-name.js';
import type { Embedder } from '../embed/index.js';
import type { MapTopic } from '../topic-map/index.js';
import type { Column } from '../questions/index.js';
import type { OnProgress } from '../types.js';
import type { Input } from '../ingest/index.js';
import type { Cluster } from '../opensearch/index.js';
import type { PageOptions } from '../page/index.js';
import type { Store } from '../store/index.js';
import type { AddOptions, AddReport } from './intake/add.js';
import type { AskOptions } from './asking/ask.js';
import type { Asked, QuestionsInput } from './asking/ask-all.js';
import type { Bridges, SparseBorder } from './map/bridges.js';
import type { ConceptOptions } from './concepts/concepts.js';
import { Context } from './session/context.js';
import type { Check } from './upkeep/doctor.js';
import type { DuplicateRecord, Duplicates } from './intake/duplicates.js';
import type { Evaluation, EvaluateOptions } from './asking/evaluate.js';
import type { ExportOptions } from './upkeep/export.js';
import type { EmbeddingsReport } from './upkeep/export-embeddings.js';
import type { MapOptions, MapReport } from './map/map.js';
import type { Followed } from './news/follow.js';
import type { NewsOptions } from './news/news.js';
import type { Undone } from './maps/history.js';
import type { ReadOptions } from './reading/read.js';
import type { RemoveOptions, RemoveReport } from './intake/remove.js';
import type { SavedSearch, SearchRun } from './asking/searches.js';
import type { ShowOptions } from './asking/show.js';
import type { SimilarOptions } from './asking/similar.js';
import type { CitedOptions } from './review/cited.js';
import type { MarkOptions } from './review/mark.js';
import type { ImportedMarks } from './review/marks-file.js';
import type { ReviewReport } from './review/report.js';
import type { ScreenOptions, Simulation } from './review/screen.js';
import type { LibraryState } from './session/state.js';
import type { TopicRule } from './map/topic-rules.js';
import type { MapVerdict } from './map/verify-map.js';

export { formatRun } from '../evaluation/index.js';
export { EXPORT_FORMATS, type ExportFormat } from '../questions/index.js';
export { listModels, pullModel, verifyModels, type ListedModel, type VerifiedModel } from './upkeep/model.js';
export type {
  Answer,
  Cited,
  Explained,
  Comparison,
  ConceptList,
  ConceptReasons,
  Fields,
  MapList,
  News,
  NewsSection,
  ReadingList,
  ListedConcept,
  Marking,
  Marks,
  Screening,
  ShownConcept,
  Shown,
  SimilarAnswer,
  SimilarHit,
  Status,
  Steered,
} from '../answers/index.js';
export type { Concept } from '../concepts/index.js';
export type { SteerOptions } from './concepts/steer.js';
export type {
  AddOptions,
  AddReport,
  AskOptions,
  Asked,
  Bridges,
  Check,
  CitedOptions,
  DuplicateRecord,
  Duplicates,
  EmbeddingsReport,
  EvaluateOptions,
  Evaluation,
  ExportOptions,
  Followed,
  MapOptions,
  MapReport,
  MapVerdict,
  ImportedMarks,
  MarkOptions,
  Input,
  LibraryState,
  NewsOptions,
  QuestionsInput,
  ReadOptions,
  RemoveOptions,
  RemoveReport,
  ReviewReport,
  SavedSearch,
  SearchRun,
  ScreenOptions,
  ShowOptions,
  SimilarOptions,
  Simulation,
  SparseBorder,
  TopicRule,
  Undone,
};

export interface LibraryOptions {
  /** The library's folder, or its address on a cluster (`opensearch+https://host:9200/NAME`). Default: `FIELDMAP_LIBRARY`, else `./library`. */
  readonly dir?: string;
  /**
   * `create` (default) makes a library that is missing; `write` and `read` refuse; `read` never writes to the store;
   * `rehearse` undoes everything when closed.
   */
  readonly mode?: 'create' | 'write' | 'read' | 'rehearse';
  /** The name of the map that is read, and that `map` makes. Default: the one that the library goes by (`useMap`). */
  readonly map?: string;
  /** `map` may be one that is not there yet. */
  readonly newMap?: boolean;
  /** For a library on a cluster that is made now: papers to come, which decide the number of its shards. */
  readonly expected?: number;
  /** Model id or folder. Default: the one the library is pinned to, else all-MiniLM-L6-v2. */
  readonly model?: string;
  /** Neighbour index. Default: `exact` up to 5,000 papers, `usearch` beyond. */
  readonly engine?: 'usearch' | 'hnswlib' | 'exact';
  /** Worker threads for embedding. Default: one a core. */
  readonly threads?: number;
  /** Seed of everything random. Default: that of the standing map, else 42. */
  readonly seed?: number;
  /** In place of a model of fieldmap's own. */
  readonly embedder?: Embedder;
  /**
   * When given, an index that another process's changes have made stale goes on answering until its successor's file is
   * written: a reader that stays open while `add` is at work need not make what `add` is about to. What is removed is
   * left out meanwhile, what is new is not found yet. Called when the library has stayed as it is for half a minute and
   * there is still no file: somebody should call `makeIndexes`. Default: an answer knows every paper, however long it takes.
   */
  readonly onStale?: () => void;
  /** Stops long work; what was done so far stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
  /** Gets remarks a person may want to see, such as why an index is rebuilt. */
  readonly onNotice?: (text: string) => void;
}

/**
 * Opens the library in a folder.
 * @throws FieldmapError `library` (missing, damaged, made by a newer fieldmap), `disk`, `busy`.
 */
export async function openLibrary(options: LibraryOptions = {}): Promise<Library> {
  const dir = libraryDir(options.dir);
  const mode = options.mode ?? 'create';
  const map = options.map === undefined ? undefined : checkedMapName(options.map);
  const kept = isOnCluster(dir)
    ? await clusterOf(dir, mode, options.expected)
    : { store: await storeIn(dir, mode, map) };
  if (map !== undefined && options.newMap !== true) await needMap(kept.store, map);
  return new Library(
    new Context({
      dir,
      ...kept,
      model: options.model,
      engine: options.engine,
      threads: options.threads ?? defaultThreads(),
      seed: options.seed,
      onStale: options.onStale,
      embedder: options.embedder,
      signal: options.signal,
      onProgress: options.onProgress ?? (() => {}),
      onNotice: options.onNotice ?? (() => {}),
    }),
  );
}

type Mode = NonNullable<LibraryOptions['mode']>;

async function storeIn(dir: string, mode: Mode, map: string | undefined): Promise<Store> {
  const { openSqliteStore } = await import('../store/index.js');
  return openSqliteStore(dir, { mode, ...(map !== undefined && { map }) });
}

/** @throws FieldmapError `not-found`, naming the maps that there are. */
async function needMap(store: Store, name: string): Promise<void> {
  const names = await store.mapNames();
  if (names.includes(name)) return;
  await store.close();
  const there = names.map((one) => `"${one}"`).join(', ');
  throw new FieldmapError(
    'not-found',
    `There is no map "${name}"${there === '' ? '' : `; there ${names.length === 1 ? 'is' : 'are'} ${there}`}.`,
    `Run \`fieldmap map --name "${name}"\` to make it.`,
  );
}

async function clusterOf(
  address: string,
  mode: Mode,
  expected: number | undefined,
): Promise<{ store: Store; cluster: Cluster }> {
  const { openCluster } = await import('../opensearch/index.js');
  const cluster = await openCluster(address, mode, { expected });
  return { store: cluster.store, cluster };
}

export class Library {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  /** Reads papers, stores what is new or changed, embeds and indexes it. */
  async add(inputs: readonly Input[], options: AddOptions = {}): Promise<AddReport> {
    return (await import('./intake/add.js')).add(this.#context, inputs, options);
  }

  /** The papers that answer a question, best first. */
  async ask(question: string, options: AskOptions = {}): Promise<Answer> {
    return (await import('./asking/ask.js')).ask(this.#context, question, options);
  }

  /** Answers each line of a JSONL file: `{"id", "text"}` or `{"id", "paper"}`. */
  async *askAll(questions: QuestionsInput, options: AskOptions = {}): AsyncGenerator<Asked> {
    yield* (await import('./asking/ask-all.js')).askAll(this.#context, questions, options);
  }

  /** The papers most like one or several given ones, or like a draft. */
  async similar(targets: readonly string[], options: SimilarOptions = {}): Promise<SimilarAnswer> {
    return (await import('./asking/similar.js')).similar(this.#context, targets, options);
  }

  /** What the vectors are made of: all concepts, or those nearest to a query. Learns them when there are none. */
  async concepts(query?: string, options: ConceptOptions = {}): Promise<ConceptList> {
    return (await import('./concepts/concepts.js')).concepts(this.#context, query, options);
  }

  /** Whether concepts have been learned, with the model that the library has now. */
  async hasConcepts(): Promise<boolean> {
    return (await (await import('./concepts/standing-concepts.js')).standingConcepts(this.#context)) !== null;
  }

  /** Learns the concepts anew; ids are kept where a concept is nearly the same. */
  async learnConcepts(): Promise<ConceptList> {
    return (await import('./concepts/concepts.js')).relearn(this.#context);
  }

  /** One concept with its papers, by id, label or words that only it has. */
  async showConcept(name: string, options: ConceptOptions = {}): Promise<ShownConcept> {
    return (await import('./concepts/concepts.js')).showConcept(this.#context, name, options);
  }

  /** Two papers side by side: the concepts that both have, and each one's own. */
  async compare(a: string, b: string): Promise<Comparison> {
    return (await import('./concepts/compare.js')).compare(this.#context, a, b);
  }

  /** Makes the map and writes its files. */
  async map(options: MapOptions = {}): Promise<MapReport> {
    return (await import('./map/map.js')).map(this.#context, options);
  }

  /** Makes the map of a `topic-map.json` again and says whether it is the same. */
  async verifyMap(path: string): Promise<MapVerdict> {
    return (await import('./map/verify-map.js')).verifyMap(this.#context, path);
  }

  /** The topics of the last map, areas before their topics. */
  async topics(): Promise<{ topics: readonly MapTopic[]; unplaced: number }> {
    return (await import('./map/topics.js')).topics(this.#context);
  }

  /** The research fields of the papers, over the years, and the topics in which they meet. */
  async fields(): Promise<Fields> {
    return (await import('./map/fields.js')).fields(this.#context);
  }

  /** Gives a topic a name that refits keep. */
  async renameTopic(topic: string, name: string): Promise<MapTopic> {
    return (await import('./map/topic-edits.js')).renameTopic(this.#context, topic, name);
  }

  /** Joins topics into the first, for this map and refits. */
  async mergeTopics(topics: readonly string[]): Promise<MapTopic> {
    return (await import('./map/topic-edits.js')).mergeTopics(this.#context, topics);
  }

  /** Takes back the last rename, merge or refit of the map. */
  async undoTopics(): Promise<Undone> {
    return (await import('./maps/history.js')).undo(this.#context);
  }

  /** The maps that the library keeps. */
  async maps(): Promise<MapList> {
    return (await import('./maps/maps.js')).listMaps(this.#context);
  }

  /** From now on the library goes by this map, wherever none is named. */
  async useMap(name: string): Promise<void> {
    return (await import('./maps/maps.js')).useMap(this.#context, name);
  }

  /** Forgets a map and what was done to it by hand. */
  async removeMap(name: string): Promise<void> {
    return (await import('./maps/maps.js')).removeMap(this.#context, name);
  }

  /** Takes a `topic-map.json` up as the map that the library was opened with, as it is. */
  async loadMap(path: string): Promise<MapList['maps'][number]> {
    return (await import('./maps/maps.js')).loadMap(this.#context, path);
  }

  /** The topics of the last map as short rules over terms, with precision and recall on papers held back. */
  async topicRules(): Promise<TopicRule[]> {
    return (await import('./map/topic-rules.js')).rules(this.#context);
  }

  /** Near topics that hardly any paper joins. */
  async borders(): Promise<SparseBorder[]> {
    return (await import('./map/bridges.js')).borders(this.#context);
  }

  /** The papers that stand between two topics. */
  async bridges(a: string, b: string): Promise<Bridges> {
    return (await import('./map/bridges.js')).bridges(this.#context, a, b);
  }

  /** One paper with its nearest papers, one topic with its papers, or the papers in no topic (`unplaced`). */
  async show(id: string, options: ShowOptions = {}): Promise<Shown> {
    return (await import('./asking/show.js')).show(this.#context, id, options);
  }

  /** A short list that covers a topic (id or label), a question or, without either, the library. */
  async read(about?: string, options: ReadOptions = {}): Promise<ReadingList> {
    return (await import('./reading/read.js')).read(this.#context, about, options);
  }

  /** The last map, `topic-map.json` as it was written. */
  async mapJson(): Promise<Uint8Array> {
    return (await import('./map/map-page.js')).mapJson(this.#context);
  }

  /** The last map as its HTML page; `live` for one that is served beside `/api/ask` and `/api/map`. */
  async mapPage(options: PageOptions): Promise<string> {
    return (await import('./map/map-page.js')).mapPage(this.#context, options);
  }

  /** A selection as text, piece by piece. */
  async *export(options: ExportOptions = {}): AsyncGenerator<string> {
    yield* (await import('./upkeep/export.js')).exportPapers(this.#context, options);
  }

  /** The same selection as the rows of a table, a cell for each of the columns. */
  async *table(
    options: ExportOptions & { readonly columns: readonly Column[] },
  ): AsyncGenerator<(string | number | null)[]> {
    yield* (await import('./upkeep/export.js')).tableOf(this.#context, options);
  }

  /** Quality of search against judged questions, or on known items when there are none. */
  async evaluate(options: EvaluateOptions): Promise<Evaluation> {
    return (await import('./asking/evaluate.js')).evaluate(this.#context, options);
  }

  /** Keeps a question and its options under a name. */
  async saveSearch(name: string, question: string, options: AskOptions = {}): Promise<SavedSearch> {
    return (await import('./asking/searches.js')).saveSearch(this.#context, name, question, options);
  }

  async searches(): Promise<SavedSearch[]> {
    return (await import('./asking/searches.js')).searches(this.#context);
  }

  /** Asks a saved question again; with `fresh` only of papers added since it was last run. */
  async runSearch(name: string, options: { readonly fresh?: boolean } = {}): Promise<SearchRun> {
    return (await import('./asking/searches.js')).runSearch(this.#context, name, options);
  }

  async removeSearch(name: string): Promise<void> {
    return (await import('./asking/searches.js')).removeSearch(this.#context, name);
  }

  /** New papers by saved search, topic and followed paper. */
  async news(options: NewsOptions = {}): Promise<News> {
    return (await import('./news/news.js')).news(this.#context, options);
  }

  /** What these news tell of is new to no later ones. */
  async markNewsSeen(news: News): Promise<void> {
    return (await import('./news/news.js')).markNewsSeen(this.#context, news);
  }

  /** Has new papers like these told of; answers the followed papers among `targets`. */
  async follow(targets: readonly string[]): Promise<Followed[]> {
    return (await import('./news/follow.js')).follow(this.#context, targets);
  }

  async followed(): Promise<Followed[]> {
    return (await import('./news/follow.js')).followed(this.#context);
  }

  async unfollow(targets: readonly string[]): Promise<Followed[]> {
    return (await import('./news/follow.js')).unfollow(this.#context, targets);
  }

  /** Keeps decisions, stars, tags and notes on papers, given by id, DOI or part of a title. */
  async mark(targets: readonly string[], options: MarkOptions): Promise<Marking> {
    return (await import('./review/mark.js')).mark(this.#context, targets, options);
  }

  /** All that was decided and noted. */
  async marks(): Promise<Marks> {
    return (await import('./review/mark.js')).marks(this.#context);
  }

  /** Adds the marks of a file, as the map page saves it. */
  async importMarks(path: string): Promise<ImportedMarks> {
    return (await import('./review/marks-file.js')).importMarks(this.#context, path);
  }

  /** The next papers of a review to decide on, by what was marked so far. */
  async screen(options: ScreenOptions = {}): Promise<Screening> {
    return (await import('./review/screen.js')).screen(this.#context, options);
  }

  /** Replays a finished review: how much of it need not have been read. */
  async simulateScreening(path: string): Promise<Simulation> {
    return (await import('./review/screen.js')).simulateScreening(this.#context, path);
  }

  /** The numbers of a review: records, duplicates, decisions, reasons. */
  async reviewReport(): Promise<ReviewReport> {
    return (await import('./review/report.js')).reviewReport(this.#context);
  }

  /** What was joined as one paper and what nearly was, with the evidence. */
  async duplicates(): Promise<Duplicates> {
    return (await import('./intake/duplicates.js')).duplicates(this.#context);
  }

  /** What the papers cite most and the library lacks, where their sources told references. */
  async cited(options: CitedOptions = {}): Promise<Cited> {
    return (await import('./review/cited.js')).cited(this.#context, options);
  }

  /** Joins two papers for good, or takes back a split of the two. Answers the id that stays, and the other. */
  async joinDuplicates(a: string, b: string): Promise<readonly [string, string]> {
    return (await import('./intake/duplicates.js')).joinAsDuplicates(this.#context, a, b);
  }

  /** Undoes a join for good. Answers the ids of the two papers. */
  async splitDuplicate(id: string): Promise<readonly [string, string]> {
    return (await import('./intake/duplicates.js')).splitDuplicate(this.#context, id);
  }

  /** The vectors with their ids, as .npy or .parquet by the file's name. */
  async exportEmbeddings(path: string): Promise<EmbeddingsReport> {
    return (await import('./upkeep/export-embeddings.js')).exportEmbeddings(this.#context, path);
  }

  /** Takes papers out. */
  async remove(options: RemoveOptions): Promise<RemoveReport> {
    return (await import('./intake/remove.js')).remove(this.#context, options);
  }

  /** Makes and saves the indexes that do not fit the library as it is; seconds for a large one. */
  async makeIndexes(): Promise<void> {
    // A cluster keeps its own.
    if (this.#context.options.cluster) return;
    await this.#context.lexical();
    await this.#context.neighbors();
    await this.#context.unrelated();
  }

  /** Counters and digests that tell whether anything has changed. Cheap. */
  async state(): Promise<LibraryState> {
    return (await import('./session/state.js')).state(this.#context);
  }

  async status(): Promise<Status> {
    return (await import('./upkeep/status.js')).status(this.#context);
  }

  /** What is wrong, if anything, and the next command. */
  async doctor(options: { readonly repair?: boolean } = {}): Promise<Check[]> {
    return (await import('./upkeep/doctor.js')).doctor(this.#context, options);
  }

  /** Ends workers and closes the file. */
  close(): Promise<void> {
    return this.#context.close();
  }
}
