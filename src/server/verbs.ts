/** What can be asked of a library from outside: each takes and gives plain data, so that it can cross to another process. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type {
  AskOptions,
  ExportOptions,
  Library,
  NewsOptions,
  ReadOptions,
  ShowOptions,
  CitedOptions,
  ScreenOptions,
  SimilarOptions,
} from '../library/index.js';
import { clipped } from '../text/index.js';

const compress = promisify(gzip);

export const VERBS = {
  ask: (library: Library, question: string, options: AskOptions) => library.ask(question, options),
  // A stranger's word must never become the path of a file.
  similar: (library: Library, ids: readonly string[], options: SimilarOptions) =>
    library.similar(ids, { ...options, files: false }),
  draft: async (library: Library, text: string, options: SimilarOptions) => {
    const answer = await library.similar(['-'], {
      ...options,
      files: false,
      stdin: Readable.from([Buffer.from(text)]),
    });
    return { ...answer, question: clipped(text, 120) };
  },
  paper: (library: Library, id: string) => library.show(id, { only: 'paper' }),
  topic: (library: Library, id: string, options: Omit<ShowOptions, 'only'> = {}) =>
    library.show(id, { ...options, only: 'topic' }),
  topics: (library: Library) => library.topics(),
  read: (library: Library, about: string | undefined, options: ReadOptions) => library.read(about, options),
  maps: (library: Library) => library.maps(),
  fields: (library: Library) => library.fields(),
  news: (library: Library, options: NewsOptions) => library.news(options),
  concepts: (library: Library, query: string | undefined) => library.concepts(query, { learn: false }),
  concept: (library: Library, id: string) => library.showConcept(id, { learn: false }),
  compare: (library: Library, one: string, other: string) => library.compare(one, other),
  marks: (library: Library) => library.marks(),
  screen: (library: Library, options: ScreenOptions) => library.screen(options),
  cited: (library: Library, options: CitedOptions) => library.cited(options),
  status: (library: Library) => library.status(),
  state: (library: Library) => library.state(),
  makeIndexes: (library: Library) => library.makeIndexes(),
  /** `topic-map.json`, gzipped: of 60 MB that leaves 12 to be kept and sent. */
  map: async (library: Library) => compress(await library.mapJson()),
  /** The HTML page with live search, gzipped. */
  page: async (library: Library) => compress(await library.mapPage({ live: true })),
} as const;

export const STREAMS = {
  export: (library: Library, options: ExportOptions) => library.export(options),
} as const;

type Given<F> = F extends (library: Library, ...args: infer A) => unknown ? A : never;
type Gives<F> = F extends (...args: never[]) => infer R ? Awaited<R> : never;

/** Said to nobody: whoever asked is not there to read it. */
export const GONE = 'Whoever asked has gone.';

/** The arguments with a signal that ends the work, for the verbs whose work can be long. */
export function withSignal<V extends Verb>(verb: V, args: Args<V>, signal: AbortSignal | undefined): Args<V> {
  if (signal === undefined || (verb !== 'ask' && verb !== 'similar' && verb !== 'draft')) return args;
  const [asked, options] = args as Args<'ask'>;
  return [asked, { ...options, signal }] as Args<V>;
}

export type Verb = keyof typeof VERBS;
export type Args<V extends Verb> = Given<(typeof VERBS)[V]>;
export type Result<V extends Verb> = Gives<(typeof VERBS)[V]>;

/** Whoever answers the routes: in this process, or in another one. */
export interface LibraryService {
  /** @throws FieldmapError `library`, `disk`, `busy` when the library cannot be read now, and whatever the verb throws. */
  call<V extends Verb>(verb: V, args: Args<V>, signal?: AbortSignal): Promise<Result<V>>;
  export(options: ExportOptions): AsyncGenerator<string>;
  close(): Promise<void>;
}
