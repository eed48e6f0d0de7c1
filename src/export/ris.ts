/** RIS writer. A record read from RIS is written with all of its original tags. */
import { ID_NAME, KEY_NAME, OWN_MARK } from '../io/index.js';
import type { Paper } from '../types.js';
import { detailsOf, hasPublisher, pairsOf, type Details, type Kind } from './details.js';
import { givenKey, RIS_KEY } from './keys.js';
import { authorNames, invertedName, isEtAl } from '../text/index.js';
import { keywordsOf, noteOf, ownId, type Exported, type Writer } from './writer.js';

const TYPES: Readonly<Record<Kind, string>> = {
  article: 'JOUR',
  conference: 'CPAPER',
  book: 'BOOK',
  chapter: 'CHAP',
  thesis: 'THES',
  report: 'RPRT',
  other: 'GEN',
};

export function risWriter(): Writer {
  return {
    begin: '',
    end: '',
    write: (one) =>
      `${tagsOf(one)
        .map(([tag, value]) => `${tag}  - ${value}`)
        .join('\r\n')}\r\nER  - \r\n\r\n`,
  };
}

function tagsOf(one: Exported): [string, string][] {
  const { paper } = one;
  const given = pairsOf(paper.extra['ris']).filter(
    ([tag, value]) =>
      /^[A-Z][A-Z0-9]$/.test(tag) &&
      tag !== 'ER' &&
      !(tag === 'KW' && value.startsWith(OWN_MARK)) &&
      !(/^A[U1]$/.test(tag) && isEtAl(value.replace(/,$/, ''))),
  );
  const tags =
    given.length > 0 ? given.map(([tag, value]): [string, string] => [tag, linesOf(value)]) : ownTags(paper);
  if (tags[0]?.[0] !== 'TY') tags.unshift(['TY', TYPES[detailsOf(paper).kind]]);
  const has = (...names: string[]): boolean =>
    tags.some(([tag, value]) => names.includes(tag) && value !== '');
  if (paper.title !== '' && !has('TI', 'T1', 'CT', 'ST', 'BT')) tags.push(['TI', paper.title]);
  if (!has('AU', 'A1')) tags.push(...authorTags(paper));
  if (paper.year !== null && !has('PY', 'Y1', 'DA')) tags.push(['PY', String(paper.year)]);
  if (paper.doi !== null && !has('DO', 'DI')) tags.push(['DO', paper.doi]);
  if (paper.url !== null && !has('UR', 'LK', 'L1', 'L2')) tags.push(['UR', paper.url]);
  if (paper.abstract !== '') tags.push(['AB', paper.abstract]);
  const written = new Set(
    tags
      .filter(([tag]) => tag === 'KW')
      .flatMap(([, value]) => value.split(/\r?\n|;\s/).map((part) => part.trim())),
  );
  tags.push(
    ...keywordsOf(one)
      .filter((keyword) => !written.has(keyword))
      .map((keyword): [string, string] => ['KW', keyword]),
  );
  const note = noteOf(one);
  if (note !== '' && !tags.some(([tag, value]) => tag === 'N1' && value === note)) tags.push(['N1', note]);
  tags.push(...idTags(paper, tags));
  return tags;
}

/** A continuation line must not look like a tag, even to readers that break lines at U+2028 and the like. */
function linesOf(value: string): string {
  return value.replace(
    /(?:\r\n|[\n\r\v\f\x85\u2028\u2029])(?=([A-Z][A-Z0-9] {1,2}-)?)/g,
    (_end, tag?: string) => (tag === undefined ? '\r\n' : '\r\n '),
  );
}

function ownTags(paper: Paper): [string, string][] {
  const details = detailsOf(paper);
  const [first = '', last = ''] = details.pages.split(/\s*[-–]+\s*/);
  const tags: [string, string][] = [
    ['TY', TYPES[details.kind]],
    ['TI', paper.title],
    ...authorTags(paper),
    // EndNote and Zotero read A2 as the editor of a book that the paper is part of.
    ...details.editors.map((name): [string, string] => [
      /^C/.test(TYPES[details.kind]) ? 'A2' : 'ED',
      invertedName(name),
    ]),
    // In place of a journal a thesis has a university and a report an institution.
    [hasPublisher(details.kind) ? 'PB' : 'T2', paper.venue ?? ''],
    ['PY', paper.year === null ? '' : String(paper.year)],
    ['DA', paper.year === null ? '' : risDate(paper.year, details)],
    ['VL', details.volume],
    ['IS', details.issue],
    ['SP', first],
    ['EP', last],
    ['PB', hasPublisher(details.kind) && paper.venue !== null ? '' : details.publisher],
    ['CY', details.place],
    ['SN', details.issn || details.isbn],
    ['ID', RIS_KEY.test(givenKey(paper)) ? givenKey(paper) : ''],
    ...details.notes.map((note): [string, string] => ['N1', note]),
  ];
  return tags.filter(([, value]) => value !== '').map(([tag, value]) => [tag, value.replace(/\s+/g, ' ')]);
}

/** `2020/03/05/` with unknown parts left empty; '' when only the year is known. */
function risDate(year: number, { date }: Details): string {
  if (date === null) return '';
  const two = (n: number | null): string => (n === null ? '' : String(n).padStart(2, '0'));
  return `${year}/${two(date.month)}/${two(date.day)}/`;
}

/** Identifiers that RIS has no tag for, one note each: "openalex: W123". */
function idTags(paper: Paper, tags: readonly (readonly [string, string])[]): [string, string][] {
  const notes = new Set(tags.filter(([tag]) => tag === 'N1').map(([, value]) => value));
  const id = ownId(paper);
  const key = givenKey(paper);
  const all = [
    ...Object.entries(paper.ids),
    ...(id === null ? [] : [[ID_NAME, id] as const]),
    // Readers do not take a number in `ID` for a key.
    ...(key === '' || RIS_KEY.test(key) ? [] : [[KEY_NAME, key] as const]),
  ];
  return all
    .map(([scheme, value]) => `${scheme}: ${value.replace(/\s+/g, ' ')}`)
    .filter((note) => !notes.has(note))
    .map((note) => ['N1', note]);
}

function authorTags({ authors, extra }: Paper): [string, string][] {
  return authorNames(authors, extra).map((name) => ['AU', invertedName(name)]);
}
