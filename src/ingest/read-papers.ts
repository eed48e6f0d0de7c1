/** Reading papers from a file, an archive or a folder, whatever the format. */
import { existsSync, statSync } from 'node:fs';
import type { Paper } from '../types.js';
import { FieldmapError } from '../errors.js';
import { decode, refuseBinary } from './input/decode.js';
import { detect, formatNamed } from './detect.js';
import type { Item, TextSource } from './draft.js';
import { finish } from './finish.js';
import { filesIn } from './input/folder.js';
import type { Format } from './formats.js';
import { isMarkdown, reasonToSkip } from './input/skipped-files.js';
import { inputError, open, displayName, wholeOf, type Input, type Opened } from './input/open.js';
import { zipFiles } from './input/zip.js';
import { readZotero, zoteroFile } from './zotero/zotero-data.js';
import { draftOfPdf, isPdf, LARGEST_PDF } from './pdf/read-pdf.js';

export type { Input } from './input/open.js';

export type ReadEvent =
  /** A paper with its id, `sources` holding the file's name; `line` is where its record begins, from 1. */
  | { readonly kind: 'paper'; readonly paper: Paper; readonly line: number }
  /** A record that is no paper, or damaged; `line` is 0 when the whole file is meant. */
  | { readonly kind: 'skipped'; readonly file: string; readonly line: number; readonly reason: string }
  /** In a folder or archive: a file or folder that is no list of papers, hence not read. Nothing is wrong with it. */
  | { readonly kind: 'passed'; readonly file: string; readonly reason: string }
  /** What a paper was read from tells its fields by their place only (a PDF): `what` may be wrong or missing. */
  | { readonly kind: 'doubted'; readonly file: string; readonly id: string; readonly what: readonly string[] }
  /** Lines of a file are no UTF-8, and the file does not say what they are: read as if in `encoding`. */
  | { readonly kind: 'guessed'; readonly file: string; readonly encoding: string };

export interface ReadOptions {
  /** A name of the table of formats; found from the content when not given. */
  readonly format?: string;
  /** Of a table: the fields (see `FIELDS`) by the names of their columns. Without `format` the file is read as CSV. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Of a Zotero data folder: only the items of this collection and of those below it. */
  readonly collection?: string;
}

/**
 * The papers of one file in their order, as a stream: memory does not grow with the file. Gzip and zip are read through,
 * a folder is read file by file, what is no list of papers passed over. A bad record becomes a `skipped` event; so does,
 * in a folder or archive, a file of no known format. Throws FieldmapError `usage` for an unknown `format`, `input` when the file is missing, empty, binary or
 * of no known format. When a file turns out to be damaged after papers were read from it, that too is a `skipped` event,
 * and the stream ends.
 */
export async function* readPapers(input: Input, options: ReadOptions = {}): AsyncGenerator<ReadEvent> {
  const { columns } = options;
  const told = options.format ?? (columns === undefined ? undefined : 'csv');
  const format = told === undefined ? null : formatNamed(told);
  const { name } = input;
  const zotero = 'path' in input && format === null ? zoteroFile(input.path) : null;
  if (zotero !== null && existsSync(zotero)) {
    for await (const item of readZotero(name, zotero, options.collection)) yield eventOf(item, name);
    return;
  }
  if (options.collection !== undefined)
    throw new FieldmapError(
      'usage',
      `--collection is for a Zotero data folder: there is no zotero.sqlite in ${displayName(name)}.`,
      'Zotero says where it is: Settings, Advanced, Files and Folders, "Show Data Directory".',
    );
  if ('path' in input && isFolder(input.name, input.path)) {
    const { files, passed } = filesIn(name, input.path);
    for (const file of files) yield* readOneOfMany(file, format, columns);
    for (const { name: file, reason } of passed) yield { kind: 'passed', file, reason };
    return;
  }
  yield* readOne(input, format, true, columns);
}

function isFolder(name: string, path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    throw inputError(error, name);
  }
}

/** In a folder or archive a file that cannot be read is no reason to leave the others. */
async function* readOneOfMany(
  input: Input,
  format: Format | null,
  columns: ReadOptions['columns'],
): AsyncGenerator<ReadEvent> {
  try {
    yield* readOne(input, format, false, columns);
  } catch (error) {
    if (!(error instanceof FieldmapError)) throw error;
    if (format === null && isMarkdown(input.name)) {
      yield { kind: 'passed', file: input.name, reason: NOTES };
      return;
    }
    // The file stands before the reason: `skipped a.bin: is binary`.
    const reason = error.message.startsWith(`${input.name} `)
      ? error.message.slice(input.name.length + 1)
      : error.message;
    yield { kind: 'skipped', file: input.name, line: 0, reason };
  }
}

const NOTES = 'notes in Markdown';
/** Formats that notes with tables or paragraphs in them look like. */
const LOOSE = new Set(['pasted', 'list', 'csv', 'tsv']);

/** `alone`: not one of the files of a folder or archive. */
async function* readOne(
  input: Input,
  named: Format | null,
  alone: boolean,
  columns: ReadOptions['columns'],
): AsyncGenerator<ReadEvent> {
  const { name } = input;
  let papers = 0;
  let line = 0;
  try {
    const opened = await open(input);
    if (isZip(opened.head) && alone) {
      for await (const file of zipFiles(name, await zipSource(input, opened))) {
        const about = reasonToSkip(file.name.slice(file.name.lastIndexOf('/') + 1), []);
        if (about !== null) {
          yield { kind: 'passed', file: file.name, reason: about };
          continue;
        }
        for await (const event of readOneOfMany(file, named, columns)) {
          if (event.kind === 'paper') papers++;
          yield event;
        }
      }
      return;
    }
    if (isPdf(opened.head) && named === null) {
      yield* readPdf(input, opened);
      return;
    }
    const guessed: string[] = [];
    const { source, format } = await textOf(name, opened, named, (encoding) => guessed.push(encoding));
    if (!alone && named === null && isMarkdown(name) && LOOSE.has(format.name)) {
      yield { kind: 'passed', file: name, reason: NOTES };
      return;
    }
    let items = 0;
    for await (const item of format.read(columns === undefined ? source : { ...source, columns })) {
      items++;
      line = item.line;
      const event = eventOf(item, name);
      if (event.kind === 'paper') papers++;
      yield event;
    }
    for (const encoding of new Set(guessed)) yield { kind: 'guessed', file: name, encoding };
    // Where the format was found from the content, an empty list is one: a feed without results.
    if (items === 0 && named !== null)
      yield { kind: 'skipped', file: name, line: 0, reason: `no paper is in it, read as ${format.name}` };
  } catch (error) {
    if (papers === 0 || !(error instanceof FieldmapError)) throw error;
    yield { kind: 'skipped', file: name, line, reason: `the rest of the file: ${error.message}` };
  }
}

/** A PDF is one paper, and one that is none is refused. */
async function* readPdf(input: Input, opened: Opened): AsyncGenerator<ReadEvent> {
  const { name } = input;
  const bytes = await wholeOf(name, opened, { most: LARGEST_PDF, what: 'a PDF' });
  const draft = await draftOfPdf(name, bytes);
  const doubts = (draft.extra['pdf'] as { doubts: string[] }).doubts;
  const event = eventOf({ line: 1, draft }, name);
  yield event;
  if (event.kind === 'paper' && doubts.length > 0)
    yield { kind: 'doubted', file: name, id: event.paper.id, what: doubts };
}

function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5);
}

/** Zip is read from its end: what is no file must be held. */
async function zipSource(input: Input, opened: Opened): Promise<{ path: string } | { bytes: Buffer }> {
  if (!('path' in input)) return { bytes: await wholeOf(input.name, opened) };
  await opened.chunks[Symbol.asyncIterator]().return?.(undefined);
  return { path: input.path };
}

function eventOf(item: Item, name: string): ReadEvent {
  if ('reason' in item) return { kind: 'skipped', file: name, line: item.line, reason: item.reason };
  const paper = finish(item.draft, name);
  if (typeof paper === 'string') return { kind: 'skipped', file: name, line: item.line, reason: paper };
  return { kind: 'paper', paper, line: item.line };
}

/** Characters looked at to find the format. */
const HEAD = 64 * 1024;

async function textOf(
  name: string,
  { head, chunks }: Opened,
  named: Format | null,
  onGuess: (encoding: string) => void,
): Promise<{ source: TextSource; format: Format }> {
  refuseBinary(name, head);
  const text = decode(head, chunks, onGuess);
  let start = '';
  while (start.length < HEAD) {
    const next = await text.next();
    if (next.done === true) break;
    start += next.value;
  }
  if (start.trim() === '')
    throw new FieldmapError('input', `${displayName(name)} is empty (nothing but blanks).`, null);
  const format = named ?? detect(name, start.slice(0, HEAD));
  return { source: { name, chunks: prepend(start, text) }, format };
}

async function* prepend(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}
