/** CSV with a header, for spreadsheets. */
import { BYTE_ORDER_MARK, csvRecord, type Cell, KEY_NAME } from '../io/index.js';
import type { Column } from '../questions/index.js';
import { authorNames, invertedName, spelled, splitName, type Name } from '../text/index.js';
import { givenKey } from './keys.js';
import { type Exported, type Writer } from './writer.js';

interface CellOf {
  /** As reading knows it. */
  readonly head: string;
  readonly of: (one: Exported) => Cell;
}

const CELLS: Readonly<Record<Column, CellOf>> = {
  rank: { head: 'fieldmap rank', of: ({ hit }) => hit?.rank ?? null },
  score: { head: 'fieldmap score', of: ({ hit }) => (hit ? Number(hit.score.toFixed(4)) : null) },
  sentence: { head: 'fieldmap sentence', of: ({ hit }) => hit?.sentence?.text ?? null },
  id: { head: 'id', of: ({ paper }) => paper.id },
  title: { head: 'title', of: ({ paper }) => paper.title },
  abstract: { head: 'abstract', of: ({ paper }) => paper.abstract },
  authors: {
    head: 'authors',
    of: ({ paper }) => list(authorNames(paper.authors, paper.extra).map(written)),
  },
  year: { head: 'year', of: ({ paper }) => paper.year },
  venue: { head: 'venue', of: ({ paper }) => paper.venue },
  doi: { head: 'doi', of: ({ paper }) => paper.doi },
  url: { head: 'url', of: ({ paper }) => paper.url },
  labels: { head: 'labels', of: ({ paper }) => list(paper.labels) },
  topic: { head: 'fieldmap topic', of: ({ topic }) => topic },
  ids: {
    head: 'ids',
    of: ({ paper }) =>
      Object.entries(paper.ids)
        .map(([scheme, id]) => `${scheme}:${id}`)
        .join('; '),
  },
  key: { head: KEY_NAME, of: ({ paper }) => givenKey(paper) },
  decision: { head: 'fieldmap decision', of: ({ mark }) => mark?.decision ?? null },
  reason: { head: 'fieldmap reason', of: ({ mark }) => mark?.reason ?? null },
  star: { head: 'fieldmap star', of: ({ mark }) => (mark?.star ? 'yes' : null) },
  tags: { head: 'fieldmap tags', of: ({ mark }) => mark?.tags.join('; ') ?? null },
  note: { head: 'fieldmap note', of: ({ mark }) => mark?.note ?? null },
};

const OF_HITS: ReadonlySet<Column> = new Set<Column>(['rank', 'score', 'sentence']);
const OF_PAPERS = (Object.keys(CELLS) as Column[]).filter((name) => !OF_HITS.has(name));

/** `columns`: default all that papers have. */
export function csvWriter(columns: readonly Column[] = OF_PAPERS): Writer {
  return {
    begin: BYTE_ORDER_MARK + csvRecord(columns.map((name) => CELLS[name].head)),
    end: '',
    write: (one) => csvRecord(cellsOf(one, columns)),
  };
}

/** What a table has of one paper, a cell a column. */
export function cellsOf(one: Exported, columns: readonly Column[]): Cell[] {
  return columns.map((name) => CELLS[name].of(one));
}

/** A single entry that could be read as several gets a trailing semicolon. */
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
