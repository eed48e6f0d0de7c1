/** BibTeX and BibLaTeX. */
import type { Draft, Item, TextSource } from '../draft.js';
import { draftOfEntry } from './bibtex-draft.js';
import { Allowance, scanEntry, type Entry } from './bibtex-scan.js';
import { LONGEST_RECORD, tooLong } from '../input/lines.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Found {
  readonly line: number;
  readonly entry: Entry;
}

/** What was met in the file so far, and what it may still cost. */
interface Around {
  readonly macros: Map<string, string>;
  readonly parents: Map<string, Entry>;
  readonly preambles: Preamble[];
  readonly allowance: Allowance;
}

/** Entries in their order; those that inherit from an entry further down come after the rest. */
export async function* readBibtex(source: TextSource): AsyncGenerator<Item> {
  const around: Around = {
    macros: new Map<string, string>(MONTHS.map((month) => [month, month])),
    parents: new Map(),
    preambles: [],
    allowance: new Allowance(),
  };
  const { parents } = around;
  const waiting: Found[] = [];
  for await (const found of scanEntries(source, around)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { entry } = found;
    if (isParent(entry)) parents.set(entry.key.toLowerCase(), entry);
    // What it hands down is in the entries that name it.
    if (entry.type === 'xdata') continue;
    if (parentKeys(entry).every((key) => parents.has(key))) yield itemOf(found, around);
    else waiting.push(found);
  }
  for (const found of waiting) yield itemOf(found, around);
}

/** Only collections are kept to inherit from: everything else may be forgotten. */
function isParent(entry: Entry): boolean {
  return /^(?:xdata|mv\w+|proceedings|book|collection|reference|periodical|set)$/.test(entry.type);
}

/** What a field refers to, by key. */
function parentKeys(entry: Entry): string[] {
  return [entry.fields.get('crossref'), entry.fields.get('xdata')]
    .flatMap((keys) => (keys ?? '').split(','))
    .map((key) => key.trim().toLowerCase())
    .filter((key) => key !== '');
}

async function* scanEntries(
  source: TextSource,
  { macros, preambles, allowance }: Around,
): AsyncGenerator<Found | Extract<Item, { reason: string }>> {
  let text = '';
  let line = 1;
  let wanted = 0;
  const chunks = source.chunks[Symbol.asyncIterator]();
  for (let final = false; !final;) {
    const next = await chunks.next();
    final = next.done === true;
    if (next.done !== true) {
      text += next.value;
      allowance.read(next.value.length);
    }
    if (!final && text.length < wanted) continue;
    let at = 0;
    for (;;) {
      const start = text.indexOf('@', at);
      if (start < 0) {
        line += linesIn(text, at, text.length);
        at = text.length;
        break;
      }
      line += linesIn(text, at, start);
      at = start;
      const scan = isStart(text, start)
        ? scanEntry(text, start, { macros, allowance }, final)
        : ({ kind: 'comment', end: start + 1 } as const);
      if (scan.kind === 'open') break;
      if (scan.kind === 'entry') yield { line, entry: scan.entry };
      else if (scan.kind === 'damaged') yield { line, reason: scan.reason };
      else if (scan.kind === 'preamble') preambles.push(preambleOf(scan.value));
      else if (scan.kind === 'string') macros.set(scan.name, scan.value);
      line += linesIn(text, at, scan.end);
      at = scan.end;
    }
    text = text.slice(at);
    // An entry that goes on over many chunks is looked at again when it has doubled, not each time.
    wanted = at === 0 ? text.length * 2 : 0;
    if (text.length > LONGEST_RECORD) throw tooLong(source.name, line, 'entry');
  }
}

/** An `@` inside a word is none of BibTeX's: "mail@example.org" between two entries. */
function isStart(text: string, at: number): boolean {
  return at === 0 || !/[\w.]/.test(text[at - 1]!);
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0;
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) lines++;
  return lines;
}

function itemOf(found: Found, { parents, preambles, allowance }: Around): Item {
  const { line, entry } = found;
  const fields = inherited(entry, parents);
  let length = 0;
  for (const value of fields.values()) length += value.length;
  if (!allowance.add(length))
    return { line, reason: 'what its entries inherit would make the file many times as long' };
  const draft: Draft = draftOfEntry(entry, fields);
  const values = [...entry.fields.values()].filter((value) => value.includes('\\'));
  const needed = preambles.filter(({ commands }) => values.some((value) => commands?.test(value)));
  if (needed.length > 0)
    Object.assign(draft.extra['bibtex'] as object, { preamble: needed.map(({ text }) => text).join('\n') });
  return { line, draft };
}

interface Preamble {
  readonly text: string;
  /** Finds the commands that it defines; null when it defines none, or is too long to be kept with an entry. */
  readonly commands: RegExp | null;
}

/** Longest `@preamble` that is kept with the entries that need it, in characters. */
const LONGEST_PREAMBLE = 10_000;

const DEFINITION =
  /\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand|def|let)\*?\s*\{?\\([A-Za-z]+)/g;

/** Without the definitions in it LaTeX stops at entries that use them: `\noopsort` of BibTeX's own example. */
function preambleOf(text: string): Preamble {
  const names =
    text.length > LONGEST_PREAMBLE ? [] : [...text.matchAll(DEFINITION)].map((found) => found[1]!);
  return { text, commands: names.length === 0 ? null : new RegExp(`\\\\(?:${names.join('|')})(?![A-Za-z])`) };
}

/** What a collection says of the papers in it; and what is said of nothing but the entry itself. */
const HANDED_DOWN =
  /^(?:title|subtitle|titleaddon|booktitle|booksubtitle|maintitle|journal|journaltitle|year|date|eventdate|eventtitle|publisher|series|volume|editor|organization|institution|school|location|address|isbn|issn)$/;
const OWN = /^(?:fieldmap-id|ids|xdata|crossref|doi|url|eprint|pmid)$/;

/** Entries that hand fields to entries that hand them on: BibLaTeX's books in series of books. */
const DEEPEST = 5;

/** Fields that come from `crossref` and `xdata`, with BibLaTeX's names: the title of a collection is a book title. */
function inherited(entry: Entry, parents: ReadonlyMap<string, Entry>, depth = 0): Map<string, string> {
  const fields = new Map<string, string>();
  for (const key of parentKeys(entry)) {
    const parent = parents.get(key);
    if (parent === undefined || parent === entry || depth === DEEPEST) continue;
    const all = parent.type === 'xdata';
    for (const [name, value] of [...parent.fields, ...inherited(parent, parents, depth + 1)]) {
      const own = all || !/^(?:title|subtitle)$/.test(name) ? name : `book${name}`;
      const kept = all ? !OWN.test(name) : HANDED_DOWN.test(name);
      if (kept && !fields.has(own)) fields.set(own, value);
    }
  }
  return fields;
}

export function looksLikeBibtex(head: string): boolean {
  return /(?:^|\n)[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]\s*(?:[^,={}"\n]{0,200},|[\w-]+\s*=|[^,={}"\n]*[})])/.test(
    head,
  );
}
