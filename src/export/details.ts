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

/** Names of the same thing in BibTeX, RIS, CSL, Zotero, PubMed, EndNote, Web of Science and Scopus, in lower case. */
const NAMES: Readonly<Record<Exclude<keyof Details, 'kind'>, readonly string[]>> = {
  volume: ['volume', 'vl', 'vi'],
  issue: ['issue', 'number', 'is', 'ip'],
  pages: ['pages', 'page', 'pg'],
  publisher: ['publisher', 'pb', 'pu'],
  issn: ['issn', 'sn'],
  isbn: ['isbn', 'bn'],
};

export function detailsOf(paper: Paper): Details {
  const values = valuesOf(paper);
  const one = (name: keyof typeof NAMES): string =>
    NAMES[name].map((key) => values.get(key) ?? '').find((value) => value !== '') ?? '';
  const first = values.get('sp') ?? values.get('bp') ?? values.get('page start') ?? '';
  const last = values.get('ep') ?? values.get('page end') ?? '';
  return {
    kind: kindOf(paper, values),
    volume: one('volume'),
    issue: one('issue'),
    pages: one('pages') || (first === '' || last === '' || first.includes('-') ? first : `${first}-${last}`),
    publisher: one('publisher'),
    issn: one('issn'),
    isbn: one('isbn'),
  };
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
    if (source === 'ris' || source === 'nbib') for (const pair of pairsOf(extra)) add(pair[0], pair[1]);
    else if (source === 'bibtex')
      for (const [name, value] of Object.entries(objectOf(objectOf(extra)['fields']))) add(name, value);
    else for (const [name, value] of Object.entries(objectOf(extra))) add(name, value);
  }
  for (const [name, value] of Object.entries(objectOf(objectOf(paper.extra['openalex'])['biblio'])))
    add(name === 'first_page' ? 'sp' : name === 'last_page' ? 'ep' : name, value);
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
  const types = [
    objectOf(paper.extra['bibtex'])['type'],
    values.get('ty'),
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
