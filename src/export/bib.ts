/** BibTeX writer. An entry read from BibTeX is written with all of its original fields. */
import { ID_NAME, VENUE_FIELDS } from '../io/index.js';
import type { Paper } from '../types.js';
import { detailsOf, hasPublisher, objectOf, type Kind } from './details.js';
import { bibMonth, MONTHS } from './dates.js';
import { authorNames, type Name } from '../text/index.js';
import { joined, keywordsOf, noteOf, ownId, type Exported, type Writer } from './writer.js';

const TYPES: Readonly<Record<Kind, string>> = {
  article: 'article',
  conference: 'inproceedings',
  book: 'book',
  chapter: 'incollection',
  thesis: 'phdthesis',
  report: 'techreport',
  other: 'misc',
};

const VENUES: Readonly<Record<Kind, string>> = {
  article: 'journal',
  conference: 'booktitle',
  book: 'series',
  chapter: 'booktitle',
  thesis: 'school',
  report: 'institution',
  other: 'journal',
};

/** An entry to write; a child names its parent in `crossref`. */
interface Entry {
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  /** Lower-case key of the entry it inherits from, as in its source, or ''. */
  readonly crossref: string;
  /** The inherited fields, as raw TeX. */
  readonly inherited: Readonly<Record<string, unknown>>;
}

const PARENT = /^(?:mv\w+|proceedings|book|collection|reference|periodical|set)$/;

/**
 * `keyOf`: see `keyMaker`. BibTeX requires a parent to come after its children (Patashnik, "BibTeXing", 1988) and to exist.
 * Entries with a `crossref`, and entries from BibTeX that may be parents, are therefore held until the end. A child whose
 * parent is not exported gets the inherited fields written out.
 */
export function bibWriter(keyOf: (paper: Paper) => string): Writer {
  const held: Entry[] = [];
  const keys = new Map<string, string>();
  const preambles = new Set<string>();
  return {
    begin: '',
    get end() {
      // A parent may itself be a child; it goes in between.
      const rank = ({ type, crossref }: Entry): number => (PARENT.test(type) ? (crossref === '' ? 2 : 1) : 0);
      return [...held]
        .sort((a, b) => rank(a) - rank(b))
        .map((entry) => textOf(entry, keys))
        .join('');
    },
    write(one) {
      const given = objectOf(one.paper.extra['bibtex']);
      const entry = entryOf(one, keyOf(one.paper));
      const came = typeof given['key'] === 'string' ? given['key'].toLowerCase() : '';
      if (came !== '' && !keys.has(came)) keys.set(came, entry.key);
      const isHeld = entry.crossref !== '' || (came !== '' && PARENT.test(entry.type));
      if (isHeld) held.push(entry);
      return preambleOf(given['preamble'], preambles) + (isHeld ? '' : textOf(entry, keys));
    },
  };
}

/** TeX definitions that entries rely on, each written once, before the first entry that uses it. */
function preambleOf(text: unknown, written: Set<string>): string {
  if (typeof text !== 'string' || written.has(text) || !isBalanced(text)) return '';
  written.add(text);
  return `@preamble{{${text}}}\n\n`;
}

function textOf(
  { type, key, fields, crossref, inherited }: Entry,
  keys: ReadonlyMap<string, string>,
): string {
  const all = new Map(fields);
  const parent = crossref === '' ? undefined : keys.get(crossref);
  if (parent !== undefined) all.set('crossref', parent);
  else {
    for (const [name, value] of Object.entries(inherited))
      if (typeof value === 'string' && !all.has(name)) all.set(fieldName(name), balanced(value));
  }
  const lines = [...all].map(
    ([name, value]) => `  ${name} = ${name === 'month' ? bibMonth(value) : `{${value}}`}`,
  );
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n\n`;
}

function entryOf(one: Exported, key: string): Entry {
  const given = objectOf(one.paper.extra['bibtex']);
  const { type, fields } = fieldsOf(one);
  const crossref = fields.get('crossref') ?? '';
  fields.delete('crossref');
  // BibTeX does not know `xdata`: its fields are written out like inherited ones.
  if (fields.delete('xdata')) {
    for (const [name, value] of Object.entries(objectOf(given['inherited'])))
      if (typeof value === 'string' && !fields.has(name)) fields.set(fieldName(name), balanced(value));
  }
  return {
    type,
    key,
    fields,
    crossref: crossref.trim().toLowerCase(),
    inherited: objectOf(given['inherited']),
  };
}

/** A field name that BibTeX accepts. Scopus writes some with spaces ("funding_text 1"). */
function fieldName(name: string): string {
  return name.replace(/[^\w:.+/-]+/g, '_').replace(/^(?=\d)/, '_');
}

function fieldsOf(one: Exported): { type: string; fields: Map<string, string> } {
  const { paper } = one;
  const given = objectOf(paper.extra['bibtex']);
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(objectOf(given['fields'])))
    if (typeof value === 'string') fields.set(fieldName(name), balanced(value));
  const type =
    typeof given['type'] === 'string' && /^[a-z][\w-]*$/i.test(given['type']) ? given['type'] : null;
  if (type === null) addOwn(fields, paper);
  const title = fields.get('title');
  if (paper.title === '') fields.delete('title');
  else if (title === undefined || !isSameTitle(paper.title, fields)) {
    fields.set('title', protectCase(escapeTex(paper.title)));
    fields.delete('subtitle');
  }
  const set = (name: string, value: string | null, ...others: string[]): void => {
    if (
      value !== null &&
      value !== '' &&
      ![name, ...others].some((other) => (fields.get(other) ?? '') !== '')
    )
      fields.set(name, value);
  };
  if (!isPlainAuthors(fields.get('author') ?? '')) fields.delete('author');
  set('author', authorsOf(paper), ...(type !== null ? ['editor'] : []));
  set(VENUES[detailsOf(paper).kind], paper.venue === null ? null : escapeTex(paper.venue), ...VENUE_FIELDS);
  set('year', paper.year === null ? null : String(paper.year), 'date', 'eventdate', 'issued');
  set('doi', paper.doi === null ? null : balanced(paper.doi.replace(/[{}\\]/g, (char) => `\\${char}`)));
  set('url', paper.url === null ? null : paper.url.replace(/[{}\\\s]/g, encodeURIComponent));
  if (paper.abstract !== '') fields.set('abstract', escapeTex(paper.abstract));
  const keywords = keywordsOf(one);
  if (keywords.length > 0) fields.set('keywords', escapeTex(joined(keywords)));
  const note = escapeTex(noteOf(one));
  // Styles print `note` but ignore `annote`.
  const before = fields.get('annote') ?? '';
  if (note !== '' && !before.includes(note))
    fields.set('annote', before === '' ? note : `${before}; ${note}`);
  addIds(paper, set);
  return { type: type ?? TYPES[detailsOf(paper).kind], fields };
}

function addOwn(fields: Map<string, string>, paper: Paper): void {
  const details = detailsOf(paper);
  if (paper.title !== '') fields.set('title', '');
  if (paper.authors.length > 0) fields.set('author', authorsOf(paper));
  if (details.editors.length > 0) fields.set('editor', details.editors.map(bibNameOf).join(' and '));
  if (paper.venue !== null) fields.set(VENUES[details.kind], escapeTex(paper.venue));
  for (const [name, value] of [
    ['volume', details.volume],
    ['number', details.issue],
    ['pages', details.pages.replace(/-+/, '--')],
    ['publisher', hasPublisher(details.kind) && paper.venue !== null ? '' : details.publisher],
    ['address', details.place],
    ['month', details.date === null ? '' : MONTHS[details.date.month - 1]!],
    ['issn', details.issn],
    ['isbn', details.isbn],
    ['note', details.notes.join('; ')],
  ] as const) {
    if (value !== '') fields.set(name, name === 'pages' ? value : escapeTex(value));
  }
}

function addIds(paper: Paper, set: (name: string, value: string | null, ...others: string[]) => void): void {
  for (const [scheme, id] of Object.entries(paper.ids)) {
    if (scheme === 'arxiv') {
      set('eprint', escapeTex(id), 'arxivid');
      set('archiveprefix', 'arXiv', 'eprinttype', 'arxivid');
    } else if (/^[a-z][a-z0-9]*$/.test(scheme)) set(scheme, escapeTex(id));
  }
  const id = ownId(paper);
  if (id !== null) set(ID_NAME, escapeTex(id));
}

function authorsOf({ authors, extra }: Paper): string {
  return authorNames(authors, extra).map(bibNameOf).join(' and ');
}

function bibNameOf({ family, given, suffix }: Name): string {
  if (given === '') return /[\s,]/.test(family) ? `{${escapeTex(family)}}` : escapeTex(family);
  return [family, suffix, given]
    .filter((part, i) => i !== 1 || part !== '')
    .map(bibPart)
    .join(', ');
}

/** Protects commas and "and", which BibTeX would read as separators. */
function bibPart(text: string): string {
  return /,|(?:^|\s)and(?:\s|$)/i.test(text) ? `{${escapeTex(text)}}` : escapeTex(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  // BibTeX counts every brace, even an escaped one: a lone `\{` would swallow the rest of the file.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '`': '\\textasciigrave{}',
};

/** TeX that reads back as the same text. Double hyphens and quotes are separated, or TeX would merge them into one character. */
export function escapeTex(text: string): string {
  return text
    .replace(/[\\{}&%$#_~^`]/g, (char) => ESCAPES[char]!)
    .replace(/-(?=-)/g, '-{}')
    .replace(/'(?=')/g, "'{}");
}

/** Protects words with inner capitals, which styles would otherwise lower-case. */
function protectCase(tex: string): string {
  return tex
    .split(' ')
    .map((word) => (/^[\p{L}\p{N}().,:;?!'/+-]+$/u.test(word) && /.\p{Lu}/u.test(word) ? `{${word}}` : word))
    .join(' ');
}

/** Whether the raw title still is the paper's title; a merge may have replaced it. */
function isSameTitle(title: string, fields: ReadonlyMap<string, string>): boolean {
  const raw = `${fields.get('title') ?? ''} ${fields.get('subtitle') ?? ''}`.trim();
  if (raw === '') return false;
  const ascii = (text: string): string =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');
  const letters = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  if (!raw.includes('\\') && !raw.includes('$'))
    return letters(raw) === letters(title) && letters(raw) !== '';
  // With TeX in it, only plain letters can be compared: accents and symbols are commands.
  const plain = ascii(title);
  return plain !== '' && (ascii(raw.replace(/\\[A-Za-z]+/g, '')) === plain || ascii(raw) === plain);
}

/** False for BibLaTeX's "family=…" and for names with too many commas, which other readers reject; they are rewritten. */
function isPlainAuthors(raw: string): boolean {
  // "al., et" would be printed as a person.
  if (/\b(?:family|given)\s*=|\bet\.? al\b|\bal\.?, ?et\b/i.test(raw)) return false;
  return raw
    .replace(/\{[^{}]*\}/g, '')
    .split(/\sand\s/)
    .every((name) => name.split(',').length <= 3);
}

/** A raw value with balanced braces: unbalanced escaped braces become commands; if that does not help, all braces are dropped. */
function balanced(value: string): string {
  if (isBalanced(value)) return value;
  const named = value.replace(/\\([\s\S]?)/g, (all, sign: string) =>
    sign === '{'
      ? '\\textbraceleft{}'
      : sign === '}'
        ? '\\textbraceright{}'
        : sign === ''
          ? '\\textbackslash{}'
          : all,
  );
  return isBalanced(named)
    ? named
    : named.replace(/[{}]/g, '').replace(/(\\textbrace(?:left|right)|\\textbackslash)(?!\w)/g, '$1{}');
}

/** By BibTeX's count, which includes escaped braces. A trailing backslash would escape the closing brace for other readers. */
function isBalanced(value: string): boolean {
  let depth = 0;
  for (const char of value) {
    if (char === '{') depth++;
    else if (char === '}' && --depth < 0) return false;
  }
  return depth === 0 && !/(?:^|[^\\])(?:\\\\)*\\$/.test(value);
}
