/** Cutting JSON into the records it holds, without holding it all: arrays of papers may be as long as the disk. */
import type { TextSource } from '../draft.js';
import { LONGEST_RECORD, tooLong } from '../input/lines.js';

/** One record as raw JSON and the line it begins at; `text` is null for what cannot be read, with the `reason`. */
export type RawValue =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly text: null; readonly reason: string };

/** Arrays of records by the names that Crossref, OpenAlex, Semantic Scholar, Zotero, DataCite, Lens and others give them. */
export const LISTS = new Set([
  'results',
  'items',
  'data',
  'recommendedPapers',
  'papers',
  'works',
  'records',
  'docs',
  'hits',
  'entries',
  'articles',
  'publications',
  'documents',
  'result',
  'collection',
]);

/** Objects in which such an array may be. */
export const WRAPPERS = new Set([
  'message',
  'response',
  'hits',
  'result',
  'resultList',
  'search-results',
  'body',
]);

/** The values of the text: each element of an array, or of the list in an object; else each object as a whole. */
export async function* jsonValues(source: TextSource): AsyncGenerator<RawValue> {
  const reader = new Reader(source);
  while (await reader.skip()) {
    const char = reader.peek();
    if (char === '[') yield* reader.array();
    else if (char === '{') yield* reader.object();
    else {
      yield {
        line: reader.line,
        text: null,
        reason: `expected { or [, found ${JSON.stringify(reader.rest(20))}`,
      };
      reader.dropLine();
    }
  }
}

class Reader {
  line = 1;
  private text = '';
  private at = 0;
  private ended = false;
  /** Once the text has ended inside a value: where the brackets are that are never closed. */
  private endless: ReadonlySet<number> | null = null;
  private readonly chunks: AsyncIterator<string>;

  constructor(private readonly source: TextSource) {
    this.chunks = source.chunks[Symbol.asyncIterator]();
  }

  peek(): string {
    return this.text[this.at] ?? '';
  }

  rest(length: number): string {
    return this.text.slice(this.at, this.at + length);
  }

  /** Over blanks, commas and record separators (RFC 7464); false at the end. */
  async skip(): Promise<boolean> {
    for (;;) {
      for (; this.at < this.text.length; this.at++) {
        const code = this.text.charCodeAt(this.at);
        if (code === 10) this.line++;
        else if (code !== 32 && code !== 44 && code !== 9 && code !== 13 && code !== 0x1e) return true;
      }
      if (!(await this.fill())) return false;
    }
  }

  dropLine(): void {
    const end = this.text.indexOf('\n', this.at);
    this.move(end < 0 ? this.text.length : end);
  }

  private move(to: number): void {
    for (let i = this.text.indexOf('\n', this.at); i >= 0 && i < to; i = this.text.indexOf('\n', i + 1))
      this.line++;
    this.at = to;
  }

  private async fill(): Promise<boolean> {
    if (this.ended) return false;
    this.text = this.text.slice(this.at);
    this.at = 0;
    // Twice as much each time, so that a value over many chunks is not scanned again for each.
    for (const wanted = Math.min(this.text.length * 2, LONGEST_RECORD); ;) {
      const next = await this.chunks.next();
      if (next.done === true) {
        this.ended = true;
        return true;
      }
      this.text += next.value;
      if (this.text.length > LONGEST_RECORD) throw tooLong(this.source.name, this.line, 'JSON value');
      if (this.text.length > wanted) return true;
    }
  }

  /** The end of the value at `at`, read on until it is there; -1 when the text ends before. */
  private async valueEnd(): Promise<number> {
    if (this.endless?.has(this.at)) return -1;
    for (;;) {
      const end = valueEnd(this.text, this.at, this.ended);
      if (end >= 0) return end;
      if (await this.fill()) continue;
      // Found once for all brackets of the rest: looking for each anew would read the rest as often as there are records.
      this.endless ??= unclosed(this.text, this.at);
      return end;
    }
  }

  /** The elements of the array at `at`. */
  async *array(): AsyncGenerator<RawValue> {
    this.at++;
    while (await this.skip()) {
      if (this.peek() === ']') {
        this.at++;
        return;
      }
      const { line } = this;
      const value = await this.value();
      if (value === null) yield { line, text: null, reason: 'the file ends inside this record' };
      else if (isTooDeep(value)) yield { line, text: null, reason: TOO_DEEP };
      else yield { line, text: value };
      if (value === null) this.resync(this.text.length);
      else if (!isTooDeep(value) && !isJson(value)) this.resync(this.at, this.at - value.length);
    }
  }

  /** The raw value at `at`, passed over; null, staying there, when it has no end. */
  private async value(): Promise<string | null> {
    const end = await this.valueEnd();
    if (end < 0) return null;
    const value = this.text.slice(this.at, end);
    // A character that begins no value: over it, or nothing ever moves.
    this.move(Math.max(end, this.at + 1));
    return value;
  }

  /** After a damaged record: on to the next line that begins one, so that its missing bracket costs no other record. */
  private resync(end: number, start = this.at): void {
    const begins = /\n[ \t]*\{[ \t]*(?:"|\n[ \t]*")/g;
    const isRest = end === this.text.length;
    const text = isRest ? this.text : this.text.slice(start, end);
    begins.lastIndex = isRest ? start : 0;
    const found = begins.exec(text);
    if (found === null) {
      this.move(Math.max(this.at, end));
      return;
    }
    const next = found.index + (isRest ? 0 : start) + 1;
    if (next < this.at) {
      this.line -= this.text.slice(next, this.at).split('\n').length - 1;
      this.at = next;
    } else this.move(next);
  }

  /** The records of the object at `at`: those of a list in it, else the object itself. */
  async *object(): AsyncGenerator<RawValue> {
    const { line } = this;
    const members: string[] = [];
    let lists = 0;
    this.at++;
    while (await this.skip()) {
      if (this.peek() === '}') {
        this.at++;
        const text = `{${members.join(',')}}`;
        if (lists === 0) yield isTooDeep(text) ? { line, text: null, reason: TOO_DEEP } : { line, text };
        return;
      }
      const key = this.peek() === '"' ? await this.value() : null;
      if (key === null || !(await this.skip()) || this.peek() !== ':') break;
      this.at++;
      await this.skip();
      const name = key.slice(1, -1);
      if (LISTS.has(name) && this.peek() === '[') {
        lists++;
        yield* this.array();
      } else if (WRAPPERS.has(name) && this.peek() === '{') {
        lists++;
        yield* this.object();
      } else {
        const value = await this.value();
        if (value === null) break;
        members.push(`${key}:${value}`);
      }
    }
    if (lists === 0)
      yield {
        line,
        text: null,
        reason: 'not valid JSON: the object has no end, or no name where one is expected',
      };
    this.dropLine();
  }
}

const STRING_OR_NUMBER_WORD = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;

/** `JSON.parse`, but the `NaN` and `Infinity` that Python writes into JSON are null. Throws what `JSON.parse` throws. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(
      text.replace(STRING_OR_NUMBER_WORD, (found) => (found.startsWith('"') ? found : 'null')),
    );
  }
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

/** No record of papers is nested so deep; what is made of a record is written by recursion. */
const DEEPEST = 200;
export const TOO_DEEP = `nested more than ${DEEPEST} deep`;

/** Whether brackets are nested deeper than any record's. */
export function isTooDeep(json: string): boolean {
  if (json.length < 2 * DEEPEST) return false;
  let depth = 0;
  let deepest = 0;
  eachBracket(json, 0, (opens) => {
    depth += opens ? 1 : -1;
    deepest = Math.max(deepest, depth);
  });
  return deepest > DEEPEST;
}

/** Where the brackets are, from `at` on, that are never closed. */
function unclosed(text: string, at: number): Set<number> {
  const open: number[] = [];
  eachBracket(text, at, (opens, where) => {
    if (opens) open.push(where);
    else open.pop();
  });
  return new Set(open);
}

/** The brackets outside strings. */
function eachBracket(text: string, at: number, visit: (opens: boolean, where: number) => void): void {
  const bracket = /["{}[\]]/g;
  bracket.lastIndex = at;
  for (let found = bracket.exec(text); found !== null; found = bracket.exec(text)) {
    if (found[0] !== '"') {
      visit(found[0] === '{' || found[0] === '[', found.index);
      continue;
    }
    const end = stringEnd(text, found.index);
    if (end < 0) return;
    bracket.lastIndex = end;
  }
}

const BRACKET = /["{}[\]]/g;
const STRING_END = /["\\\n]/g;
const ATOM_END = /[\s,\]}:]/g;

/** Where the value that begins at `at` ends; -1 when it goes on past the text. */
export function valueEnd(text: string, at: number, final: boolean): number {
  const first = text[at];
  if (first === '"') return stringEnd(text, at);
  if (first !== '{' && first !== '[') {
    ATOM_END.lastIndex = at;
    const end = ATOM_END.exec(text);
    return end !== null ? end.index : final ? text.length : -1;
  }
  let depth = 0;
  BRACKET.lastIndex = at;
  for (let found = BRACKET.exec(text); found !== null; found = BRACKET.exec(text)) {
    const char = found[0];
    if (char === '"') {
      const end = stringEnd(text, found.index);
      if (end < 0) return -1;
      BRACKET.lastIndex = end;
    } else if (char === '{' || char === '[') depth++;
    else if (--depth === 0) return found.index + 1;
  }
  return -1;
}

/** A line end ends a string that was not closed: JSON has none inside strings. */
function stringEnd(text: string, at: number): number {
  STRING_END.lastIndex = at + 1;
  for (let found = STRING_END.exec(text); found !== null; found = STRING_END.exec(text)) {
    if (found[0] !== '\\') return found.index + 1;
    STRING_END.lastIndex = found.index + 2;
  }
  return -1;
}
