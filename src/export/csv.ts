/** CSV with a header (RFC 4180), for spreadsheets. */
import { KEY_NAME } from '../io/exchange.js';
import { authorNames, invertedName, spelled, splitName, type Name } from '../text/names.js';
import { givenKey } from './keys.js';
import { keywordsOf, type Exported, type Writer } from './writer.js';

const COLUMNS = [
  'id',
  'title',
  'abstract',
  'authors',
  'year',
  'venue',
  'doi',
  'url',
  'labels',
  'fieldmap topic',
  'ids',
  KEY_NAME,
] as const;

export function csvWriter(): Writer {
  return {
    begin: `${COLUMNS.join(',')}\r\n`,
    end: '',
    write: (one) => `${cellsOf(one).map(cell).join(',')}\r\n`,
  };
}

function cellsOf({ paper, topic }: Exported): string[] {
  return [
    paper.id,
    paper.title,
    paper.abstract,
    list(authorNames(paper.authors, paper.extra).map(written)),
    paper.year === null ? '' : String(paper.year),
    paper.venue ?? '',
    paper.doi ?? '',
    paper.url ?? '',
    list(keywordsOf({ paper, topic: null })),
    topic ?? '',
    Object.entries(paper.ids)
      .map(([scheme, id]) => `${scheme}:${id}`)
      .join('; '),
    givenKey(paper),
  ];
}

/** A single entry that could be taken for several gets a semicolon too. */
function list(entries: readonly string[]): string {
  const text = entries.map((entry) => entry.replace(/;/g, ',')).join('; ');
  return entries.length === 1 && /[,|]|\sand\s|\s&\s/.test(text) ? `${text};` : text;
}

/**
 * Titles are other people's texts, and a spreadsheet takes `=`, `+`, `-` and `@` at the beginning for a formula: an
 * apostrophe in front keeps it text, and reading takes it off again.
 */
function cell(text: string): string {
  const safe = /^'*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * As on the paper; where a reader would guess other parts than the source told, or take the last word for initials, as
 * in a bibliography: `García Márquez, Gabriela`.
 */
function written(name: Name): string {
  const plain = spelled(name);
  const isClear =
    splitName(plain).family === name.family &&
    !(name.given === '' && plain.includes(',')) &&
    !/ (?:\p{Lu}[.-]?){1,4}$/u.test(plain);
  return isClear ? plain : invertedName(name);
}
