/** EndNote XML, as EndNote and Zotero write it. */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { namesIn, turnNames } from '../authors.js';
import { cleanDoi, cleanText, notEmpty, yearOf } from '../text.js';
import { nodesAt, readXml, textAt, textOf, type XmlNode } from './xml.js';

export const readEndnoteXml = (source: TextSource): AsyncGenerator<Item> =>
  readXml(source, ['record'], draftOfEndnote);

/** Every value may be inside `<style>` elements, one for each change of face. */
function draftOfEndnote(node: XmlNode): Draft {
  const draft = emptyDraft();
  const all = (...path: string[]): string[] =>
    nodesAt(node, ...path)
      .map((one) => cleanText(textOf(one)))
      .filter(notEmpty);
  const one = (...path: string[]): string => textAt(node, ...path);
  draft.title = one('titles', 'title') || one('titles', 'short-title') || one('titles', 'secondary-title');
  draft.vernacularTitle = one('titles', 'translated-title');
  draft.abstract = one('abstract');
  draft.authors = turnNames(all('contributors', 'authors', 'author').flatMap(namesIn));
  const editors = all('contributors', 'secondary-authors', 'author');
  if (draft.authors.length === 0) draft.authors = turnNames(editors);
  draft.year = yearOf(one('dates', 'year')) ?? yearOf(one('dates', 'pub-dates', 'date'));
  const venue =
    one('titles', 'secondary-title') ||
    one('periodical', 'full-title') ||
    one('titles', 'alt-title') ||
    one('alt-periodical', 'full-title');
  const type = nodesAt(node, 'ref-type')[0]?.attributes['name'] ?? '';
  draft.venue = venue === '' || venue === draft.title ? null : venue;
  // A thesis has a university, a report an institution, where an article has a journal.
  if (/^(?:thesis|report|government document)$/i.test(type)) draft.venue ??= one('publisher') || null;
  draft.url =
    all('urls', 'related-urls', 'url')
      .flatMap((text) => text.split(/\s+/))
      .find((text) => /^https?:/.test(text)) ??
    all('urls', 'web-urls', 'url')[0] ??
    null;
  draft.doi =
    cleanDoi(one('electronic-resource-num')) ??
    (/doi\.org\//.test(draft.url ?? '') ? cleanDoi(draft.url!) : null);
  draft.labels = all('keywords', 'keyword')
    .flatMap((text) => text.split(/\s*;\s*|\s{2,}/))
    .filter(notEmpty);
  Object.assign(draft.ids, idsOf(one));
  draft.extra['endnote'] = extraOf(one, { type, editor: editors.join('; ') });
  return draft;
}

/** What a path of elements says. */
type Value = (...path: string[]) => string;

function idsOf(one: Value): Record<string, string> {
  const ids: Record<string, string> = {};
  const accession = one('accession-num');
  if (/^WOS:/.test(accession)) ids['wos'] = accession;
  else if (
    /^\d{5,9}$/.test(accession) &&
    /medline|pubmed|nlm/i.test(one('remote-database-name') + one('remote-database-provider'))
  )
    ids['pmid'] = accession;
  const pmcid = /PMC\d+/.exec(one('custom2'))?.[0];
  if (pmcid !== undefined) ids['pmcid'] = pmcid;
  return ids;
}

/** Fields of a record that a paper has no place for, under EndNote's names. */
function extraOf(one: Value, given: Readonly<Record<string, string>>): Record<string, string> {
  const extra: Record<string, string> = { ...given, date: one('dates', 'pub-dates', 'date') };
  for (const name of [
    'volume',
    'number',
    'issue',
    'pages',
    'isbn',
    'publisher',
    'pub-location',
    'label',
    'language',
    'notes',
    'accession-num',
  ])
    extra[name] = one(name);
  return Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== ''));
}
