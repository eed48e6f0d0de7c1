/** Splits a delimited table into records; a newline inside quotes does not end one. */
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

/** How much text must be available before the header line is searched for. */
const HEAD = 64 * 1024;

/** A quoted field longer than this was never closed. */
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
    // The remainder is rescanned only when it has doubled, not with every chunk.
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
    wanted = Math.min(rest.length * 2, LONGEST_RECORD);
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
  const ends = new RecordEnds(text, delimiter);
  while (cut.end < text.length) {
    const record = ends.of(cut.end, cut.line);
    if (record.end >= 0) {
      add(cut, text, record);
    } else if (record.open && (final || record.lines > MOST_LINES)) {
      // Give up only the first line and resume at the next.
      const next = text.indexOf('\n', cut.end);
      const damage = 'a quote (") is opened and never closed';
      add(cut, text, { end: next < 0 ? text.length : next, lines: 1, damage });
    } else if (final) {
      add(cut, text, { end: text.length, lines: record.lines });
    } else {
      break;
    }
  }
  return cut;
}

function add(
  cut: Cut,
  text: string,
  {
    end,
    lines,
    damage = null,
  }: { readonly end: number; readonly lines: number; readonly damage?: string | null },
): void {
  const record = text.slice(cut.end, end);
  if (record.trim() !== '') cut.records.push({ line: cut.line, text: record, damage });
  cut.end = end + 1;
  cut.line += lines;
}

interface Closing {
  readonly start: number;
  readonly line: number;
  readonly end: number;
}

/**
 * Where records end. A quote that is never closed would make each record after it read the whole rest of the text; but a
 * line that begins inside quotes is read the same way whatever record it belongs to. So each line is read at most twice:
 * once as the beginning of a record, once as one that begins inside quotes.
 */
class RecordEnds {
  readonly #text: string;
  readonly #delimiter: string;
  /** The first line, from where was last looked, that begins inside quotes and ends outside; `end` is -1 when none does. */
  #closing: Closing = { start: -1, line: 0, end: 0 };

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  /**
   * The end of the record that begins at `start`, in line `line`: where its line end is, or -1 when it goes on; and its
   * lines so far. `start` never goes back.
   */
  of(start: number, line: number): { end: number; lines: number; open: boolean } {
    const first = this.#lineAt(start);
    const firstEnd = start + first.length;
    if (!endsQuoted(first, this.#delimiter, false))
      return { end: this.#known(firstEnd), lines: 1, open: false };
    const closing = this.#closingFrom(firstEnd + 1, line + 1);
    return { end: this.#known(closing.end), lines: closing.line - line + 1, open: closing.end < 0 };
  }

  #closingFrom(from: number, fromLine: number): Closing {
    if (this.#closing.start >= from) return this.#closing;
    let [start, line] = [from, fromLine];
    while (start < this.#text.length) {
      const text = this.#lineAt(start);
      const end = start + text.length;
      if (!endsQuoted(text, this.#delimiter, true)) return (this.#closing = { start, line, end });
      start = end + 1;
      line++;
    }
    return (this.#closing = { start: Infinity, line, end: -1 });
  }

  #lineAt(start: number): string {
    const end = this.#text.indexOf('\n', start);
    return end < 0 ? this.#text.slice(start) : this.#text.slice(start, end);
  }

  /** The last line may continue in the next chunk. */
  #known(end: number): number {
    return end >= this.#text.length ? -1 : end;
  }
}

/** Whether a line ends inside quotes. A quote opens a field only at the field's start. */
function endsQuoted(line: string, delimiter: string, quoted: boolean): boolean {
  let at = 0;
  for (let inside = quoted; ; inside = true) {
    if (inside) {
      let close = line.indexOf('"', at);
      while (close >= 0 && line.charCodeAt(close + 1) === 34) close = line.indexOf('"', close + 2);
      if (close < 0) return true;
      at = close + 1;
    }
    let open = line.indexOf('"', at);
    while (open >= 0 && !(line[open - 1] === delimiter || (open === 0 && !quoted)))
      open = line.indexOf('"', open + 1);
    if (open < 0) return false;
    at = open + 1;
  }
}
