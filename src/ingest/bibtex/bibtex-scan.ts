/**
 * Cutting BibTeX into entries. Written from the description in "Tame the BeaST" (Nicolas Markey, 2009) and btparse's
 * grammar: values in braces or quotes, numbers and macros, joined with `#`; text outside entries is comment.
 */

/** One `@type{key, name = value, …}`; values are raw TeX, macros put in. */
export interface Entry {
  readonly type: string;
  readonly key: string;
  /** By lower-case name. Of a field given twice the first counts, as in BibTeX. */
  readonly fields: Map<string, string>;
}

export type Scan =
  | { readonly kind: 'entry'; readonly entry: Entry; readonly end: number }
  | { readonly kind: 'string'; readonly name: string; readonly value: string; readonly end: number }
  | { readonly kind: 'preamble'; readonly value: string; readonly end: number }
  | { readonly kind: 'comment'; readonly end: number }
  | { readonly kind: 'damaged'; readonly reason: string; readonly end: number }
  /** The text ends inside the entry. */
  | { readonly kind: 'open' };

const BRACE = 123;
const BRACE_END = 125;
const QUOTE = 34;
const BACKSLASH = 92;
const NEWLINE = 10;

const HEAD = /@[ \t]*([A-Za-z][\w*-]*)\s*([{(])/y;
const FIELD_NAME = /[\s,]*([^\s=,{}"#()'%@][^=,{}"\n]{0,60}?)\s*=\s*/y;
const BARE = /[^\s,#{}"()=]+/y;
const BLANK = /\s*/y;
const NEXT_ENTRY =
  /[ \t]*@[ \t]*[A-Za-z]\w*[ \t]*[{(][^\s,={}"]*[^\n,={}"]{0,80},[ \t]*(?:\n|[\w-]+[ \t]*=)/y;

/** Characters of the longest text that a macro may stand for: a journal's name, a publisher's, seldom an affiliation. */
const LONGEST_MACRO = 10_000;
/** Characters that macros and inherited fields may add to a file for each that it has, and those that any file may add. */
const MOST_ADDED = 20;
const ADDED_FREE = 1_000_000;
/** Characters that are looked through in vain for the ends of comments before their lines are taken for their ends. */
const PATIENCE = 4_000_000;
/** The longest comment whose end is looked for (JabRef keeps its groups in one), and the same when the patience is over. */
const LONGEST_COMMENT = 1_000_000;
const SHORT_COMMENT = 1_000;

/**
 * What a file may cost beside its own length. Macros made of macros double with each line (745 characters would become
 * a gigabyte), fields that hundreds of entries inherit are written out in each, and a comment that is never closed is
 * looked through to its end: for each of them there is an allowance.
 */
export class Allowance {
  #read = 0;
  #added = 0;
  #inVain = 0;

  /** So many characters of the file were read. */
  read(characters: number): void {
    this.#read += characters;
  }

  /** Whether so many characters more may be put in. */
  add(characters: number): boolean {
    this.#added += characters;
    return this.#added <= ADDED_FREE + MOST_ADDED * this.#read;
  }

  get longestComment(): number {
    return this.#inVain < PATIENCE ? LONGEST_COMMENT : SHORT_COMMENT;
  }

  lookedInVain(characters: number): void {
    this.#inVain += characters;
  }
}

class Damage extends Error {}
class Open extends Error {}

/** What an entry is read with: the macros defined so far, and what the file may still cost. */
export interface Surroundings {
  readonly macros: ReadonlyMap<string, string>;
  readonly allowance: Allowance;
}

/** Reads what begins with the `@` at `start`. */
export function scanEntry(text: string, start: number, around: Surroundings, final: boolean): Scan {
  HEAD.lastIndex = start;
  const head = HEAD.exec(text);
  if (head === null)
    return !final && text.length - start < 200 ? { kind: 'open' } : { kind: 'comment', end: start + 1 };
  const type = head[1]!.toLowerCase();
  if (type === 'comment')
    return { kind: 'comment', end: endOfComment(text, HEAD.lastIndex, around.allowance) };
  const reader = new FieldReader(text, HEAD.lastIndex, head[2] === '{' ? '}' : ')', around);
  try {
    if (type === 'preamble') {
      reader.skipBlank();
      const value = reader.value();
      return { kind: 'preamble', value, end: reader.at };
    }
    if (type === 'string') return macroOf(reader);
    const key = reader.key();
    const fields = reader.fields();
    return { kind: 'entry', entry: { type, key, fields }, end: reader.at };
  } catch (error) {
    if (error instanceof Damage)
      return { kind: 'damaged', reason: error.message, end: Math.max(reader.at, start + 1) };
    if (!(error instanceof Open)) throw error;
    if (!final) return { kind: 'open' };
    return {
      kind: 'damaged',
      reason: `the file ends inside @${head[1]!}: a brace or quote is not closed`,
      end: text.length,
    };
  }
}

/** JabRef keeps whole blocks in `@comment{…}`; without a matching brace it ends with its line. */
function endOfComment(text: string, at: number, allowance: Allowance): number {
  let depth = 1;
  const limit = Math.min(text.length, at + allowance.longestComment);
  for (let i = at; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === BRACE) depth++;
    else if (code === BRACE_END && --depth === 0) return i + 1;
    else if (code === NEWLINE && startsEntry(text, i + 1)) return i + 1;
  }
  allowance.lookedInVain(limit - at);
  return at;
}

function macroOf(reader: FieldReader): Scan {
  const fields = reader.fields();
  const [first] = fields;
  if (first === undefined) throw new Damage('@string without a name');
  if (first[1].length > LONGEST_MACRO)
    throw new Damage(`the macro "${first[0]}" is longer than ${LONGEST_MACRO} characters`);
  return { kind: 'string', name: first[0], value: first[1], end: reader.at };
}

function startsEntry(text: string, at: number): boolean {
  NEXT_ENTRY.lastIndex = at;
  return NEXT_ENTRY.test(text);
}

class FieldReader {
  constructor(
    private readonly text: string,
    public at: number,
    private readonly closing: '}' | ')',
    private readonly around: Surroundings,
  ) {}

  /** Up to the first comma; a key may hold blanks. When a `=` comes first there is no key. */
  key(): string {
    const from = this.at;
    for (let i = from; i < this.text.length; i++) {
      const char = this.text[i]!;
      if (char === ',') {
        this.at = i + 1;
        return this.text.slice(from, i).trim();
      }
      if (char === '=') return '';
      if (char === this.closing) {
        this.at = i;
        return this.text.slice(from, i).trim();
      }
      if (char === '{' || char === '"' || i - from > 1000)
        throw new Damage('no citation key and no field after it');
    }
    throw new Open();
  }

  fields(): Map<string, string> {
    const fields = new Map<string, string>();
    for (;;) {
      FIELD_NAME.lastIndex = this.at;
      const name = FIELD_NAME.exec(this.text);
      if (name === null) {
        this.close(fields);
        return fields;
      }
      this.at = FIELD_NAME.lastIndex;
      const value = this.value();
      const key = name[1]!.toLowerCase();
      if (!fields.has(key)) fields.set(key, value);
    }
  }

  /** The bracket that ends the entry; damage that is plain to see is passed over. */
  private close(fields: ReadonlyMap<string, string>): void {
    const { text } = this;
    let i = this.at;
    while (i < text.length && /[\s,]/.test(text[i]!)) i++;
    if (i >= text.length) throw new Open();
    if (text[i] === this.closing) {
      this.at = i + 1;
      return;
    }
    if (i + 200 > text.length) {
      // A name that the end of the text cuts.
      if (!/[=\n]/.test(text.slice(i)) || text.slice(i).trimEnd().endsWith('=')) throw new Open();
    }
    this.at = i;
    const last = [...fields.keys()].at(-1);
    const place = last === undefined ? 'after the key' : `after the field "${last}"`;
    throw new Damage(
      startsEntry(text, this.lineStart(i))
        ? `a closing brace is missing ${place}`
        : `unexpected ${JSON.stringify(text.slice(i, i + 20))} ${place}`,
    );
  }

  private lineStart(at: number): number {
    return this.text.lastIndexOf('\n', at) + 1;
  }

  /** Parts joined with `#`. */
  value(): string {
    let value = this.part();
    for (;;) {
      this.skipBlank();
      if (this.at >= this.text.length) throw new Open();
      if (this.text[this.at] !== '#') return value;
      this.at++;
      this.skipBlank();
      value += this.part();
    }
  }

  skipBlank(): void {
    BLANK.lastIndex = this.at;
    BLANK.test(this.text);
    this.at = BLANK.lastIndex;
  }

  private part(): string {
    const { text } = this;
    if (this.at >= text.length) throw new Open();
    const code = text.charCodeAt(this.at);
    if (code === BRACE) return this.braced();
    if (code === QUOTE) return this.quoted();
    BARE.lastIndex = this.at;
    const bare = BARE.exec(text);
    // "year = ,": an empty value.
    if (bare === null) return '';
    this.at = BARE.lastIndex;
    if (this.at >= text.length) throw new Open();
    return this.macro(bare[0]) ?? bare[0];
  }

  private macro(name: string): string | undefined {
    const text = this.around.macros.get(name.toLowerCase());
    if (text !== undefined && !this.around.allowance.add(text.length))
      throw new Damage(
        `the macro "${name}" is left out: macros would make the file ${MOST_ADDED} times as long`,
      );
    return text;
  }

  private braced(): string {
    const { text } = this;
    const from = this.at + 1;
    let depth = 1;
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === BRACE) depth++;
      else if (code === BRACE_END) {
        if (--depth === 0) {
          this.at = i + 1;
          return text.slice(from, i);
        }
      } else if (code === BACKSLASH) {
        const next = text.charCodeAt(i + 1);
        if ((next === BRACE || next === BRACE_END) && !this.closesLine(i + 1)) i++;
        else if (next === BACKSLASH) i++;
      } else if (code === NEWLINE) this.refuseEntry(i + 1, 'brace');
    }
    throw new Open();
  }

  /** `\}` is a brace of the text, unless it can only be the end of the value: `C:\dir\},` at the end of a line. */
  private closesLine(at: number): boolean {
    return (
      /^\}\s*,?[ \t]*\n/.test(this.text.slice(at, at + 12)) &&
      !this.text.slice(Math.max(0, at - 200), at - 1).includes('\\{')
    );
  }

  /** A quote inside braces does not end the value. */
  private quoted(): string {
    const { text } = this;
    const from = this.at + 1;
    let depth = 0;
    for (let i = from; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE && depth <= 0) {
        this.at = i + 1;
        return text.slice(from, i);
      }
      if (code === BRACE) depth++;
      else if (code === BRACE_END) depth--;
      else if (code === BACKSLASH && text.charCodeAt(i + 1) !== QUOTE) i++;
      else if (code === NEWLINE) this.refuseEntry(i + 1, 'quote');
    }
    throw new Open();
  }

  /** A line that begins an entry inside a value: the value was never closed, and what follows is not its fault. */
  private refuseEntry(at: number, what: string): void {
    if (!startsEntry(this.text, at)) return;
    this.at = at;
    throw new Damage(`a ${what} is opened and never closed before the next entry`);
  }
}
