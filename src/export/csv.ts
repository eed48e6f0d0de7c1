/** CSV with a header, for spreadsheets. */
import { BYTE_ORDER_MARK, csvRecord, type Cell, KEY_NAME } from '../io/index.js';
import { authorNames, invertedName, spelled, splitName, type Name } from '../text/index.js';
import { givenKey } from './keys.js';
import { type Exported, type Writer } from './writer.js';

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
  'fieldmap decision',
  'fieldmap reason',
  'fieldmap star',
  'fieldmap tags',
  'fieldmap note',
] as const;

export function csvWriter(): Writer {
  return {
    begin: BYTE_ORDER_MARK + csvRecord(COLUMNS),
    end: '',
    write: (one) => csvRecord(cellsOf(one)),
  };
}

function cellsOf({ paper, topic, mark = null }: Exported): Cell[] {
  return [
    paper.id,
    paper.title,
    paper.abstract,
    list(authorNames(paper.authors, paper.extra).map(written)),
    paper.year,
    paper.venue,
    paper.doi,
    paper.url,
    list(paper.labels),
    topic,
    Object.entries(paper.ids)
      .map(([scheme, id]) => `${scheme}:${id}`)
      .join('; '),
    givenKey(paper),
    mark?.decision ?? null,
    mark?.reason ?? null,
    mark?.star ? 'yes' : null,
    mark === null ? null : mark.tags.join('; '),
    mark?.note ?? null,
  ];
}

/** A single entry that could be taken for several gets a semicolon too. */
function list(entries: readonly string[]): string {
  const text = entries.map((entry) => entry.replace(/;/g, ',')).join('; ');
  return entries.length === 1 && /[,|]|\sand\s|\s&\s/.test(text) ? `${text};` : text;
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
