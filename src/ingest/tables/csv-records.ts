/** Cutting a delimited table into records: a line end inside quotes does not end one. */
import type { TextSource } from '../draft.js';
import { LONGEST_RECORD, tooLong } from '../input/lines.js';
import { MOST_BEFORE, tableHead } from './table-head.js';

export interface RawRecord {
  readonly line: number;
  readonly text: string;
  /** Why it cannot be read, or null. */
  readonly damage: string | null;
}

export interface RecordBatch {
  readonly delimiter: string;
  readonly records: readonly RawRecord[];
}

/** So much is at hand when the line with the names of the columns is looked for. */
const HEAD = 64 * 1024;

/** A quoted field of more lines than this was never closed. */
const MOST_LINES = 5000;

/**
 * The records of each chunk together, the first of all being the line with the names of the columns; blank lines between
 * them are left out, and lines before that one.
 */
export async function* recordBatches(source: TextSource): AsyncGenerator<RecordBatch> {
  let delimiter: string | null = null;
  let rest = '';
  let line = 1;
  let wanted = 0;
  const begin = (): string => {
    const head = tableHead(rest);
    line += linesIn(rest, head.start);
    rest = rest.slice(head.start);
    return head.delimiter;
  };
  for await (const chunk of source.chunks) {
    rest += chunk;
    if (rest.length > LONGEST_RECORD) throw tooLong(source.name, line, 'record');
    // A record that goes on over many chunks is looked at again when it has doubled, not each time.
    if (rest.length < wanted) continue;
    if (delimiter === null && rest.length < HEAD && linesIn(rest, rest.length) <= MOST_BEFORE) continue;
    if (delimiter === null && !rest.includes('\n')) {
      wanted = rest.length * 2;
      continue;
    }
    delimiter ??= begin();
    const cut = cutRecords(rest, delimiter, line, false);
    if (cut.records.length > 0) yield { delimiter, records: cut.records };
    rest = rest.slice(cut.end);
    line = cut.line;
    wanted = cut.records.length === 0 ? Math.min(rest.length * 2, LONGEST_RECORD) : 0;
  }
  delimiter ??= begin();
  const last = cutRecords(rest, delimiter, line, true);
  if (last.records.length > 0) yield { delimiter, records: last.records };
}

function linesIn(text: string, end: number): number {
  let lines = 0;
  for (let i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) lines++;
  return lines;
}

interface Cut {
  records: RawRecord[];
  /** Where the rest begins, and its line. */
  end: number;
  line: number;
}

function cutRecords(text: string, delimiter: string, firstLine: number, final: boolean): Cut {
  const cut: Cut = { records: [], end: 0, line: firstLine };
  while (cut.end < text.length) {
    const record = recordEnd(text, cut.end, delimiter);
    if (record.end >= 0) {
      add(cut, text, record.end, record.lines, null);
    } else if (record.open && (final || record.lines > MOST_LINES)) {
      // Give up the first line only and go on with the next.
      const next = text.indexOf('\n', cut.end);
      add(cut, text, next < 0 ? text.length : next, 1, 'a quote (") is opened and never closed');
    } else if (final) {
      add(cut, text, text.length, record.lines, null);
    } else {
      break;
    }
  }
  return cut;
}

function add(cut: Cut, text: string, end: number, lines: number, damage: string | null): void {
  const record = text.slice(cut.end, end);
  if (record.trim() !== '') cut.records.push({ line: cut.line, text: record, damage });
  cut.end = end + 1;
  cut.line += lines;
}

/** The end of the record that begins at `start`: where its line end is, or -1 when it goes on; and its lines so far. */
function recordEnd(
  text: string,
  start: number,
  delimiter: string,
): { end: number; lines: number; open: boolean } {
  let lines = 1;
  let at = start;
  // Looked for again only when it is passed: a record of many quoted fields may stand in one long line.
  let lineEnd = -1;
  for (;;) {
    if (lineEnd < at) lineEnd = endOfLine(text, at);
    // A quote opens a field only at its beginning.
    const quote = nextOpening(text, at, lineEnd, start, delimiter);
    if (quote < 0) return { end: lineEnd < text.length ? lineEnd : -1, lines, open: false };
    let close = text.indexOf('"', quote + 1);
    while (close >= 0 && text.charCodeAt(close + 1) === 34) close = text.indexOf('"', close + 2);
    const stop = close < 0 ? text.length : close;
    for (; lineEnd < stop; lineEnd = endOfLine(text, lineEnd + 1)) lines++;
    if (close < 0) return { end: -1, lines, open: true };
    at = close + 1;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function nextOpening(text: string, from: number, to: number, start: number, delimiter: string): number {
  for (let at = text.indexOf('"', from); at >= 0 && at < to; at = text.indexOf('"', at + 1)) {
    if (at === start || text[at - 1] === delimiter) return at;
  }
  return -1;
}
