/** Zotero's own items: Better BibTeX JSON (easily taken for CSL-JSON in the export menu) and the Zotero API. */
import { emptyDraft, type Draft, type Item, type TextSource } from '../draft.js';
import { authorsOf, isObject, labelsOf, scalar } from '../fields.js';
import { readJson, type JsonRecord } from './json.js';
import { bodyOf, personOf, type Author } from '../authors.js';
import { bareArxivId, notEmpty, yearOf } from '../text.js';

export const readZoteroJson = (source: TextSource): AsyncGenerator<Item> => readJson(source, draftOfZotero);

const VENUES = [
  'publicationTitle',
  'proceedingsTitle',
  'bookTitle',
  'conferenceName',
  'university',
  'institution',
  'repository',
  'websiteTitle',
  'blogTitle',
  'encyclopediaTitle',
  'seriesTitle',
  'publisher',
];

export function draftOfZotero(record: JsonRecord): Draft | string {
  const type = scalar(record['itemType']) ?? '';
  if (/^(?:attachment|note|annotation)$/.test(type)) return `a Zotero ${type}, not a paper`;
  const draft = emptyDraft();
  const text = (...keys: string[]): string =>
    keys.map((key) => scalar(record[key]) ?? '').find(notEmpty) ?? '';
  draft.title = text('title', 'caseName', 'nameOfAct', 'subject', 'shortTitle');
  draft.abstract = text('abstractNote');
  draft.authors = creatorsOf(record['creators']);
  draft.year = yearOf(text('date')) ?? yearOf(text('dateEnacted', 'dateDecided', 'issueDate', 'filingDate'));
  draft.venue = VENUES.map((key) => text(key)).find(notEmpty) ?? null;
  const more = text('extra');
  draft.doi = text('DOI') || (/^\s*DOI:\s*(\S+)/im.exec(more)?.[1] ?? null);
  draft.url = text('url') || null;
  draft.labels = labelsOf(record['tags']);
  const arxiv = bareArxivId(
    /arxiv:\s*(\S+)/i.exec(`${text('archiveID', 'reportNumber', 'number')}\n${more}`)?.[1] ?? '',
  );
  if (arxiv !== null) draft.ids['arxiv'] = arxiv;
  const pmid = /^\s*PMID:\s*(\d+)/im.exec(more)?.[1];
  if (pmid !== undefined) draft.ids['pmid'] = pmid;
  const left = new Set(['abstractNote', 'attachments', 'notes', 'relations', 'collections', '__proto__']);
  draft.extra['zotero'] = Object.fromEntries(
    Object.entries(record).filter(([key, value]) => !left.has(key) && value !== ''),
  );
  return draft;
}

/** Authors where the item has any, else everyone else who made it. A `name` in one field is a body's. */
function creatorsOf(creators: unknown): Author[] {
  if (!Array.isArray(creators)) return authorsOf(creators);
  const people = creators.filter(isObject);
  const authors = people.filter((one) => one['creatorType'] === 'author' || one['creatorType'] === undefined);
  return (authors.length > 0 ? authors : people).map((one) => {
    const text = (key: string): string => scalar(one[key]) ?? '';
    return text('name') === '' ? personOf(text('lastName'), text('firstName')) : bodyOf(text('name'));
  });
}

export function isZotero(record: JsonRecord): boolean {
  return typeof record['itemType'] === 'string';
}
