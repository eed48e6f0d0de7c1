/** What bibliographies ask for besides a paper's own fields, from whatever source it came with. */
import type { Paper } from '../types.js';

export type Kind = 'article' | 'conference' | 'book' | 'chapter' | 'thesis' | 'report' | 'other';

export interface Details {
  readonly kind: Kind;
  readonly volume: string;
  readonly issue: string;
  /** `1-10` */
  readonly pages: string;
  readonly publisher: string;
  readonly issn: string;
  readonly isbn: string;
}

/** Names of the same thing in BibTeX, CSL, Zotero, PubMed XML, EndNote, Scopus and Embase, in lower case. */
const NAMES: Readonly<Record<Exclude<keyof Details, 'kind'>, readonly string[]>> = {
  volume: ['volume'],
  issue: ['issue', 'number'],
  pages: ['pages', 'page'],
  publisher: ['publisher'],
  issn: ['issn'],
  isbn: ['isbn'],
};

/**
 * The same by the two letters of tagged formats, each with a table of its own: `IS` is the issue in RIS and Web of
 * Science and the ISSN in MEDLINE (NLM, "MEDLINE/PubMed Data Element Descriptions"), `PG` the pages in MEDLINE and how
 * many there are in Web of Science.
 */
const TAGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ris: { TY: 'type', VL: 'volume', IS: 'issue', SP: 'first', EP: 'last', PB: 'publisher', SN: 'issn' },
  nbib: { VI: 'volume', IP: 'issue', PG: 'pages', PB: 'publisher', IS: 'issn', ISBN: 'isbn', BTI: 'book' },
  wos: { VL: 'volume', IS: 'issue', BP: 'first', EP: 'last', PU: 'publisher', SN: 'issn', EI: 'issn', BN: 'isbn' },
};

export function detailsOf(paper: Paper): Details {
  const values = valuesOf(paper);
  const one = (name: keyof typeof NAMES): string =>
    NAMES[name].map((key) => values.get(key) ?? '').find((value) => value !== '') ?? '';
  const first = values.get('first') ?? values.get('page start') ?? '';
  const last = values.get('last') ?? values.get('page end') ?? '';
  const numbers = [one('issn'), one('isbn')];
  return {
    kind: kindOf(paper, values),
    volume: one('volume'),
    issue: one('issue'),
    pages: one('pages') || (first === '' || last === '' || first.includes('-') ? first : `${first}-${last}`),
    publisher: one('publisher'),
    // RIS and EndNote have one place for both.
    issn: bare(numbers.find((number) => !isIsbn(number)) ?? ''),
    isbn: bare(numbers.find(isIsbn) ?? ''),
  };
}

/** Ten or thirteen digits: an ISSN has eight. */
function isIsbn(number: string): boolean {
  return (number.match(/\d/g)?.length ?? 0) > 8;
}

/** `1932-6203 (Electronic)`, as MEDLINE says it, without the brackets; `ISBN 978-…` without the word. */
function bare(number: string): string {
  return number.replace(/ ?\([A-Za-z ]+\)$/, '').replace(/^ISBN:? /, '');
}

/** Plain texts by lower-case name; the first source to name one counts. */
function valuesOf(paper: Paper): Map<string, string> {
  const values = new Map<string, string>();
  const add = (name: string, value: unknown): void => {
    const text =
      typeof value === 'string'
        ? value
        : typeof value === 'number'
          ? String(value)
          : Array.isArray(value) && typeof value[0] === 'string'
            ? value[0]
            : '';
    const plain = text.replace(/[{}]/g, '').replace(/\s+/g, ' ').trim();
    if (plain !== '' && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), plain);
  };
  for (const [source, extra] of Object.entries(paper.extra)) {
    const tags = TAGS[source];
    // A column of a table or a key of a JSON record.
    if (typeof extra !== 'object') add(source, extra);
    const fields = source === 'bibtex' ? objectOf(objectOf(extra)['fields']) : objectOf(extra);
    for (const [name, value] of Array.isArray(extra) ? pairsOf(extra) : Object.entries(fields)) {
      if (tags === undefined) add(name, value);
      else if (tags[name] !== undefined) add(tags[name], value);
    }
  }
  for (const [name, value] of Object.entries(objectOf(objectOf(paper.extra['openalex'])['biblio'])))
    add(name.replace(/_page$/, ''), value);
  return values;
}

export function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** `[[tag, value], …]`, whatever else may be in it left out. */
export function pairsOf(value: unknown): [string, string][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (one): one is [string, string] => Array.isArray(one) && typeof one[0] === 'string' && typeof one[1] === 'string',
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
  [/^(?:book|ebook|edbook|mvbook|collection|proceedings|monograph|edited-book|edited book|reference-book)$/, 'book'],
  [/^(?:thes|phdthesis|mastersthesis|thesis|dissertation)$/, 'thesis'],
  [/^(?:rprt|techreport|report|government document)$/, 'report'],
  [
    /^(?:jour|jfull|article|article-journal|journalarticle|journal-article|journal article|review|ejour|mgzn|news|article-magazine|article-newspaper|electronic article)$/,
    'article',
  ],
];

function kindOf(paper: Paper, values: ReadonlyMap<string, string>): Kind {
  // MEDLINE names no such type, but a book's title has a tag of its own.
  if (values.has('book')) return paper.venue === null ? 'book' : 'chapter';
  const types = [
    objectOf(paper.extra['bibtex'])['type'],
    values.get('type'),
    values.get('itemtype'),
    values.get('item type'),
    values.get('document type'),
  ];
  for (const type of types) {
    if (typeof type !== 'string') continue;
    const found = KINDS.find(([pattern]) => pattern.test(type.toLowerCase()));
    if (found !== undefined) return found[1];
  }
  if (types.some((type) => typeof type === 'string') || paper.venue === null) return 'other';
  return /\b(?:conference|proceedings|proc\.|workshop|symposium)\b/i.test(paper.venue) ? 'conference' : 'article';
}
