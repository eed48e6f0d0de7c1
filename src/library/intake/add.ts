/** files ─ingest─▶ papers ─store─▶ library ─embed─▶ vectors ─▶ indexes. Run again, it goes on where it was. */
import { isAnotherPaper } from '../../duplicates/index.js';
import { FieldmapError } from '../../errors.js';
import { FIELDS, readPapers, type Input, type ReadEvent } from '../../ingest/index.js';
import { isInShard, type Shard, type UpsertReport } from '../../store/index.js';
import type { Paper } from '../../types.js';
import type { Context } from '../session/context.js';
import { noteDay } from '../news/days.js';
import { embedPending, isInterruption, pendingCount } from './embed-pending.js';
import { joinDuplicates } from './join-duplicates.js';

export interface AddOptions {
  /** Name of the files' format; found from the content when not given. */
  readonly format?: string;
  /** Of a Zotero data folder: only what is in this collection. */
  readonly collection?: string;
  /** Of a table: fields by the names of their columns. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Store nothing: the library must have been opened with mode `rehearse`. */
  readonly dryRun?: boolean;
  /** Takes papers that were removed before, too; they are left out otherwise. */
  readonly restore?: boolean;
  /** Only records whose id falls on this part of several: for several machines that read the same files. */
  readonly shard?: Shard;
}

export interface AddReport {
  /** Records taken as papers, before merging. */
  readonly read: number;
  readonly new: number;
  /** Records of papers that were known, from this file or another: the paper changed. */
  readonly updated: number;
  /** These very records were there. */
  readonly unchanged: number;
  /** Records of papers that were known, of which nothing changed but where they come from. */
  readonly merged: number;
  /** Records of papers that were removed before: left out. */
  readonly removed: number;
  readonly skipped: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  /** Embedded in this run. */
  readonly embedded: number;
  /** Of these, not read to their end. */
  readonly truncated: number;
  /** Stored but not embedded yet: 0 unless interrupted, or another process stores papers meanwhile. */
  readonly pending: number;
  readonly interrupted: boolean;
  /** Papers in the library now. */
  readonly papers: number;
}

type Passed = Extract<ReadEvent, { kind: 'passed' }>;
type Doubted = Extract<ReadEvent, { kind: 'doubted' }>;

/**
 * Reads `inputs` one after another, stores, embeds and indexes.
 * @throws FieldmapError `input` when a file is missing or of no known format (the ones before it are stored), `disk`,
 *   `busy`; `model` and `library` (of another model), with nothing stored when a model was asked for. An abort of the
 *   library's signal is no error: `interrupted` is true in the report.
 */
export async function add(
  context: Context,
  inputs: readonly Input[],
  options: AddOptions,
): Promise<AddReport> {
  const skipped: AddReport['skipped'][number][] = [];
  const passed: Passed[] = [];
  const doubted: Doubted[] = [];
  const counts = { read: 0, new: 0, updated: 0, unchanged: 0, merged: 0, removed: 0 };
  let interrupted = false;
  const fresh = new Set<string>();
  // A model that does not fit the library is refused before anything is stored.
  if (context.options.model !== undefined || context.options.embedder !== undefined) await context.embedder();
  if (!options.dryRun) await noteDay(context);
  try {
    for (const input of inputs) {
      const report = await store(
        context,
        papersOf(context, input, options, { counts, skipped, passed, doubted }),
        options.restore ?? false,
      );
      counts.new += report.new;
      counts.updated += report.updated;
      counts.unchanged += report.unchanged;
      counts.merged += report.merged;
      counts.removed += report.removed;
      for (const id of report.newIds) fresh.add(id);
      sayApart(context, input.name, report.apartIds);
      sayPassed(context, passed.splice(0));
      sayDoubted(context, doubted.splice(0));
    }
    for (const id of await joinDuplicates(context.store, context.options)) {
      // Stored as new a moment ago, it turned out to be a paper that is here; one that was here before stays counted.
      if (fresh.has(id)) counts.new--;
      counts.merged++;
    }
  } catch (error) {
    if (!isInterruption(error)) throw error;
    interrupted = true;
  }
  const work =
    options.dryRun || interrupted
      ? { embedded: 0, truncated: 0, interrupted }
      : await embedPending(context, options.shard);
  // The model's memory is given back before the indexes need theirs.
  await context.closeEmbedder();
  if (!options.dryRun && !work.interrupted) await index(context);
  return {
    ...counts,
    skipped,
    ...work,
    pending: options.dryRun ? 0 : await pendingCount(context, options.shard ?? null),
    papers: await context.store.count(),
  };
}

function sayApart({ options: { onNotice } }: Context, file: string, apart: readonly string[]): void {
  if (apart.length === 0) return;
  const some = `${apart.slice(0, 3).join(', ')}${apart.length > 3 ? ', …' : ''}`;
  onNotice(
    `${file}: ${apart.length} ${apart.length === 1 ? 'paper has' : 'papers have'} the id of another paper and ${apart.length === 1 ? 'is' : 'are'} kept as ${some}.`,
  );
}

/** What a folder holds besides lists of papers, in one line. */
function sayPassed({ options: { onNotice } }: Context, passed: readonly Passed[]): void {
  if (passed.length === 0) return;
  const groups = new Map<string, string[]>();
  for (const { file, reason } of passed) groups.set(reason, [...(groups.get(reason) ?? []), file]);
  const told = [...groups].map(([reason, files]) => {
    const more = files.length > 3 ? ` and ${files.length - 2} more` : '';
    return `${files.slice(0, more === '' ? 3 : 2).join(', ')}${more} (${reason})`;
  });
  onNotice(`Passed over as no list of papers: ${told.join('; ')}. To have a file read, name it.`);
}

/** PDFs of which one is not sure are named, at most this many. */
const DOUBTED_NAMED = 10;

function sayDoubted({ options: { onNotice } }: Context, doubted: readonly Doubted[]): void {
  if (doubted.length === 0) return;
  for (const { file, id, what } of doubted.slice(0, DOUBTED_NAMED))
    onNotice(`${file}: uncertain is ${what.join('; ')}. See \`fieldmap show ${id}\`.`);
  const more = doubted.length - DOUBTED_NAMED;
  if (more > 0) onNotice(`… and ${more} more PDFs of which something is uncertain.`);
  onNotice('A record of the same paper as BibTeX or RIS takes precedence over what was read from its PDF.');
}

/** Refuses fields that papers do not have. */
function fieldsByColumn(columns: Readonly<Record<string, string>>): Record<string, string> {
  for (const field of Object.values(columns))
    if (!(FIELDS as readonly string[]).includes(field))
      throw new FieldmapError(
        'usage',
        `Papers have no field "${field}".`,
        `Expected one of ${FIELDS.join(', ')}.`,
      );
  return { ...columns };
}

/** Indexes are caches: one that is interrupted or cannot be written is made by the next command that needs it. */
async function index(context: Context): Promise<void> {
  if (context.options.cluster) return context.options.cluster.refresh();
  context.adding = true;
  try {
    await context.neighbors();
    await context.unrelated();
    await context.lexical();
  } catch (error) {
    if (!isInterruption(error)) throw error;
  }
}

/** What came of the records that were read; added to. */
interface Tally {
  readonly counts: { read: number };
  readonly skipped: AddReport['skipped'][number][];
  readonly passed: Passed[];
  readonly doubted: Doubted[];
}

async function* papersOf(
  context: Context,
  input: Input,
  options: AddOptions,
  { counts, skipped, passed, doubted }: Tally,
): AsyncGenerator<Paper> {
  const { format, collection, columns, shard } = options;
  for await (const event of readPapers(input, {
    ...(format !== undefined && { format }),
    ...(collection !== undefined && { collection }),
    ...(columns !== undefined && { columns: fieldsByColumn(columns) }),
  })) {
    if (event.kind === 'skipped') {
      skipped.push({ file: event.file, line: event.line, reason: event.reason });
      continue;
    }
    if (event.kind === 'passed') {
      passed.push(event);
      continue;
    }
    if (event.kind === 'doubted') {
      doubted.push(event);
      continue;
    }
    if (event.kind === 'guessed') {
      context.options.onNotice(
        `${event.file} is not UTF-8 and does not name its encoding: read as ${event.encoding}, a guess. ` +
          'Where letters look wrong, save the file as UTF-8 and add it again.',
      );
      continue;
    }
    if (shard !== undefined && !isInShard(event.paper.id, shard)) continue;
    counts.read++;
    if (counts.read % 500 === 0) context.options.onProgress({ step: 'reading', done: counts.read, total: 0 });
    yield event.paper;
  }
}

function store(context: Context, papers: AsyncIterable<Paper>, restore: boolean): Promise<UpsertReport> {
  const { signal } = context.options;
  return context.store.upsert(signal ? until(papers, signal) : papers, {
    isAnother: isAnotherPaper,
    restore,
    ...(signal && { signal }),
  });
}

/** The papers until the signal: a pipe that nobody writes to would keep its reader waiting for ever. */
async function* until(papers: AsyncIterable<Paper>, signal: AbortSignal): AsyncGenerator<Paper> {
  let stop = (): void => undefined;
  const stopped = new Promise<'stopped'>((resolve) => (stop = () => resolve('stopped')));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const iterator = papers[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = iterator.next();
      const first = await Promise.race([next, stopped]);
      if (first === 'stopped') {
        // Neither waited for: the read under way may never end.
        next.catch(() => undefined);
        void Promise.resolve(iterator.return?.()).catch(() => undefined);
        throw new FieldmapError(
          'interrupted',
          'Stopped while reading.',
          'Run the same command again to go on.',
        );
      }
      if (first.done === true) return;
      yield first.value;
    }
  } finally {
    // One listener a file would be left behind, of which Node warns from the eleventh on.
    signal.removeEventListener('abort', stop);
  }
}
