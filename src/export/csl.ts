/** CSL-JSON, for Pandoc, Zotero and citeproc. */
import { ID_NAME } from '../io/index.js';
import type { Paper } from '../types.js';
import { detailsOf, hasPublisher, objectOf, type Details, type Kind } from './details.js';
import { authorNames, isEtAl, type Name } from '../text/index.js';
import { joined, keywordsOf, ownId, type Exported, type Writer } from './writer.js';

const TYPES: Readonly<Record<Kind, string>> = {
  article: 'article-journal',
  conference: 'paper-conference',
  book: 'book',
  chapter: 'chapter',
  thesis: 'thesis',
  report: 'report',
  other: 'document',
};

/** `keyOf`: see `keyMaker`. */
export function cslWriter(keyOf: (paper: Paper) => string): Writer {
  let before = '\n';
  return {
    begin: '[',
    end: '\n]\n',
    write(one) {
      const text = `${before}${JSON.stringify(itemOf(one, keyOf(one.paper)))}`;
      before = ',\n';
      return text;
    },
  };
}

function itemOf(one: Exported, key: string): Record<string, unknown> {
  const { paper } = one;
  const given = withoutEmpty(objectOf(paper.extra['csl']));
  const details = detailsOf(paper);
  const own: Record<string, unknown> = {
    type: TYPES[details.kind],
    title: paper.title,
    'container-title': hasPublisher(details.kind) ? null : paper.venue,
    volume: details.volume,
    issue: details.issue,
    page: details.pages,
    publisher: (hasPublisher(details.kind) ? paper.venue : null) ?? details.publisher,
    'publisher-place': details.place,
    ISSN: details.issn,
    ISBN: details.isbn,
    URL: paper.url,
    author: authorNames(paper.authors, paper.extra).map(cslName),
    editor: details.editors.map(cslName),
    issued: paper.year === null ? null : { 'date-parts': [[paper.year, ...dayOf(details)]] },
    note: details.notes.join('; '),
  };
  const keywords = keywordsOf(one);
  const id = ownId(paper);
  const item: Record<string, unknown> = {
    ...own,
    ...given,
    author: withoutEtAl(given['author']) ?? own['author'],
    id: key,
    title: paper.title,
    abstract: paper.abstract,
    DOI: paper.doi,
    keyword: keywords.length === 0 ? null : joined(keywords),
    issued:
      given['issued'] !== undefined &&
      (paper.year === null || JSON.stringify(given['issued']).includes(String(paper.year)))
        ? given['issued']
        : own['issued'],
    custom: { ...objectOf(given['custom']), ...(id === null ? {} : { [ID_NAME]: id }), ids: paper.ids },
  };
  // Labels from these fields are among the keywords now.
  delete item['categories'];
  delete item['subject'];
  return withoutEmpty(item);
}

/** The original people without "et al."; undefined when there were none. */
function withoutEtAl(people: unknown): unknown {
  if (!Array.isArray(people)) return undefined;
  return people.filter((one) => {
    const { given = '', family = '', literal = '' } = objectOf(one);
    return ![literal, `${String(family)}, ${String(given)}`].some((name) => isEtAl(String(name)));
  });
}

/** Month and day, as far as known. */
function dayOf({ date }: Details): number[] {
  if (date === null) return [];
  return date.day === null ? [date.month] : [date.month, date.day];
}

function withoutEmpty(item: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).filter(
      ([, value]) =>
        value !== null &&
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function cslName({ family, given, suffix }: Name): Record<string, string> {
  if (given === '') return { literal: family };
  return suffix === '' ? { family, given } : { family, given, suffix };
}
