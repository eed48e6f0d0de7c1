/** What bibliographies ask for besides a paper's own fields, from whatever source it came with. */
import { ID_NAME } from '../io/index.js';
import { texToText, nameOf, readName, spelled, type Name } from '../text/index.js';
import type { Paper } from '../types.js';
import { monthIn, type MonthAndDay } from './dates.js';

export type Kind = 'article' | 'conference' | 'book' | 'chapter' | 'thesis' | 'report' | 'other';

export interface Details {
  readonly kind: Kind;
  readonly volume: string;
  readonly issue: string;
  /** `1-10` */
  readonly pages: string;
  readonly publisher: string;
  readonly place: string;
  readonly issn: string;
  readonly isbn: string;
  /** None where the editors are the paper's authors already. */
  readonly editors: readonly Name[];
  readonly date: MonthAndDay | null;
  readonly notes: readonly string[];
}

/** Names of the same thing in BibTeX, CSL, Zotero, PubMed XML, EndNote, Scopus and Embase, in lower case. */
const NAMES: Readonly<
  Record<Exclude<keyof Details, 'kind' | 'editors' | 'date' | 'notes'>, readonly string[]>
> = {
  volume: ['volume', 'journal volume'],
  issue: ['issue', 'number', 'journal issue', 'issue number'],
  pages: ['pages', 'page', 'pagination'],
  publisher: ['publisher'],
  place: ['address', 'location', 'publisher-place', 'publisher-location', 'place', 'pub-location'],
  issn: ['issn', 'issns'],
  isbn: ['isbn', 'isbns'],
};

/**
 * The same by the two letters of tagged formats, each with a table of its own: `IS` is the issue in RIS and Web of
 * Science and the ISSN in MEDLINE (NLM, "MEDLINE/PubMed Data Element Descriptions"), `PG` the pages in MEDLINE and how
 * many there are in Web of Science.
 */
const TAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ris: {
    TY: 'type',
    VL: 'volume',
    IS: 'issue',
    SP: 'first',
    EP: 'last',
    PB: 'publisher',
    CY: 'place',
    SN: 'issn',
    A2: 'editor',
    ED: 'editor',
    DA: 'date',
    Y1: 'date',
    PY: 'date',
    N1: 'note',
  },
  nbib: {
    VI: 'volume',
    IP: 'issue',
    PG: 'pages',
    PB: 'publisher',
    IS: 'issn',
    ISBN: 'isbn',
    BTI: 'book',
    FED: 'editor',
    DP: 'date',
    GN: 'note',
  },
  wos: {
    VL: 'volume',
    IS: 'issue',
    BP: 'first',
    EP: 'last',
    PU: 'publisher',
    PI: 'place',
    SN: 'issn',
    EI: 'issn',
    BN: 'isbn',
    BE: 'editor',
    PD: 'date',
  },
};

/** True for what a university or an institution brings out: the venue is the publisher there. */
export function hasPublisher(kind: Kind): boolean {
  return kind === 'thesis' || kind === 'report';
}

export function detailsOf(paper: Paper): Details {
  const values = valuesOf(paper);
  const one = (name: keyof typeof NAMES): string =>
    NAMES[name].map((key) => values.get(key)?.[0] ?? '').find((value) => value !== '') ?? '';
  const all = (...names: string[]): string[] => names.flatMap((name) => values.get(name) ?? []);
  const first = all('first', ...FIRST_PAGE).find(isNumbered) ?? '';
  const last = all('last', ...LAST_PAGE).find(isNumbered) ?? '';
  const numbers = [...NAMES.issn, ...NAMES.isbn].flatMap((name) => values.get(name) ?? []).join(' ; ');
  return {
    kind: kindOf(paper, values),
    volume: numbered(one('volume')),
    issue: numbered(one('issue')),
    pages: one('pages') || (first === '' || last === '' || first.includes('-') ? first : `${first}-${last}`),
    publisher: one('publisher'),
    place: one('place'),
    // RIS and EndNote have one place for both.
    issn: ISSN.exec(numbers)?.[0] ?? '',
    isbn: ISBN.exec(numbers)?.[0].trim() ?? '',
    editors: editorsOf(paper, all('editor', 'editors')),
    date: dateOf(paper, all),
    notes: notesOf(paper, all('note', 'annote', 'annotation', 'notes')),
  };
}

function editorsOf(paper: Paper, names: readonly string[]): Name[] {
  const editors = names.flatMap((value) => value.split(/ and |; ?/)).map((name) => readName(name.trim()));
  const creators = objectOf(paper.extra['zotero'])['creators'];
  for (const one of Array.isArray(creators) ? creators.map(objectOf) : []) {
    const text = (key: string): string => (typeof one[key] === 'string' ? one[key] : '');
    if (one['creatorType'] === 'editor')
      editors.push(nameOf(text('lastName') || text('name'), text('firstName')));
  }
  const given = objectOf(paper.extra['csl'])['editor'];
  for (const one of Array.isArray(given) ? given : []) {
    const part = (key: string): string =>
      typeof objectOf(one)[key] === 'string' ? (objectOf(one)[key] as string) : '';
    const family = `${part('dropping-particle')} ${part('non-dropping-particle')} ${part('family')}`.trim();
    editors.push(nameOf(family || part('literal'), part('given'), part('suffix')));
  }
  const found = editors.filter(({ family }) => family !== '' && family.toLowerCase() !== 'others');
  return found.every((editor) => paper.authors.includes(spelled(editor))) ? [] : found;
}

function dateOf(paper: Paper, all: (...names: string[]) => string[]): MonthAndDay | null {
  const parts: unknown = objectOf(objectOf(paper.extra['csl'])['issued'])['date-parts'];
  const first: unknown = Array.isArray(parts) ? parts[0] : undefined;
  const csl = Array.isArray(first) && first.length > 1 ? [first.join('-')] : [];
  const texts = [
    ...all('month').map((month) => `${month} ${all('day')[0] ?? ''}`.trim()),
    ...all('date'),
    ...csl,
  ];
  for (const text of texts) {
    const found = monthIn(text, paper.year);
    if (found !== null) return found;
  }
  return null;
}

/** But for the ids that RIS has in notes. */
function notesOf({ id, ids }: Paper, notes: readonly string[]): string[] {
  const own = new Set(
    [...Object.entries(ids), [ID_NAME, id] as const].map(([scheme, value]) => `${scheme}: ${value}`),
  );
  return [...new Set(notes)].filter((note) => !own.has(note));
}

/** Eight characters, and in no longer number: sources put ISSN and ISBN into one field, and several of each. */
const ISSN = /(?<![\dXx-])\d{4}-?\d{3}[\dXx](?![\dXx-])/;
const ISBN = /(?<![\dXx-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx-])/;

/** Publish or Perish writes 0 where it knows no volume or page. */
function isNumbered(text: string): boolean {
  return text !== '0';
}

function numbered(text: string): string {
  return isNumbered(text) ? text : '';
}

/** Columns for the first and the last page, and for what a record is. */
const FIRST_PAGE = ['page start', 'start page', 'startpage', 'first page'];
const LAST_PAGE = ['page end', 'end page', 'endpage'];
const TYPE_COLUMNS = ['document type', 'publication type', 'content type'];

/** Nothing else is worth making plain: a record may hold long texts. */
const WANTED = new Set([
  ...Object.values(NAMES).flat(),
  ...['first', 'last', ...FIRST_PAGE, ...LAST_PAGE, 'editor', 'editors', 'month', 'day', 'date'],
  ...['note', 'annote', 'annotation', 'notes', 'book', 'type', 'itemtype', 'item type', ...TYPE_COLUMNS],
]);

/** Plain texts by lower-case name, of each the ones that the first source to name it has. */
function valuesOf(paper: Paper): Map<string, string[]> {
  const values = new Map<string, string[]>();
  const from = new Map<string, string>();
  const addFrom = (source: string, given: string, value: unknown): void => {
    const name = given.toLowerCase();
    if (!WANTED.has(name)) return;
    const text =
      typeof value === 'string'
        ? value
        : typeof value === 'number'
          ? String(value)
          : Array.isArray(value) && typeof value[0] === 'string'
            ? value[0]
            : '';
    // Web of Science has one editor a line.
    const parted = source === 'wos' && name === 'editor' ? text.replace(/\n/g, '; ') : text;
    const plain = (source === 'bibtex' ? texToText(text, 'bibtex') : parted)
      .replace(/[{}]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (plain === '' || (from.has(name) && from.get(name) !== source)) return;
    from.set(name, source);
    values.set(name, [...(values.get(name) ?? []), plain]);
  };
  for (const [source, extra] of Object.entries(paper.extra)) {
    const tags = TAGS[source];
    const add = (name: string, value: unknown): void => addFrom(source, name, value);
    // A column of a table or a key of a JSON record.
    if (typeof extra !== 'object') add(source, extra);
    const fields = source === 'bibtex' ? objectOf(objectOf(extra)['fields']) : objectOf(extra);
    for (const [name, value] of Array.isArray(extra) ? pairsOf(extra) : Object.entries(fields)) {
      if (tags === undefined) add(name, value);
      else if (tags[name] !== undefined) add(tags[name], value);
    }
  }
  for (const [name, value] of Object.entries(objectOf(objectOf(paper.extra['openalex'])['biblio'])))
    addFrom('openalex', name.replace(/_page$/, ''), value);
  return values;
}

export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** `[[tag, value], …]`, whatever else may be in it left out. */
export function pairsOf(value: unknown): [string, string][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (one): one is [string, string] =>
      Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'string',
  );
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [
    /^(?:conf|cpaper|inproceedings|conference|paper-conference|conferencepaper|conference paper|proceedings-article|proceedings paper|conference proceedings)$/,
    'conference',
  ],
  [
    /^(?:chap|echap|incollection|inbook|chapter|booksection|book-chapter|book section|book chapter|entry-encyclopedia|entry-dictionary)$/,
    'chapter',
  ],
  [
    /^(?:book|ebook|edbook|mvbook|collection|proceedings|monograph|edited-book|edited book|reference-book)$/,
    'book',
  ],
  [/^(?:thes|phdthesis|mastersthesis|thesis|dissertation)$/, 'thesis'],
  [/^(?:rprt|techreport|report|government document)$/, 'report'],
  [
    /^(?:jour|jfull|article|article-journal|journalarticle|journal-article|journal article|review|ejour|mgzn|news|article-magazine|article-newspaper|electronic article)$/,
    'article',
  ],
];

/** Web of Science has books, series and conferences beside journals; `DT` says what a record in them is. */
function wosKind({ extra, venue }: Paper): Kind | null {
  const { PT: publication, DT: document } = objectOf(extra['wos']);
  if (publication === 'J' || extra['bibtex'] !== undefined) return null;
  const type = typeof document === 'string' ? document.toLowerCase() : '';
  if (type.includes('proceedings paper') || publication === 'C') return 'conference';
  if (publication === 'B') return venue === null || type === 'book' ? 'book' : 'chapter';
  return publication === 'S' && type.includes('book chapter') ? 'chapter' : null;
}

function kindOf(paper: Paper, values: ReadonlyMap<string, readonly string[]>): Kind {
  const inWos = wosKind(paper);
  if (inWos !== null) return inWos;
  // MEDLINE names no such type, but a book's title has a tag of its own.
  if (values.has('book')) return paper.venue === null ? 'book' : 'chapter';
  const types = [
    objectOf(paper.extra['bibtex'])['type'],
    values.get('type')?.[0],
    values.get('itemtype')?.[0],
    values.get('item type')?.[0],
    ...TYPE_COLUMNS.map((name) => values.get(name)?.[0]),
  ];
  for (const type of types) {
    if (typeof type !== 'string') continue;
    const found = KINDS.find(([pattern]) => pattern.test(type.toLowerCase()));
    if (found !== undefined) return found[1];
  }
  if (types.some((type) => typeof type === 'string') || paper.venue === null) return 'other';
  return /\b(?:conference|proceedings|proc\.|workshop|symposium)\b/i.test(paper.venue)
    ? 'conference'
    : 'article';
}
