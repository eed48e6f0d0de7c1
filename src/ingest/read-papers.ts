/** Reading papers from a file, whatever its format. */
import type { Paper } from '../types.js';
import { FieldmapError } from '../errors.js';
import { decode, refuseBinary } from './decode.js';
import { detect, formatNamed } from './detect.js';
import type { Item, TextSource } from './draft.js';
import { finish } from './finish.js';
import type { Format } from './formats.js';
import { open, type Input } from './open.js';

export type { Input } from './open.js';

export type ReadEvent =
  /** A paper with its id, `sources` holding the file's name; `line` is where its record begins, from 1. */
  | { readonly kind: 'paper'; readonly paper: Paper; readonly line: number }
  /** A record that is no paper, or damaged; `line` is 0 when the whole file is meant. */
  | { readonly kind: 'skipped'; readonly file: string; readonly line: number; readonly reason: string };

export interface ReadOptions {
  /** A name of the table of formats; found from the content when not given. */
  readonly format?: string;
}

/**
 * The papers of one file in their order, as a stream: memory does not grow with the file. A bad record becomes a
 * `skipped` event. Throws FieldmapError `usage` for an unknown `format`, `input` when the file is missing, empty,
 * binary or of no known format. When a file turns out to be damaged after papers were read from it, that too is
 * a `skipped` event, and the stream ends.
 */
export async function* readPapers(input: Input, options: ReadOptions = {}): AsyncGenerator<ReadEvent> {
  const named = options.format === undefined ? null : formatNamed(options.format);
  const { name } = input;
  let papers = 0;
  let line = 0;
  try {
    const { source, format } = await openText(input, named);
    for await (const item of format.read(source)) {
      line = item.line;
      const event = eventOf(item, name);
      if (event.kind === 'paper') papers++;
      yield event;
    }
  } catch (error) {
    if (papers === 0 || !(error instanceof FieldmapError)) throw error;
    yield { kind: 'skipped', file: name, line, reason: `the rest of the file: ${error.message}` };
  }
}

function eventOf(item: Item, name: string): ReadEvent {
  if ('reason' in item) return { kind: 'skipped', file: name, line: item.line, reason: item.reason };
  const paper = finish(item.draft, name);
  if (typeof paper === 'string') return { kind: 'skipped', file: name, line: item.line, reason: paper };
  return { kind: 'paper', paper, line: item.line };
}

/** Characters looked at to find the format. */
const HEAD = 64 * 1024;

async function openText(input: Input, named: Format | null): Promise<{ source: TextSource; format: Format }> {
  const { head, chunks } = await open(input);
  refuseBinary(input.name, head);
  const text = decode(head, chunks);
  let start = '';
  while (start.length < HEAD) {
    const next = await text.next();
    if (next.done === true) break;
    start += next.value;
  }
  if (start.trim() === '') throw new FieldmapError('input', `${input.name} is empty (nothing but blanks).`, null);
  const format = named ?? detect(input.name, start.slice(0, HEAD));
  return { source: { name: input.name, chunks: prepend(start, text) }, format };
}

async function* prepend(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}
